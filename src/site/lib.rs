//! The press: a content folder to a static site.
//!
//! [`press()`] does it all, in this order:
//! 1. [`library`]: every file is read and decoded; each thing gets its id and URL.
//! 2. [`links`] and [`fences`] answer what the Markdown compiler asks while it compiles all pages.
//! 3. [`check`]: references and anchors are followed.
//!
//! What it returns can make every file of the site, one by one and in any order, as [`write()`]
//! does on all cores:
//! 1. [`graph`]: references are turned around.
//! 2. [`pages`]: which pages there are, and the values that the views show, one module a kind.
//! 3. [`outputs`]: feeds, calendars and the site map.
//! 4. The views of `glassbox-app` make documents of them; [`assets`] are what they refer to.
//!
//! [`preview()`] makes them when somebody asks, and keeps up with changes.
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
pub mod headers;
mod highlight;
mod includes;
mod languages;
mod library;
mod lifecycle;
mod links;
mod markup;
mod mermaid;
mod office_hours;
mod outputs;
mod pages;
mod press;
mod preview;
mod raster;
mod suggest;
mod write;

pub use assets::ClientError;
pub use office_hours::{OfficeHours, office_hours};
pub use press::{File, Options, Pressed, press};
pub use preview::{Answer, Message, preview};
pub use write::{WriteError, write};
