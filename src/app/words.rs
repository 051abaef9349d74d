//! The words of the page that is rendered: its language is in the context of every view.

use glassbox_model::{
    Language, Words,
    words::{EN, places},
};
use leptos::prelude::*;

/// The words of the interface. Islands get theirs as values: the browser has no table.
pub(crate) fn words() -> &'static Words {
    use_context::<Language>().map_or(&EN, |language| language.words)
}

/// The language of the content, where the interface has no words in it.
pub(crate) fn foreign() -> Option<String> {
    use_context::<Language>()
        .filter(|language| Words::of(&language.tag).is_none())
        .map(|language| language.tag)
}

/// A text whose places are filled with views.
pub(crate) fn sentence(
    template: &'static str,
    mut place: impl FnMut(&'static str) -> AnyView,
) -> AnyView {
    places(template)
        .map(|(text, name)| {
            let filled = (!name.is_empty()).then(|| place(name));
            (text, filled)
        })
        .collect_view()
        .into_any()
}
