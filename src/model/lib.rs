//! What the things of a portal are, and their rules. No I/O, no clock, no Leptos.
//!
//! - [`Kind`]: the kinds of page and where each lives.
//! - [`diagnostic`]: what can be wrong with content, and where.
//! - [`node`] and [`decode`]: from a parsed file to a typed record, all errors at once.
//! - [`content`]: the keys of every kind of file; [`manual`]: the same as data.

pub mod content;
pub mod decode;
pub mod diagnostic;
pub mod manual;
pub mod node;

mod kind;
mod slug;

pub use diagnostic::{Code, Diagnostic, Severity, Source, did_you_mean};
pub use kind::Kind;
pub use slug::slugify;
