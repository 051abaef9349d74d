//! What the things of a portal are, and their rules. No I/O, no clock, no Leptos.

mod kind;

pub use kind::Kind;
