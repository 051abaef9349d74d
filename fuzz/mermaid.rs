//! Any text may stand in a diagram's fence: what is drawn is well-formed and does nothing, and what
//! is wrong stands in the fence.

#![no_main]

#[path = "../src/site/mermaid.rs"]
mod mermaid;

use libfuzzer_sys::fuzz_target;
use mermaid::Mermaid;
use quick_xml::{Reader, events::Event};

thread_local! {
    static MERMAID: Mermaid = Mermaid::new();
}

fuzz_target!(|code: &str| {
    match MERMAID.with(|mermaid| mermaid.draw(code, "diagram-0")) {
        Ok(svg) => harmless(&svg),
        Err((span, _)) => assert!(code.get(span.clone()).is_some(), "{span:?}"),
    }
});

/// Drawings may show shapes and words, refer to their own parts, and no more.
fn harmless(svg: &str) {
    let mut reader = Reader::from_str(svg);
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error} in {svg}"));
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                let acts = [
                    "a",
                    "script",
                    "style",
                    "foreignObject",
                    "image",
                    "use",
                    "set",
                ];
                assert!(
                    !acts.contains(&&*name) && !name.starts_with("animate"),
                    "<{name}> in {svg}"
                );
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{error} in {svg}"));
                    let key = attribute.key.as_ref().to_owned();
                    let wrong = key.starts_with("on") || key.contains("href") || key == "style";
                    assert!(!wrong, "{key} of <{name}> in {svg}");
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}
