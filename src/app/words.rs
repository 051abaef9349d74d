//! The words of the page that is rendered: its language is in the context of every view.

use glassbox_model::{
    Language, Words,
    words::{EN, places},
};
use leptos::prelude::*;

/// The words of the interface. Islands get theirs as values: the browser has no table.
pub(crate) fn words() -> &'static Words {
    with_context::<Language, _>(|language| language.words).unwrap_or(&EN)
}

/// The language of the content, where the interface has no words in it.
pub(crate) fn foreign() -> Option<String> {
    use_context::<Language>()
        .filter(|language| Words::of(&language.tag).is_none())
        .map(|language| language.tag)
}

/// `lang` and `dir` of words in a language, as far as they are other than those around them
/// (WCAG 2.2, 3.1.2).
pub(crate) fn tongue(tag: Option<String>) -> (Option<String>, Option<&'static str>) {
    let page = use_context::<Language>();
    let (Some(page), Some(tag)) = (page, tag) else {
        return (None, None);
    };
    let direction = Language::new(&tag, page.words).direction();
    let turned = direction != page.direction();
    (
        (tag != page.interface()).then_some(tag),
        turned.then(|| direction.word()),
    )
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
