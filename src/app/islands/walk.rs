//! The walk through a lifecycle: one scenario and one step at a time.
//!
//! The press writes every scenario with all its steps, the tabs and the controls. This is the
//! picture among them; once the module runs, it shows one step of the page, lights the hop, moves
//! the packet and listens. All that it knows of the reader is where they are ([`player`]); what is
//! said there stands on the page already ([`page`]).

mod page;
mod player;

use std::sync::Arc;

use leptos::prelude::*;

use crate::parts::{Picture, picture, read};
use player::Player;

/// The picture of a diagram, and the walk through the page that it stands on.
#[island]
pub fn Walk(
    /// The diagram's id.
    id: String,
    /// The picture.
    drawn: Picture,
    /// What it shows at each step of each scenario.
    tracks: Vec<String>,
) -> impl IntoView {
    let tracks = tracks.iter().map(|track| read(track)).collect();
    let player = Arc::new(Player::new(id, tracks));
    player.start();
    picture(drawn, Arc::new(move || player.scene()))
}
