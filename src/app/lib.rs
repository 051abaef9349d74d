//! The pages and islands of the portal as Leptos components.
//!
//! The press calls [`render()`] with the values of [`view`] and gets a whole document. What is in
//! between, from the outside in: `render` (the document and its head), `shell` (what frames
//! every page), `pages` (a file for each [`view::Body`]), `parts` (what pages share) and
//! [`islands`] (what comes to life in the browser). Every word is from `glassbox_model::words`. Everything is static HTML that needs no
//! script; an island adds to it and never replaces it. Only `browser` knows the browser.

#![expect(
    unreachable_pub,
    reason = "the `component` macro makes public items of private components"
)]

mod browser;
mod dates;
mod icons;
pub mod islands;
mod kept;
mod pages;
mod parts;
mod redirect;
mod render;
mod shell;
pub mod view;
mod words;

pub use redirect::redirect;
pub use render::{document, render};
