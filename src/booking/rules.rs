//! What may be booked, and by whom: plain functions of what is passed in.
//!
//! - [`catalogue`]: hosts, hours and every slot ahead, from the same files and by the same code as
//!   the press.
//! - [`taken`]: which of a slot's seats are left.
//! - [`request`]: what somebody who books may write.
//! - [`changed`]: bookings that the rules of today would not allow, or not at that time.
//! - [`secret`]: tokens that only their holder knows.

pub mod catalogue;
pub mod changed;
pub mod request;
pub mod secret;
pub mod taken;
