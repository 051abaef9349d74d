//! The press: a content folder to a static site.
//!
//! [`press()`] does it all, in this order:
//! 1. [`library`]: every file is read and decoded; each thing gets its id and URL.
//! 2. [`links`] and [`fences`] answer what the Markdown compiler asks while it compiles all pages.
//! 3. [`graph`]: references are checked and turned around, anchors are checked.
//! 4. [`pages`]: the values that the views show, one module a kind of page.
//! 5. [`outputs`]: feeds, calendars and the site map.
//! 6. The views of `glassbox-app` make documents of them; [`assets`] are what they refer to.
//!
//! Nothing is written here but by [`write()`], and the time is an option: pressing the same files
//! with the same options gives the same bytes.

mod aliases;
mod assets;
mod calendar;
mod check;
mod compiled;
mod fences;
mod folder;
mod graph;
mod highlight;
mod library;
mod lifecycle;
mod links;
mod mermaid;
mod outputs;
mod pages;
mod press;
mod write;

pub use assets::ClientError;
pub use press::{File, Options, Pressed, press};
pub use write::{WriteError, write};
