//! What the things of a portal are, and their rules. No I/O, no clock, no Leptos.
//!
//! - [`Kind`]: the kinds of page and where each lives.
//! - [`diagnostic`]: what can be wrong with content, and where.
//! - [`catalogue()`]: the checks, each explained.
//! - [`node`] and [`decode`]: from a parsed file to a typed record, all errors at once.
//! - [`ical`]: events as iCalendar text.
//! - [`content`]: the keys of every kind of file; [`manual`]: the same as data.
//! - [`lifecycle`]: the rules of a diagram: what is so at each step of a scenario.
//! - [`words`]: what the interface says, one table a language.

pub mod content;
pub mod decode;
pub mod diagnostic;
pub mod ical;
pub mod lifecycle;
pub mod manual;
pub mod node;
pub mod words;

mod catalogue;
mod characters;
mod kind;
mod language;
mod names;
mod slug;

pub use catalogue::{Check, Code, catalogue};
pub use characters::is_forbidden;
pub use diagnostic::{Diagnostic, Severity, Source, did_you_mean, nearest};
pub use kind::Kind;
pub use language::{Direction, Language, is_language_tag};
pub use names::Names;
pub use slug::slugify;
pub use words::Words;
