//! The compiler through its public door: what authors write and what comes out.

use std::ops::Range;

use glassbox_markdown::{Document, Env, Image, Link, Plain, compile};
use glassbox_model::{
    Source,
    words::{DE, Words},
};
use proptest::prelude::*;

fn html(text: &str) -> String {
    document(text).html
}

fn document(text: &str) -> Document {
    let source = Source::new("a.md", text);
    compile(&source, 0..text.len(), &Plain).0
}

/// An env in which everything can go wrong.
struct Nowhere;

impl Env for Nowhere {
    fn link(&self, to: &str, _: Range<usize>) -> Result<Link, (String, Option<String>)> {
        Err((format!("no page at `{to}`"), None))
    }
    fn image(&self, to: &str) -> Result<Image, (String, Option<String>)> {
        Err((format!("no image at `{to}`"), None))
    }
    fn words(&self) -> &'static Words {
        &DE
    }
    fn highlight(&self, _: &str, code: &str) -> Option<String> {
        Some(format!(
            "<span class=\"hl-keyword\">{}</span>",
            glassbox_markdown::text(code)
        ))
    }
    fn draw(
        &self,
        language: &str,
        _: &str,
        _: &str,
    ) -> Option<Result<String, (Range<usize>, (String, Option<String>))>> {
        (language == "mermaid").then(|| Err((7..8, ("unexpected x".to_owned(), None))))
    }
}

/// Fails on anything that html5ever, the browsers' algorithm, has to mend.
fn assert_well_formed(html: &str, of: &str) {
    let parsed = scraper::Html::parse_fragment(html);
    assert!(
        parsed.errors.is_empty(),
        "{:?}\nin {html}\nof {of:?}",
        parsed.errors
    );
}

#[test]
fn headings_have_ids_and_links() {
    let page =
        document("# The title\n\n## One `two`\n\n## One two\n\n### Own {#mine}\n\n# Second\n");
    assert_eq!(page.title.as_deref(), Some("The title"));
    let ids: Vec<_> = page
        .headings
        .iter()
        .map(|h| (h.level, h.id.as_str()))
        .collect();
    assert_eq!(
        ids,
        [(2, "one-two"), (2, "one-two-1"), (3, "mine"), (2, "second")]
    );
    assert!(
        page.html.contains(
            "<h2 id=\"one-two\">One <code>two</code> <a class=\"anchor\" href=\"#one-two\""
        )
    );
}

#[test]
fn a_title_may_stand_behind_pictures_but_not_behind_words() {
    let badges = "[![build](b.svg \"B\")](https://a.example)\n![docs](d.svg)\n";
    let logo = "<p align=\"center\"><img src=\"l.svg\" alt=\"L\"></p>\n<!-- no words -->\n";
    for before in ["", badges, logo] {
        let page = document(&format!("{before}\n# Title\n\ntext\n"));
        assert_eq!(page.title.as_deref(), Some("Title"), "{before}");
        assert!(!page.html.contains("Title"), "{}", page.html);
        assert_eq!(page.excerpt, "text", "{before}");
    }
    for before in [
        "words",
        "## Part",
        "> quoted",
        "---",
        "<h1>Another</h1>",
        "[a link](https://a.example)",
        ":::details More\n:::",
    ] {
        let page = document(&format!("{before}\n\n# Late\n"));
        assert_eq!(page.title, None, "{before}");
    }
    assert_eq!(document("> # quoted\n").title, None);
}

#[test]
fn ids_of_the_shell_are_not_taken() {
    assert_eq!(document("## I link\n").headings[0].id, "section-i-link");
    assert_eq!(document("## !\n").headings[0].id, "section-");
}

#[test]
fn tables_scroll_and_align_without_styles() {
    let html = html("| a | b |\n|--:|---|\n| 1 | 2 |\n");
    assert!(html.contains("<div class=\"table-scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table><thead><tr><th class=\"align-right\">a</th>"));
    assert!(html.contains(
        "<tbody>\n<tr><td class=\"align-right\">1</td><td>2</td></tr>\n</tbody></table></div>"
    ));
    assert!(!html.contains("style="));
}

#[test]
fn alerts_tasks_and_footnotes() {
    let html = html(
        "> [!WARNING]\n> Hot.\n\n- [x] done\n- [ ] open\n\nA[^1] b[^n] c[^1].\n\n[^n]: Second.\n[^1]: First.\n",
    );
    assert!(
        html.contains("<div class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">")
    );
    assert!(html.contains(
        "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\">"
    ));
    assert!(html.contains("<a id=\"fnref-1-2\" href=\"#fn-1\" aria-label=\"Footnote 1\">1</a>"));
    let (first, second) = (html.find("First."), html.find("Second."));
    assert!(first < second && first.is_some());
    assert_well_formed(&html, "");
}

#[test]
fn footnotes_nest_and_know_no_case() {
    let html = html(
        "One[^A] two[^in].\n\n[^a]: lower\n\n[^out]: outer begins\n\n    > [^in]: inner\n\n    outer ends\n",
    );
    assert!(
        html.contains("lower") && html.contains("id=\"fn-1\""),
        "{html}"
    );
    assert!(
        html.contains("inner") && html.contains("id=\"fn-2\""),
        "{html}"
    );
    assert_well_formed(&html, "");
}

#[test]
fn an_excerpt_is_the_first_paragraph() {
    let page = document("# T\n\nA *b* `c`\nd.\n\nE.\n");
    assert_eq!(page.excerpt, "A b c d.");
    assert_eq!(page.words, 6);
}

#[test]
fn code_keeps_its_language_and_escapes() {
    let html = html("```rust,ignore\nlet a = \"<b>\";\n```\n");
    assert!(html.contains("<code class=\"language-rust\">let a = \"&lt;b&gt;\";\n</code>"));
}

#[test]
fn authors_html_is_kept_when_harmless() {
    let html = html(
        "<details><summary>More</summary>\n\n- `x`\n\n```sh\nls\n```\n\n</details>\n\nPress <kbd>q</kbd>.\n",
    );
    assert!(html.contains("<details><summary>More</summary>"));
    assert!(
        html.contains("<figure class=\"code\"><figcaption>sh</figcaption>"),
        "{html}"
    );
    assert!(html.contains("<kbd>q</kbd>"));
    assert_well_formed(&html, "");
}

#[test]
fn scripts_handlers_and_imitations_are_dropped() {
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "<javascript:alert(1)>",
        "<a href=\" javascript:alert(1)\">x</a>",
        "<div class=\"topbar\" style=\"position:fixed\" id=main>x</div>",
        "<pre data-hole=\"0\"></pre>\n\n```\nx\n```\n<b>y</b>",
        "<div title=\"\n\n```\n\" onclick=alert(1) \n```\n\n\">x</div>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    ] {
        let html = html(text);
        let parsed = scraper::Html::parse_fragment(&html);
        for node in parsed.root_element().descendent_elements() {
            let element = node.value();
            assert!(
                !["script", "style", "iframe"].contains(&element.name()),
                "{html}"
            );
            for (name, value) in element.attrs() {
                assert!(!name.starts_with("on") && name != "style", "{html}");
                assert!(
                    !value.trim().to_lowercase().starts_with("javascript:"),
                    "{html}"
                );
                assert!(name != "id" || value != "main", "{html}");
                assert!(name != "class" || value != "topbar", "{html}");
            }
        }
        assert_well_formed(&html, text);
    }
}

#[test]
fn problems_are_reported_where_they_stand() {
    let text = "# T\n\nSee [x](y.md).\n\n![p](q.png)\n\n- a\n\n  ```mermaid\n  ab\n  cdefghi\n  ```\n\n<a href=\"z.md\">z</a>\n";
    let source = Source::new("a.md", text);
    let (page, diagnostics) = compile(&source, 0..text.len(), &Nowhere);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| format!("{}:{}: {}", d.line, d.column, d.message))
        .collect();
    assert_eq!(
        found,
        [
            "3:5: no page at `y.md`",
            "5:1: no image at `q.png`",
            "11:7: unexpected x",
            "14:10: no page at `z.md`",
        ]
    );
    assert_well_formed(&page.html, text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any text at all gives well-formed HTML and no panic.
    #[test]
    fn any_text_is_well_formed(text in "(?s).{0,200}") {
        for env in [&Plain as &dyn Env, &Nowhere] {
            let source = Source::new("a.md", text.clone());
            let (page, _) = compile(&source, 0..text.len(), env);
            assert_well_formed(&page.html, &text);
        }
    }

    /// So does anything made of the pieces that Markdown and HTML are made of.
    #[test]
    fn any_markup_is_well_formed(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)
    ) {
        let text = pieces.concat();
        for env in [&Plain as &dyn Env, &Nowhere] {
            let source = Source::new("a.md", text.clone());
            let (page, _) = compile(&source, 0..text.len(), env);
            assert_well_formed(&page.html, &text);
        }
    }

    /// Front matter of any form is read without a panic.
    #[test]
    fn any_front_matter_is_read(text in "(---|\\+\\+\\+)\n(?s).{0,120}\n(---|\\+\\+\\+)\n.{0,20}") {
        let source = Source::new("a.md", text);
        let (parts, _) = glassbox_markdown::front_matter::split(&source);
        prop_assert!(parts.body.end <= source.text.len());
    }
}

const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "    ",
    "# ",
    "## ",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "- [ ] ",
    "1. ",
    "*",
    "**",
    "_",
    "`",
    "```",
    "```mermaid\n",
    "```x {1} ins={2} showLineNumbers\n",
    "```diff lang=x include=y\n",
    "\n:::tabs\n",
    "\n:::tab A\n",
    "\n:::details B\n",
    "\n:::\n",
    "~~~",
    "|",
    "|-|-|\n",
    "|:-:|--:|\n",
    "[",
    "](",
    ")",
    "[x](y)",
    "![",
    "![p](q)",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<details>",
    "<a href=\"x\">",
    "</a>",
    "<img src=\"x\">",
    "<!--",
    "-->",
    "<script>",
    "<h2>",
    "<li>",
    "<ul>",
    "[^1]",
    "\n[^1]: ",
    "\n\n[^1]: n\n\n",
    "{#id}",
    "&amp;",
    "&#0;",
    "\u{0}",
    "\\",
    "~~",
    "---\n",
    "<pre data-hole=\"0\">",
    "<span data-hole=\"0\">",
    "http://a.b",
    "<http://a.b>",
    "<x@y.z>",
    "<svg>",
    "<math>",
    "<style>",
    "<select>",
    "<form>",
    "<button>",
    "<details open>",
    "<section>",
    "<summary>",
];
