//! What comes to life in the browser. Each island is static HTML first and says all it has to
//! say without a script.

mod calendar;
mod walk;

pub use calendar::Calendar;
pub use walk::{Walk, WalkProps};
