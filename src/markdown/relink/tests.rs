//! A page is read elsewhere: which of its addresses change, and that nothing else does.

use glassbox_model::Source;

use super::*;
use crate::{Image, Link, Problem, compile_as};

/// A site that has every page but drafts; the file that it can include is what it is made with.
struct Site(&'static str);

impl Env for Site {
    fn link(&self, to: &str, _: Range<usize>) -> Result<Link, Problem> {
        let href = match to {
            "https://a.example" => to.to_owned(),
            "draft.md" | "x-ray:on" => return Err(("no page".to_owned(), None)),
            "two words.md" => "/two%20words/".to_owned(),
            to => format!("/at/{}/", to.trim_end_matches(".md")),
        };
        Ok(Link {
            href,
            page: None,
            anchor: None,
        })
    }
    fn image(&self, to: &str) -> Result<Image, Problem> {
        let src = self.link(to, 0..0)?.href.replace("/at/", "/img/");
        let src = src.trim_end_matches('/').to_owned();
        Ok(Image { src, size: None })
    }
    fn include(&self, _: &str) -> Result<String, Problem> {
        Ok(self.0.to_owned())
    }
    fn highlight(&self, _: &str, _: &str) -> Option<String> {
        None
    }
    fn draw(&self, _: &str, _: &str, _: &str) -> Option<Result<String, (Range<usize>, Problem)>> {
        None
    }
}

fn elsewhere(role: Role, text: &str, env: &Site) -> String {
    let source = Source::new("a.md", text);
    let (document, _) = compile_as(role, &source, 0..text.len(), env);
    document.elsewhere(text, "", env)
}

fn relinked(text: &str) -> String {
    elsewhere(Role::Page, text, &Site(""))
}

#[test]
fn destinations_change_and_nothing_else() {
    for (written, expected) in [
        ("See [b](b.md \"B\") *now*.", "See [b](/at/b/ \"B\") *now*."),
        ("[b]( <b.md> )", "[b]( /at/b/ )"),
        ("[a [b] c](b.md)", "[a [b] c](/at/b/)"),
        ("[`](x)`](b.md)", "[`](x)`](/at/b/)"),
        ("[![an i](i.png)](b.md)", "[![an i](/img/i.png)](/at/b/)"),
        ("[](b.md)", "[](/at/b/)"),
        ("[x](two\\ words.md)", "[x](two\\ words.md)"),
        ("[x](<two words.md>)", "[x](/two%20words/)"),
        ("[x](b_(c\\)).md)", "[x](</at/b_(c))/>)"),
        (
            "[x][b] and [b]\n\n[b]: b.md 'B'\n",
            "[x][b] and [b]\n\n[b]: /at/b/ 'B'\n",
        ),
        ("[x](https://a.example)", "[x](https://a.example)"),
        ("<https://a.example/b>", "<https://a.example/b>"),
        (
            "<a href=\"b.md\">b</a> <img src=\"i.png\">",
            "<a href=\"/at/b/\">b</a> <img src=\"/img/i.png\">",
        ),
        ("`[b](b.md)`", "`[b](b.md)`"),
        ("```\n[b](b.md)\n```\n", "```\n[b](b.md)\n```\n"),
        ("# Title\n\n## Part\n\ntext\n", "\n## Part\n\ntext\n"),
        ("Title\n=====\ntext\n", "text\n"),
        ("text\n\n# Late\n", "text\n\n# Late\n"),
        (
            "![an i](i.png)\n\n# Late\n\ntext\n",
            "![an i](/img/i.png)\n\n\ntext\n",
        ),
    ] {
        assert_eq!(relinked(written), expected, "{written}");
    }
}

#[test]
fn addresses_are_below_the_origin() {
    let text = "---\nk: v\n---\n[b](b.md) <a href=\"c.md\">c</a>\n\n[t]\n\n[t]: t.md\n";
    let source = Source::new("a.md", text);
    let (document, _) = compile_as(Role::Page, &source, 13..text.len(), &Site(""));
    let read = document.elsewhere(&text[13..], "https://b.example", &Site(""));
    assert_eq!(
        read,
        "[b](https://b.example/at/b/) <a href=\"https://b.example/at/c/\">c</a>\n\n[t]\n\n\
         [t]: https://b.example/at/t/\n"
    );
}

#[test]
fn beside_a_link_to_nowhere_all_else_leads_where_it_did() {
    let text = "[x](draft.md) ![an i](i.png) [b](b.md) <img src=\"j.png\">";
    let source = Source::new("a.md", text);
    let (document, _) = compile_as(Role::Page, &source, 0..text.len(), &Site(""));
    for origin in ["https://b.example", ""] {
        assert_eq!(
            document.elsewhere(text, origin, &Site("")),
            format!(
                "x ![an i]({origin}/img/i.png) [b]({origin}/at/b/) <img src=\"{origin}/img/j.png\">"
            )
        );
    }
}

#[test]
fn between_lines_of_colons_links_change_too() {
    assert_eq!(
        relinked(":::details More\n[b](b.md)\n:::\n"),
        ":::details More\n[b](/at/b/)\n:::\n"
    );
}

#[test]
fn a_part_of_a_page_has_no_title() {
    assert_eq!(elsewhere(Role::Part, "# First\n", &Site("")), "# First\n");
}

#[test]
fn fences_hold_what_they_take_from_files() {
    let with = |text: &str, code: &'static str| elsewhere(Role::Page, text, &Site(code));
    for (written, expected) in [
        (
            "a\n\n```c title=\"x\" include=\"a.c\" {1}\n```\n\nb\n",
            "a\n\n```c title=\"x\" {1}\none\n  two\n```\n\nb\n",
        ),
        ("~~~ text include=a.c\n~~~", "~~~text\none\n  two\n~~~"),
        (
            "1. a\n   ```c include='a.c'\n   ```\n",
            "1. a\n   ```c\n   one\n     two\n   ```\n",
        ),
        (
            "> - ```c include=\"a.c\"\n>   ```\n",
            "> - ```c\n>   one\n>     two\n>   ```\n",
        ),
    ] {
        assert_eq!(with(written, "one\n  two\n"), expected, "{written}");
    }
    assert_eq!(
        with("```md include=\"a.md\"\n```\n", "````\nx\n````\n"),
        "`````md\n````\nx\n````\n`````\n"
    );
}

#[test]
fn a_link_to_nowhere_leaves_its_text() {
    for (written, expected) in [
        ("See [the *draft*](draft.md), now.", "See the *draft*, now."),
        ("[x][d] and [d]\n\n[d]: draft.md\n", "x and d\n\n\n"),
        ("![a picture](draft.md)", "a picture"),
        ("a <x-ray:on> b", "a x-ray:on b"),
    ] {
        assert_eq!(relinked(written), expected, "{written}");
    }
}
