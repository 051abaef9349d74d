//! Icons: Lucide, drawn once a page in a sprite and used by name.
//!
//! A view writes `<Icon name="link"/>`; compiled Markdown writes `<use href="#i-link"/>`. When
//! the page is done, [`with_sprite`] looks which names it uses and puts their drawings in.

use std::sync::LazyLock;

use glassbox_model::Kind;
use icondata_core::IconData;
use icondata_lu as lu;
use leptos::prelude::*;
use memchr::memmem;

/// Every icon that a page may use, by name.
const ICONS: [(&str, &IconData); 64] = [
    ("arrow-left", lu::LuArrowLeft),
    ("arrow-right", lu::LuArrowRight),
    ("calendar", lu::LuCalendarClock),
    ("check", lu::LuCheck),
    ("chevron", lu::LuChevronRight),
    ("chevron-left", lu::LuChevronLeft),
    ("chevrons-left", lu::LuChevronsLeft),
    ("chevrons-right", lu::LuChevronsRight),
    ("clock", lu::LuClock),
    ("code", lu::LuCode),
    ("component", lu::LuBoxes),
    ("copy", lu::LuCopy),
    ("corner-down-left", lu::LuCornerDownLeft),
    ("external", lu::LuExternalLink),
    ("dashboard", lu::LuGauge),
    ("eye", lu::LuEye),
    ("eye-off", lu::LuEyeOff),
    ("file-plus", lu::LuFilePlus2),
    ("fork", lu::LuGitFork),
    ("guide", lu::LuSquareTerminal),
    ("hourglass", lu::LuHourglass),
    ("info", lu::LuInfo),
    ("lifecycle", lu::LuWaypoints),
    ("lightbulb", lu::LuLightbulb),
    ("link", lu::LuLink),
    ("list", lu::LuList),
    ("lock", lu::LuLockKeyhole),
    ("lock-open", lu::LuLockOpen),
    ("map-pin", lu::LuMapPin),
    ("maximize", lu::LuMaximize),
    ("menu", lu::LuMenu),
    ("message-square-warning", lu::LuMessageSquareWarning),
    ("node-app", lu::LuServer),
    ("node-cache", lu::LuZap),
    ("node-client", lu::LuGlobe),
    ("node-deploy", lu::LuRocket),
    ("node-disk", lu::LuHardDrive),
    ("node-firewall", lu::LuBrickWall),
    ("node-l4", lu::LuSplit),
    ("node-l7", lu::LuShuffle),
    ("node-other", lu::LuBox),
    ("node-process", lu::LuCog),
    ("node-store", lu::LuDatabase),
    ("node-tls", lu::LuLockKeyhole),
    ("octagon-alert", lu::LuOctagonAlert),
    ("office-hours", lu::LuCalendarClock),
    ("on-call", lu::LuPhoneCall),
    ("page", lu::LuFileText),
    ("panel-left", lu::LuPanelLeft),
    ("path", lu::LuRoute),
    ("pause", lu::LuPause),
    ("pencil", lu::LuPencil),
    ("person", lu::LuUserRound),
    ("play", lu::LuPlay),
    ("projector", lu::LuProjector),
    ("question", lu::LuCircleHelp),
    ("rss", lu::LuRss),
    ("runbook", lu::LuLifeBuoy),
    ("scroll-text", lu::LuScrollText),
    ("sun-moon", lu::LuSunMoon),
    ("tag", lu::LuTag),
    ("talk", lu::LuMic),
    ("triangle-alert", lu::LuTriangleAlert),
    ("video", lu::LuVideo),
];

/// The end of the tag that the sprite goes into.
const PLACE: &str = r#"class="sprite">"#;

/// The name that stands for a kind of page, in its icon and in class names.
pub(crate) fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Path => "path",
        Kind::Component => "component",
        Kind::Lifecycle => "lifecycle",
        Kind::Guide => "guide",
        Kind::Talk => "talk",
        Kind::Runbook => "runbook",
        Kind::OnCall => "on-call",
        Kind::OfficeHours => "office-hours",
        Kind::Person => "person",
        Kind::Tag => "tag",
        Kind::Page => "page",
    }
}

/// An icon, for the eye only: the text beside it says the same.
#[component]
pub(crate) fn Icon(
    /// Its name in [`ICONS`].
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=format!("<use href=\"#i-{name}\"/>")></svg> }
}

/// The mark of a kind: its icon in a small box.
#[component]
pub(crate) fn KindMark(
    /// The kind.
    kind: Kind,
) -> impl IntoView {
    view! { <span class="kind-mark"><Icon name=name_of(kind)/></span> }
}

/// The place of the sprite, empty.
#[component]
pub(crate) fn Sprite() -> impl IntoView {
    view! { <svg class="sprite" width="0" height="0" aria-hidden="true"></svg> }
}

/// The icons as a sprite has them, by name: groups, as a `<symbol>` would be a picture within a
/// picture to the browser, to be clipped and scaled by itself.
static DRAWINGS: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let group = |(name, icon): &(&'static str, &IconData)| {
        let drawing = icon.data.replace(" />\n", "/>").replace(" />", "/>");
        (*name, format!(r#"<g id="i-{name}">{drawing}</g>"#))
    };
    ICONS.iter().map(group).collect()
});

/// Puts the drawings of the icons that `html` uses into the place kept for them.
pub(crate) fn with_sprite(mut html: String) -> String {
    const USE: &str = "\"#i-";
    // `memmem`, as this reads every page as a whole.
    let mut used: Vec<&str> = Vec::new();
    for at in memmem::find_iter(html.as_bytes(), USE) {
        let name = html[at + USE.len()..].split('"').next().unwrap_or_default();
        if !used.contains(&name) {
            used.push(name);
        }
    }
    let used = DRAWINGS.iter().filter(|(name, _)| used.contains(name));
    let drawings: String = used.map(|(_, drawing)| drawing.as_str()).collect();
    if let Some(at) = memmem::find(html.as_bytes(), PLACE.as_bytes()) {
        html.insert_str(at + PLACE.len(), &format!("<defs>{drawings}</defs>"));
    }
    html
}
