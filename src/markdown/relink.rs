//! Markdown that can be read elsewhere: the author's text with other destinations and with the code
//! that it takes from files, all else as it was written.
//!
//! What changes is found among the events that the text is compiled from, so that it is parsed once.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, RefDefs, Tag, TagEnd};

use crate::{
    compile::{Document, Inclusion, Role, options},
    env::Env,
    escape,
    info::Info,
    title,
};

/// How often a text is read again after links are gone.
const MAX_PASSES: usize = 4;

/// Where a destination leads when its text is read elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Elsewhere {
    /// Where it led before.
    Same,
    /// To this path of the site.
    At(String),
    /// Nowhere: the text is kept without the link.
    Nowhere,
}

impl Elsewhere {
    /// Below the origin `settled`, where one is given, it leads where it should already.
    fn of(destination: &str, image: bool, env: &dyn Env, settled: Option<&str>) -> Elsewhere {
        let path = settled.and_then(|origin| destination.strip_prefix(origin));
        // Two slashes at first, of either kind, name another host.
        if path.is_some_and(|path| path.starts_with('/') && !path[1..].starts_with(['/', '\\'])) {
            return Elsewhere::Same;
        }
        let found = match image {
            true => env.image(destination).map(|image| Some(image.src)),
            false => env.link(destination, 0..0).map(|link| {
                let hidden = link.page.and_then(|page| env.withheld(&page));
                Some(link.href).filter(|_| !hidden.is_some_and(|caution| caution.dead))
            }),
        };
        match found {
            Ok(Some(href)) if href.starts_with('/') && !href.starts_with("//") => {
                Elsewhere::At(href)
            }
            Ok(Some(_)) => Elsewhere::Same,
            // As on the page: what has no address to lead to is no link.
            Ok(None) | Err(_) => Elsewhere::Nowhere,
        }
    }
}

impl Document {
    /// The `text` that this was compiled from with `env`, to be read elsewhere: every destination on
    /// this site is below `origin` (scheme and host), fences hold the code that they take from
    /// files, and the title of a page is left out.
    pub fn elsewhere(&self, text: &str, origin: &str, env: &dyn Env) -> String {
        self.relinks.apply(text, &self.included, origin, env)
    }
}

/// What changes in a text when it is read elsewhere.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relinks {
    edits: Vec<(Range<usize>, New)>,
    /// True when a link is gone: what is left may read as another one.
    gone: bool,
}

/// What is put in place of something.
#[derive(Clone, Debug)]
enum New {
    Nothing,
    /// The destination of a link: a path of the site.
    Destination(String),
    /// The value of an attribute: a path of the site.
    Attribute(String),
    /// A fence with what stands behind its opening, and with code from a file if it takes some.
    Fence(String),
}

impl Relinks {
    fn apply(&self, text: &str, included: &[Inclusion], origin: &str, env: &dyn Env) -> String {
        let mut text = self.once(text, included, origin);
        let mut again = self.gone;
        for _ in 0..MAX_PASSES {
            if !again {
                break;
            }
            let relinks = Relinks::parse(&text, Role::Part, env, Some(origin));
            (text, again) = (relinks.once(&text, &[], origin), relinks.gone);
        }
        text
    }

    fn once(&self, text: &str, included: &[Inclusion], origin: &str) -> String {
        let mut out = String::with_capacity(text.len() + (16 + origin.len()) * self.edits.len());
        let mut at = 0;
        for (span, new) in &self.edits {
            // What an image says inside a link that is gone is not said twice.
            if span.start < at {
                continue;
            }
            let before = &text[at..span.start];
            match new {
                New::Nothing => out += before,
                New::Destination(path) => {
                    out += before;
                    match [origin, path].iter().any(|it| it.contains(['(', ')', ' '])) {
                        true => out.extend(["<", origin, path, ">"]),
                        false => out.extend([origin, path]),
                    }
                }
                New::Attribute(path) => {
                    out += before;
                    out.extend([escape::attribute(origin), escape::attribute(path)]);
                }
                New::Fence(info) => {
                    let Some(taken) = included.iter().find(|it| it.at == span.start) else {
                        continue;
                    };
                    out += before;
                    fence(&mut out, text, span, info, &taken.code);
                }
            }
            at = span.end;
        }
        out + &text[at..]
    }

    /// Finds what changes in a text.
    pub(crate) fn parse(text: &str, role: Role, env: &dyn Env, settled: Option<&str>) -> Relinks {
        let mut parser = Parser::new_ext(text, options()).into_offset_iter();
        let events: Vec<_> = parser.by_ref().collect();
        let definitions = parser.reference_definitions();
        Relinks::find(text, role, &events, definitions, env, settled)
    }

    /// Finds what changes among the events of a text.
    pub(crate) fn find(
        text: &str,
        role: Role,
        events: &[(Event<'_>, Range<usize>)],
        definitions: &RefDefs<'_>,
        env: &dyn Env,
        settled: Option<&str>,
    ) -> Relinks {
        let mut relinks = Relinks::default();
        for (_, definition) in definitions.iter() {
            let colon = text[definition.span.clone()].find("]:");
            if let Some(colon) = colon {
                let after = definition.span.start + colon + 2..definition.span.end;
                match Elsewhere::of(&definition.dest, false, env, settled) {
                    Elsewhere::Same => {}
                    Elsewhere::At(path) => relinks.destination(text, after, path),
                    Elsewhere::Nowhere => {
                        relinks.gone = true;
                        relinks.edit(definition.span.clone(), New::Nothing);
                    }
                }
            }
        }
        let title = title::find(role, events).map(|at| &events[at]);
        if let Some((_, span)) = title {
            relinks.edit(span.clone(), New::Nothing);
        }
        let mut open: Vec<Open> = Vec::new();
        for (event, span) in events {
            match event {
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }) => open.push(Open::new(*link_type, dest_url, span, false, env, settled)),
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    ..
                }) => open.push(Open::new(*link_type, dest_url, span, true, env, settled)),
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some(link) = open.pop() {
                        relinks.gone |= link.to == Elsewhere::Nowhere;
                        relinks.link(text, link, span);
                    }
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                    if info.contains("include") =>
                {
                    relinks.edit(span.clone(), New::Fence(info.to_string()));
                }
                Event::Html(_) | Event::InlineHtml(_) => relinks.html(text, span, env, settled),
                _ => {}
            }
            if let Some(link) = open.last_mut().filter(|link| *span != link.span) {
                link.inner_end = link.inner_end.max(span.end);
            }
        }
        let edits = &mut relinks.edits;
        edits.sort_by_key(|(span, _)| (span.start, span.end));
        edits.shrink_to_fit();
        relinks
    }

    fn edit(&mut self, span: Range<usize>, new: New) {
        self.edits.push((span, new));
    }
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
        env: &dyn Env,
        settled: Option<&str>,
    ) -> Open {
        let automatic = matches!(kind, LinkType::Autolink | LinkType::Email);
        let to = match kind {
            LinkType::Email => Elsewhere::Same,
            _ => Elsewhere::of(destination, image, env, settled),
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

impl Relinks {
    fn link(&mut self, text: &str, link: Open, span: &Range<usize>) {
        match link.to {
            Elsewhere::Same => {}
            // The definition of a reference is edited where it stands.
            Elsewhere::At(path) if link.inline => {
                let rest = link.inner_end..span.end;
                if let Some(at) = text[rest.clone()].find("](") {
                    self.destination(text, rest.start + at + 2..rest.end, path);
                }
            }
            Elsewhere::At(_) => {}
            Elsewhere::Nowhere if link.automatic => {
                for at in [span.start, span.end - 1] {
                    self.edit(at..at + 1, New::Nothing);
                }
            }
            Elsewhere::Nowhere => {
                let opening = text[span.start..].find('[').map_or(0, |at| at + 1);
                self.edit(span.start..span.start + opening, New::Nothing);
                self.edit(link.inner_end..span.end, New::Nothing);
            }
        }
    }

    /// Replaces the destination that `within` starts with (CommonMark 0.31, section 6.3).
    fn destination(&mut self, text: &str, within: Range<usize>, path: String) {
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
        self.edit(start..end, New::Destination(path));
    }

    /// Replaces what `href` and `src` say in the author's own HTML.
    fn html(&mut self, text: &str, span: &Range<usize>, env: &dyn Env, settled: Option<&str>) {
        for (name, image) in [("href=\"", false), ("src=\"", true)] {
            for (at, _) in text[span.clone()].match_indices(name) {
                let start = span.start + at + name.len();
                let Some(length) = text[start..span.end].find('"') else {
                    continue;
                };
                let span = start..start + length;
                match Elsewhere::of(&text[span.clone()], image, env, settled) {
                    Elsewhere::Same => {}
                    Elsewhere::At(path) => self.edit(span, New::Attribute(path)),
                    Elsewhere::Nowhere => self.edit(span, New::Nothing),
                }
            }
        }
    }
}

/// Writes a fence with the code that it asks for, so that it asks no more.
fn fence(out: &mut String, text: &str, span: &Range<usize>, info: &str, code: &str) {
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
    out.extend([fence.as_str(), &without_include(info), "\n"]);
    for line in code.lines() {
        *out += match line {
            "" => before.trim_end(),
            _ => &before,
        };
        out.extend([line, "\n"]);
    }
    out.extend([before.as_str(), &fence]);
    if text[span.clone()].ends_with('\n') {
        out.push('\n');
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
mod tests;
