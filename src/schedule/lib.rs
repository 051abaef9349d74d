//! Civil rules and IANA zones to instants: the only crate that knows time zones.
//!
//! - [`Zone`]: a zone of the bundled database, and civil time in it.
//! - [`windows()`]: the occurrences of a rule of office hours.
//! - [`slots()`]: the parts of a window that are booked one by one.
//! - [`check()`]: what is wrong with such a rule; [`clock_changes()`]: where the clocks disturb it.
//! - [`shifts()`]: who is on call when; [`check_on_call()`]: what is wrong with a rotation.
//!
//! A gap in civil time shifts forward and a fold takes the first (RFC 5545, section 3.3.5).

mod check;
mod clocks;
mod on_call;
mod rrule;
mod slots;
mod windows;
mod zone;

pub use check::check;
pub use clocks::clock_changes;
pub use on_call::{Shift, check_on_call, shifts};
pub use slots::{CELL, MAX_HORIZON_DAYS, slots};
pub use windows::{Window, windows};
pub use zone::{Zone, database_version};
