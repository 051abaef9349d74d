//! Parts that come again on other pages, rendered once: most of the frame, and the cards of pages
//! that many others name.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use glassbox_model::Language;
use leptos::{prelude::*, tachys::html::InertElement};

use crate::view::Card;

/// What a part is made of, beside the site and the language of the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// The feeds and calendars in the head.
    Feeds,
    /// The files that the head refers to.
    Files,
    /// The header, by the links in it that lead to where the page is.
    Header(Vec<Option<&'static str>>),
    /// The footer.
    Footer,
    /// A card.
    Card(Card),
}

/// The parts of one site, rendered. Whoever makes a site begins with the default: nothing.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Mutex<HashMap<Tongue, Parts>>>);

/// The tags of a language and of the words of the interface in it.
type Tongue = (String, &'static str);

/// The parts of pages in one language.
type Parts = Arc<Mutex<HashMap<Part, Arc<str>>>>;

impl Kept {
    /// Those of pages in a language.
    pub(crate) fn of(&self, language: &Language) -> Parts {
        let tongue = (language.tag.clone(), language.words.tag);
        let mut tongues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tongues.entry(tongue).or_default())
    }
}

/// A part of the page that is being rendered: as it was kept, else what `view` makes of it.
pub(crate) fn once<V: IntoView>(part: Part, view: impl FnOnce() -> V) -> AnyView {
    let Some(parts) = use_context::<Parts>() else {
        return view().into_any();
    };
    let lock = || parts.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = lock().get(&part).cloned();
    let html = kept.unwrap_or_else(|| {
        let html: Arc<str> = view().into_view().to_html().into();
        lock().insert(part, Arc::clone(&html));
        html
    });
    InertElement::new(html.to_string()).into_any()
}
