//! The controls under the picture. The island knows them by `data-walk` and gives them effect, but for
//! the link and the full screen, which `walk.js` does.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::words::words;

/// Play first, then the steps side by side, where the reader is in words, and what is needed less often.
#[component]
pub(super) fn Bar() -> AnyView {
    let said = &words().walk;
    let button = |to: &'static str, label: &'static str, icons: [&'static str; 2]| {
        let icons = icons.into_iter().filter(|icon| !icon.is_empty());
        view! {
            <button type="button" class="walk-button" data-walk=to aria-label=label>
                {icons.map(|name| view! { <Icon name/> }).collect::<Vec<_>>()}
            </button>
        }
    };
    view! {
        <div class="walk-bar" role="group" aria-label=said.steps data-play=said.play data-pause=said.pause data-copied=said.copied data-by-hand=said.by_hand>
            {button("play", said.play, ["play", "pause"])}
            {button("first", said.first, ["chevrons-left", ""])}
            {button("previous", said.previous, ["chevron-left", ""])}
            {button("next", said.next, ["chevron", ""])}
            {button("last", said.last, ["chevrons-right", ""])}
            <p class="walk-caption"><span id="gb-count" data-words=said.count></span><strong id="gb-title"></strong></p>
            <label class="walk-speed">
                <span class="visually-hidden">{said.speed}</span>
                <select id="gb-speed" autocomplete="off">
                    <option value="50">"½×"</option>
                    <option value="100" selected=true>"1×"</option>
                    <option value="200">"2×"</option>
                </select>
            </label>
            {button("copy", said.copy, ["link", "check"])}
            {button("full", said.full, ["maximize", ""])}
        </div>
        <p class="visually-hidden" role="status" id="gb-said"></p>
    }
    .into_any()
}
