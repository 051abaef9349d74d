//! Any text is a page: what comes out is well-formed and harmless, and diagnostics stand in the
//! file.

#![no_main]

#[path = "../src/markdown/tests/hostile/safe.rs"]
mod safe;
#[path = "../src/markdown/tests/hostile/site.rs"]
mod site;

use glassbox_model::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::new("guides/a.md", text);
    let (page, diagnostics) = glassbox_markdown::compile(&source, 0..text.len(), &site::Site);
    let problems = safe::problems(&page.html);
    assert!(problems.is_empty(), "{problems:#?}\nin {}", page.html);
    for found in diagnostics {
        let at = source.offset(found.line, found.column);
        assert_eq!(source.position(at), (found.line, found.column), "{found:?}");
    }
});
