//! The packet: a sealed envelope while nobody can read it, an open sheet when anybody can.

use super::Shot;

/// The packets of two scenarios, neither of which is to be seen yet; the first lies on top.
pub(super) fn both() -> String {
    let packet = |which: usize| {
        let (class, _) = packet(which, &[]);
        format!("<g class=\"{class}\">{SHAPES}</g>")
    };
    [1, 0].map(packet).concat()
}

/// The class and the place of the packet of the first or second of the scenarios that are shown.
/// It moves by a transition of its place, which is a function of the step alone; where none is
/// shown, it is not there.
pub(crate) fn packet(which: usize, shots: &[&Shot]) -> (String, Option<String>) {
    let look = shots.get(which).map_or("none", |shot| &shot.look);
    let letters = if shots.len() > 1 { " lc-lettered" } else { "" };
    let class = format!("lc-packet lc-packet-{which} lc-look-{look}{letters}");
    let place = shots.get(which).map(|shot| {
        let (x, y) = shot.at;
        // Two packets at one place lie beside each other.
        let together = matches!(shots, [one, other] if one.at == other.at);
        let aside = match (together, which) {
            (false, _) => 0,
            (true, 0) => -18,
            (true, _) => 18,
        };
        format!("translate({} {y})", x + aside)
    });
    (class, place)
}

const SHAPES: &str = concat!(
    r#"<rect class="lc-sheet" x="-17" y="-12" width="34" height="24" rx="1"></rect>"#,
    r#"<path class="lc-written" d="M-11 -6H11M-11 0H11M-11 6H3"></path>"#,
    r#"<path class="lc-flap" d="M-17 -12L0 2L17 -12M-17 12L-5 -2M17 12L5 -2"></path>"#,
    r#"<path class="lc-back-arrow" d="M10 0H-10M-4 -6L-10 0L-4 6"></path>"#,
    r#"<g class="lc-letter"><circle cx="-17" cy="-12" r="8"></circle>"#,
    r#"<path class="lc-letter-a" d="M-21 -8L-17 -16L-13 -8M-19.5 -11H-14.5"></path>"#,
    r#"<path class="lc-letter-b" d="M-19.5 -8V-16H-17Q-14.5 -16 -14.5 -14T-17 -12H-19.5H-16.5Q-14 -12 -14 -10T-16.5 -8Z"></path></g>"#,
);
