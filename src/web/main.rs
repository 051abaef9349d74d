//! The islands as a WebAssembly module.
//!
//! On start it makes the reactive owner that islands live in; then `start.js` hydrates each
//! island on the page by the name that its element carries.

/// Links the islands, whose exports nothing in here calls.
#[cfg(target_arch = "wasm32")]
use glassbox_app as _;

#[cfg(target_arch = "wasm32")]
fn main() {
    leptos::mount::hydrate_islands();
}

/// The module is for the browser only; elsewhere there is nothing to do.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
