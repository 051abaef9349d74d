//! What authors have beyond plain Markdown: options of fences, included files, tabs and details.

use std::ops::Range;

use glassbox_markdown::{Env, Image, Link, Plain, Problem, compile};
use glassbox_model::Source;

/// An env with one file.
struct Files;

impl Env for Files {
    fn link(&self, to: &str, span: Range<usize>) -> Result<Link, Problem> {
        Plain.link(to, span)
    }
    fn image(&self, to: &str) -> Result<Image, Problem> {
        Plain.image(to)
    }
    fn include(&self, path: &str) -> Result<String, Problem> {
        match path {
            "a.cfg" => Ok("# #region one\n  a <b>\n# #endregion\nc\n".to_owned()),
            path => Err((format!("no file at `{path}`"), None)),
        }
    }
    fn highlight(&self, language: &str, code: &str) -> Option<String> {
        let code = glassbox_markdown::text(code);
        (language == "x").then(|| format!("<span class=\"hl-comment\">{code}</span>"))
    }
    fn draw(&self, _: &str, _: &str, _: &str) -> Option<Result<String, (Range<usize>, Problem)>> {
        None
    }
}

/// The HTML of a text, and what is said of it.
fn compiled(text: &str) -> (String, Vec<String>) {
    let source = Source::new("a.md", text);
    let (document, found) = compile(&source, 0..text.len(), &Files);
    let parsed = scraper::Html::parse_fragment(&document.html);
    assert!(
        parsed.errors.is_empty(),
        "{:?}\n{}",
        parsed.errors,
        document.html
    );
    let said = |d: glassbox_model::Diagnostic| {
        format!(
            "{}:{}: {} [{}]",
            d.line,
            d.column,
            d.message,
            d.code.check().name
        )
    };
    (document.html, found.into_iter().map(said).collect())
}

fn html(text: &str) -> String {
    let (html, found) = compiled(text);
    assert_eq!(found, [""; 0]);
    html
}

#[test]
fn a_fence_has_a_title_and_marked_lines() {
    assert_eq!(
        html("```x title=\"a & b\" {1} ins={2} showLineNumbers=9\none\ntwo\n```\n"),
        "<figure class=\"code\"><figcaption>a &amp; b</figcaption><pre tabindex=\"0\"><code class=\"language-x\">\
         <mark class=\"line line-mark\" data-line=\"9\"><span class=\"hl-comment\">one\n</span></mark>\
         <ins class=\"line line-ins\" data-line=\"10\"><span class=\"hl-comment\">two\n</span></ins>\
         </code></pre></figure>\n",
    );
}

#[test]
fn a_difference_is_shown_in_its_language() {
    let shown = html("```diff lang=\"x\"\n a\n-b\n+c\n```\n");
    assert!(
        shown.contains("<span class=\"line\"><span class=\"hl-comment\">a\n</span></span>"),
        "{shown}"
    );
    assert!(
        shown.contains("<del class=\"line line-del\"><span class=\"hl-comment\">b\n</span></del>"),
        "{shown}"
    );
    assert!(
        shown.contains("<ins class=\"line line-ins\"><span class=\"hl-comment\">c\n</span></ins>"),
        "{shown}"
    );
    assert!(shown.contains("<figcaption>x</figcaption>"), "{shown}");
    // A plain difference stays one: it can be copied and applied.
    assert!(html("```diff\n-b\n```\n").contains(">-b\n</code>"));
}

#[test]
fn code_is_taken_from_a_file() {
    assert!(html("```x include=\"a.cfg#one\"\n```\n").contains(">a &lt;b&gt;\n</span>"));
    assert!(
        html("- ```y include=a.cfg:4 {1}\n  ```\n")
            .contains("<mark class=\"line line-mark\">c\n</mark>")
    );
}

#[test]
fn what_is_wrong_with_a_fence_is_said_where_it_stands() {
    let (_, found) = compiled(
        "> ```x titel=\"a\" {1,7}\n> b\n> ```\n\n```x include=\"b.cfg\"\n```\n\n```x include=\"a.cfg#two\"\n```\n\n```x include='a.cfg'\nb\n```\n",
    );
    assert_eq!(
        found,
        [
            "1:8: unknown option `titel` of a fence [fence-option]",
            "1:21: the code has no line 7 [fence-option]",
            "5:15: no file at `b.cfg` [include]",
            "8:15: there is no region `two` [include]",
            "11:15: the fence has text of its own beside what it includes [include]",
        ]
    );
}

#[test]
fn tabs_are_sections_with_headings() {
    assert_eq!(
        html("## A\n\n:::tabs\n:::tab Debian & co\nOne.\n\n:::tab *BSD\nTwo.\n:::\n\nThree.\n")
            .split_once("</h2>\n")
            .map(|(_, tabs)| tabs),
        Some(
            "<div class=\"tabs\">\n<section class=\"tab\"><h3 class=\"tab-title\">Debian &amp; co</h3>\n<p>One.</p>\n\
             </section>\n<section class=\"tab\"><h3 class=\"tab-title\">*BSD</h3>\n<p>Two.</p>\n</section></div>\n<p>Three.</p>\n"
        )
    );
}

#[test]
fn details_nest_in_lists_and_tabs() {
    let shown = html("- a\n\n  ::: details Why?\n  b\n\n  ```\n  :::\n  ```\n  :::\n- c\n");
    assert!(
        shown.contains("<details><summary>Why?</summary>\n<p>b</p>"),
        "{shown}"
    );
    assert!(
        shown.contains(":::\n</code></pre></figure>\n</details>\n</li>"),
        "{shown}"
    );
    let shown = html(":::tabs\n:::tab A\n:::details[Why]\nx\n:::\n:::\n");
    assert!(
        shown.contains("<details><summary>Why</summary>\n<p>x</p>\n</details>\n</section></div>"),
        "{shown}"
    );
    // Beside an author's own HTML, too.
    let shown = html(":::tabs\n:::tab A\n<b>x</b>\n:::\n");
    assert!(
        shown.contains("<h2 class=\"tab-title\">A</h2>\n\n<p><b>x</b></p>\n</section></div>"),
        "{shown}"
    );
}

#[test]
fn what_is_wrong_with_tabs_and_details_is_said() {
    let (html, found) = compiled(
        ":::tab A\n\n- :::details\n  a\n\n:::\n\n:::tip\nb\n:::\n\n:::tabs\n:::\n\n:::tabs\n:::tab\n",
    );
    assert_eq!(
        found,
        [
            "1:1: a tab stands in no group [container]",
            "3:3: this is never closed [container]",
            "6:1: there is nothing to close [container]",
            "8:1: unknown container `tip` [container]",
            "12:1: the group has no tab [container]",
            "16:1: the tab has no title [container]",
            "15:1: this is never closed [container]",
        ]
    );
    assert!(html.contains("<p>b</p>"), "{html}");
}

#[test]
fn colons_in_text_are_text() {
    assert!(html("a :::tabs\n").contains("a :::tabs"));
}
