//! Any text may be code in any language: coloured, it is well-formed, harmless, and still the text.

#![no_main]

#[path = "../src/site/highlight.rs"]
mod highlight;
#[path = "../src/markdown/tests/hostile/safe.rs"]
mod safe;

use libfuzzer_sys::fuzz_target;
use scraper::Html;

/// Grammars of every kind: with scanners of their own, with others inside, and plain ones.
const LANGUAGES: [&str; 12] = [
    "bash", "c", "console", "css", "diff", "html", "json", "nginx", "python", "ruby", "rust",
    "yaml",
];

fuzz_target!(|input: (u8, &str)| {
    let (language, code) = input;
    let language = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    // As a parser of HTML hands it over: without what no page may hold.
    if code.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        return;
    }
    let Some(html) = highlight::highlight(language, code) else {
        return;
    };
    let html = format!("<pre><code>{html}</code></pre>");
    let problems = safe::problems(&html);
    assert!(problems.is_empty(), "{problems:#?}\nin {html}");
    let read = Html::parse_fragment(&html);
    let text: String = read.root_element().text().collect();
    // A line break that a `<pre>` begins with is none of its text, but here `<code>` comes first.
    assert_eq!(text, code, "{language}");
});
