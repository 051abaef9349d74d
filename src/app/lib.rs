//! The pages and islands of the portal as Leptos components.

pub mod view;
