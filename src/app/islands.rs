//! What comes to life in the browser. Each island is static HTML first and says all it has to
//! say without a script.

mod walk;
mod windows;

pub use walk::{Walk, WalkProps};
pub use windows::{LiveWindows, LiveWindowsProps, WindowWords};
pub(crate) use windows::{Row, days};
