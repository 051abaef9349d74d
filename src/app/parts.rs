//! What pages share.

mod call_rule;
mod card;
mod glass_box;
mod page_head;
mod path_steps;
mod people;
mod picture;
mod prose;
mod subscribe;
mod windows;

pub(crate) use call_rule::CallRule;
pub(crate) use card::Cards;
pub(crate) use glass_box::GlassBox;
pub(crate) use page_head::PageHead;
pub(crate) use path_steps::PathSteps;
pub(crate) use people::People;
pub(crate) use picture::{Shot, light, numbered, packet, picture, read, tracks};
pub(crate) use prose::Prose;
pub(crate) use subscribe::Subscribe;
pub(crate) use windows::Windows;
