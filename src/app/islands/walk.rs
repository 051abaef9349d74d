//! The walk through a lifecycle: one scenario and one step at a time.
//!
//! The press writes the picture, every scenario with all its steps, the tabs and the controls. This
//! draws nothing again: once the module runs, it marks which of it is shown, lights the hop, moves
//! the packet and listens. [`player`] knows what is shown where, [`reader`] what the reader does,
//! [`page`] the elements that change.

mod page;
mod player;
mod reader;

use leptos::prelude::*;

use crate::browser::awake;

/// The walk through the page that it stands on.
#[island]
pub fn Walk(
    /// The diagram's id.
    id: String,
    /// What the picture shows at each step of each scenario.
    tracks: String,
) -> impl IntoView {
    // It runs in the browser only.
    awake(Box::new(move || reader::wake(&id, &tracks)));
}
