//! Markdown that can be read elsewhere: the author's text with other destinations and with the code
//! that it takes from files, all else as it was written.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use crate::{
    compile::{Role, options},
    escape,
    info::Info,
};

/// How often a text is read again after links are gone.
const MAX_PASSES: usize = 4;

/// Where a destination leads when its text is read elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Where it led before.
    Same,
    /// To this address.
    At(String),
    /// Nowhere: the text is kept without the link.
    Nowhere,
}

/// `text` with every destination of a link or an image replaced by what `to` says of it, and, when
/// it is a page, without the title that it may open with.
///
/// `to` is told the destination and whether it is an image's; `included` says what the fence that
/// opens at a byte takes from a file.
pub fn relink<'i>(
    text: &str,
    role: Role,
    included: impl Fn(usize) -> Option<&'i str>,
    to: impl Fn(&str, bool) -> Elsewhere,
) -> String {
    let (mut text, mut again) = once(text, role, included, &to);
    // What is left when a link is gone may read as another one.
    for _ in 0..MAX_PASSES {
        if !again {
            break;
        }
        (text, again) = once(&text, Role::Part, |_| None, &to);
    }
    text
}

/// One pass; true beside the text when a link is gone.
fn once<'i>(
    text: &str,
    role: Role,
    included: impl Fn(usize) -> Option<&'i str>,
    to: impl Fn(&str, bool) -> Elsewhere,
) -> (String, bool) {
    let parser = Parser::new_ext(text, options());
    let mut edits = Edits(Vec::new());
    let mut gone = false;
    for (_, definition) in parser.reference_definitions().iter() {
        let colon = text[definition.span.clone()].find("]:");
        if let Some(colon) = colon {
            let after = definition.span.start + colon + 2..definition.span.end;
            match to(&definition.dest, false) {
                Elsewhere::Same => {}
                Elsewhere::At(address) => edits.destination(text, after, &address),
                Elsewhere::Nowhere => {
                    gone = true;
                    edits.0.push((definition.span.clone(), String::new()));
                }
            }
        }
    }
    let mut open: Vec<Open> = Vec::new();
    let mut first = true;
    for (event, span) in parser.into_offset_iter() {
        if std::mem::take(&mut first)
            && role == Role::Page
            && let Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) = &event
        {
            edits.0.push((span.clone(), String::new()));
        }
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => open.push(Open::new(link_type, &dest_url, &span, false, &to)),
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => open.push(Open::new(link_type, &dest_url, &span, true, &to)),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(link) = open.pop() {
                    gone |= link.to == Elsewhere::Nowhere;
                    edits.link(text, link, &span);
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                if let Some(code) = included(span.start) {
                    edits.fence(text, &span, &info, code);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => edits.html(text, &span, &to),
            _ => {}
        }
        if let Some(link) = open.last_mut().filter(|link| span != link.span) {
            link.inner_end = link.inner_end.max(span.end);
        }
    }
    (edits.apply(text), gone)
}

/// A link or an image that is open.
struct Open {
    span: Range<usize>,
    /// The end of what stands in its brackets, as far as it is known.
    inner_end: usize,
    inline: bool,
    /// `<https://a.example>`: what it says is where it leads.
    automatic: bool,
    to: Elsewhere,
}

impl Open {
    fn new(
        kind: LinkType,
        destination: &str,
        span: &Range<usize>,
        image: bool,
        to: impl Fn(&str, bool) -> Elsewhere,
    ) -> Open {
        let automatic = matches!(kind, LinkType::Autolink | LinkType::Email);
        let to = match kind {
            LinkType::Email => Elsewhere::Same,
            _ => to(destination, image),
        };
        Open {
            inner_end: span.start + if image { 2 } else { 1 },
            span: span.clone(),
            inline: kind == LinkType::Inline,
            automatic,
            to,
        }
    }
}

/// What is put in place of which bytes.
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    fn link(&mut self, text: &str, link: Open, span: &Range<usize>) {
        match link.to {
            Elsewhere::Same => {}
            // The definition of a reference is edited where it stands.
            Elsewhere::At(address) if link.inline => {
                let rest = link.inner_end..span.end;
                if let Some(at) = text[rest.clone()].find("](") {
                    self.destination(text, rest.start + at + 2..rest.end, &address);
                }
            }
            Elsewhere::At(_) => {}
            Elsewhere::Nowhere if link.automatic => {
                for at in [span.start, span.end - 1] {
                    self.0.push((at..at + 1, String::new()));
                }
            }
            Elsewhere::Nowhere => {
                let opening = text[span.start..].find('[').map_or(0, |at| at + 1);
                self.0
                    .push((span.start..span.start + opening, String::new()));
                self.0.push((link.inner_end..span.end, String::new()));
            }
        }
    }

    /// Replaces the destination that `within` starts with (CommonMark 0.31, section 6.3).
    fn destination(&mut self, text: &str, within: Range<usize>, address: &str) {
        let written = &text[within.clone()];
        let start = within.start + (written.len() - written.trim_start().len());
        let written = &text[start..within.end];
        let length = match written.strip_prefix('<') {
            Some(rest) => 1 + end_of(rest, |c, _| c == '>') + 1,
            None => end_of(written, |c, depth| {
                c.is_ascii_whitespace() || (c == ')' && depth == 0)
            }),
        };
        let end = (start + length).min(within.end);
        let address = match address.contains(['(', ')', ' ']) {
            true => format!("<{address}>"),
            false => address.to_owned(),
        };
        self.0.push((start..end, address));
    }

    /// Replaces what `href` and `src` say in the author's own HTML.
    fn html(&mut self, text: &str, span: &Range<usize>, to: impl Fn(&str, bool) -> Elsewhere) {
        for (name, image) in [("href=\"", false), ("src=\"", true)] {
            for (at, _) in text[span.clone()].match_indices(name) {
                let start = span.start + at + name.len();
                let Some(length) = text[start..span.end].find('"') else {
                    continue;
                };
                let address = match to(&text[start..start + length], image) {
                    Elsewhere::Same => continue,
                    Elsewhere::At(address) => escape::attribute(&address),
                    Elsewhere::Nowhere => String::new(),
                };
                self.0.push((start..start + length, address));
            }
        }
    }

    /// Puts code into the fence that asks for it, which then asks no more.
    fn fence(&mut self, text: &str, span: &Range<usize>, info: &str, code: &str) {
        let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        // What continues the lists and quotes around it.
        let before = text[line..span.start].chars();
        let before: String = before.map(|c| if c == '>' { c } else { ' ' }).collect();
        let mark = if text[span.start..].starts_with('~') {
            '~'
        } else {
            '`'
        };
        let longest = code.split(|c| c != mark).map(str::len).max();
        let fence = mark
            .to_string()
            .repeat(longest.map_or(3, |it| it + 1).max(3));
        let mut new = format!("{fence}{}\n", without_include(info));
        for line in code.lines() {
            new += match line {
                "" => before.trim_end(),
                _ => &before,
            };
            new.extend([line, "\n"]);
        }
        new = new + &before + &fence;
        if text[span.clone()].ends_with('\n') {
            new.push('\n');
        }
        self.0.push((span.clone(), new));
    }

    fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(text.len() + 64 * self.0.len());
        let mut at = 0;
        for (span, new) in self.0 {
            // What an image says inside a link that is gone is not said twice.
            if span.start >= at {
                out += &text[at..span.start];
                out += &new;
                at = span.end;
            }
        }
        out + &text[at..]
    }
}

/// What stands behind the opening of a fence, without `include="…"`.
fn without_include(info: &str) -> String {
    let Some((_, value)) = Info::parse(info).include else {
        return info.to_owned();
    };
    let (before, after) = (&info[..value.start], &info[value.end..]);
    let before = before.trim_end_matches(['"', '\'', '=']);
    let before = before.trim_end_matches("include").trim_end();
    let after = after.trim_start_matches(['"', '\'']).trim_start();
    format!("{before} {after}").trim_end().to_owned()
}

/// Where `text` ends before a character that `is_end`, which is told how many parentheses are
/// open; escaped characters are none.
fn end_of(text: &str, is_end: impl Fn(char, usize) -> bool) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if is_end(c, depth) => return at,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relinked(text: &str) -> String {
        let none = |_| None;
        relink(
            text,
            Role::Page,
            none,
            |destination, image| match destination {
                "https://a.example" => Elsewhere::Same,
                "draft.md" | "x-ray:on" => Elsewhere::Nowhere,
                "two words.md" => Elsewhere::At("/two%20words/".to_owned()),
                other if image => Elsewhere::At(format!("/img/{other}")),
                other => Elsewhere::At(format!("/at/{}/", other.trim_end_matches(".md"))),
            },
        )
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
        ] {
            assert_eq!(relinked(written), expected, "{written}");
        }
    }

    #[test]
    fn a_part_of_a_page_has_no_title() {
        let relinked = relink("# First\n", Role::Part, |_| None, |_, _| Elsewhere::Same);
        assert_eq!(relinked, "# First\n");
    }

    #[test]
    fn fences_hold_what_they_take_from_files() {
        let with = |text: &str, code: &'static str| {
            relink(text, Role::Page, |_| Some(code), |_, _| Elsewhere::Same)
        };
        for (written, expected) in [
            (
                "a\n\n```c title=\"x\" include=\"a.c#main\" {1}\n```\n\nb\n",
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
}
