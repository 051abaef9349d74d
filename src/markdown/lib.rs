//! A file's text to HTML and diagnostics. No I/O.
//!
//! 1. [`front_matter::split`] parts front matter from body; [`data::yaml`] and [`data::toml`] read
//!    it (and whole TOML files) as a [`glassbox_model::node::Node`].
//! 2. [`compile()`] turns the body into a [`Document`]. What it must know about other files (where a
//!    link leads, how large an image is, how a fence is drawn) it asks of an [`Env`].
//!
//! ```
//! use glassbox_markdown::{Plain, compile};
//! use glassbox_model::Source;
//!
//! let source = Source::new("a.md", "# Hello\n\nSome *text*.\n");
//! let (document, diagnostics) = compile(&source, 0..source.text.len(), &Plain);
//! assert_eq!(document.title.as_deref(), Some("Hello"));
//! assert_eq!(document.html, "<p>Some <em>text</em>.</p>\n");
//! assert!(diagnostics.is_empty());
//! ```

pub mod data;
pub mod front_matter;

mod compile;
mod containers;
mod dropped;
mod env;
mod escape;
mod fence;
mod footnotes;
mod include;
mod info;
mod inline;
mod lines;
mod lint;
mod mend;
mod nesting;
mod relink;
mod sanitise;
mod title;
mod written;

pub use compile::{Document, Heading, Inclusion, Role, compile, compile_as};
pub use env::{Anchor, Caution, Env, Image, Link, Plain, Problem};
pub use escape::{attribute, text};
