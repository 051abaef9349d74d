//! The steps of a learning path.

use leptos::prelude::*;

use crate::icons::KindMark;
use crate::view::PathStep;
use crate::words::{foreign, tongue, words};

/// The steps in order, numbered.
#[component]
pub(crate) fn PathSteps(
    /// The steps.
    steps: Vec<PathStep>,
) -> AnyView {
    let steps = steps.into_iter().map(|step| {
        let PathStep { card, note } = step;
        let (lang, dir) = tongue(card.language);
        // The note is the path's, the summary the page's.
        let about = match note.is_empty() {
            true => (card.summary, lang.clone(), dir),
            false => (note, foreign(), None),
        };
        let (about, about_lang, about_dir) = about;
        view! {
            <li class="path-step">
                <div class="path-step-text">
                    <a class="card-title" href=card.href lang=lang dir=dir>{card.title}</a>
                    {(!about.is_empty()).then(|| view! { <p class="card-summary" lang=about_lang dir=about_dir>{about}</p> })}
                    <p class="card-note">
                        <KindMark kind=card.kind/>
                        <span class="kind-name">{words().kind(card.kind).one}</span>
                        {(!card.note.is_empty()).then(|| view! { <span>{card.note}</span> })}
                    </p>
                </div>
            </li>
        }
    });
    view! { <ol class="path-steps">{steps.collect_view()}</ol> }.into_any()
}
