//! The rules of a lifecycle diagram: what is so at each step of a scenario.
//!
//! Everything in here is a pure function of the diagram, a scenario and a step: [`steps`] resolves
//! what a scenario shares with another, [`state()`] says what is so at step n, [`Snapshot`] and
//! [`diff`] what a message looks like and what a hop did to it, [`Spot`] where one can go from a
//! step. How a reader came to a step never matters.

mod message;
mod spot;
mod state;
mod walk;

pub use message::{Change, Line, Snapshot, diff};
pub use spot::{Move, Spot};
pub use state::{Place, State, sentence, state, states, way};
pub use walk::{Leap, Walker, chain, edge, find, node, shared, steps};
