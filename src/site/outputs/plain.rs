//! Every page as Markdown, for whoever reads without a browser: `index.md` beside `index.html`,
//! and `llms.txt` (llmstxt.org), which lists them.
//!
//! Prose is the author's own text; what other pages show is written out as headings and lists. All
//! addresses are absolute.

mod body;
mod lifecycle;

use std::{cell::RefCell, fmt::Write};

use glassbox_app::view::{Card, Instant, Window};
use glassbox_markdown::Document;
use glassbox_model::{Kind, Words, decode::Spanned};

use super::{absolute, origin};
use crate::{
    compiled::Compiled,
    library::{Entry, Matter},
    links::PageEnv,
    pages::{Press, Sheet},
};

/// The name of a page's Markdown, beside its HTML.
pub(crate) const NAME: &str = "index.md";

/// A page as Markdown.
pub(super) fn page<'a>(press: &Press<'a>, sheet: &Sheet<'a>) -> Vec<u8> {
    let (id, source) = (sheet.id(), press.source(sheet));
    let language = match source {
        Some(entry) => press.library.language_of(entry),
        None => press.library.language(),
    };
    let compiled = match sheet.entry() {
        Some(entry) => press.compiled.get(&entry.id),
        None => press.indexes.get(&*id),
    };
    let writer = Writer {
        press,
        words: language.words,
        compiled: compiled.map(|compiled| &**compiled),
        env: PageEnv {
            words: language.words,
            urls: press.urls,
            fences: None,
            id: &id,
            path: source.map_or("", |entry| &entry.source.path),
            included: RefCell::default(),
        },
    };
    let text = match sheet.entry() {
        Some(entry) if is_prose(entry) => writer.prose(entry),
        _ => writer.page(sheet, source),
    };
    text.into_bytes()
}

fn is_prose(entry: &Entry) -> bool {
    matches!(
        entry.matter,
        Matter::Page | Matter::Runbook(_) | Matter::Talk(..)
    )
}

/// Writes what one page says.
struct Writer<'w, 'a> {
    press: &'w Press<'a>,
    words: &'static Words,
    /// What the page's author wrote, compiled.
    compiled: Option<&'w Compiled>,
    env: PageEnv<'w>,
}

impl Writer<'_, '_> {
    /// A page that its author wrote.
    fn prose(&self, entry: &Entry) -> String {
        let press = self.press;
        let mut out = self.head(&press.title(entry), entry.common.summary.as_deref());
        if entry.withheld.is_some() {
            let _ = writeln!(out, "\n**{}**", self.words.shell.withheld);
        }
        if let Matter::Runbook(runbook) = &entry.matter {
            let title = self.words.pages.symptom;
            let _ = writeln!(out, "\n**{title}:** {}", plain(&runbook.symptom));
        }
        if let Matter::Talk(talk, date) = &entry.matter
            && let Some(talk) = press.talk(entry, talk, *date)
        {
            let words = &self.words.pages;
            let status = match talk.status {
                "planned" => format!("{}: ", words.planned),
                "cancelled" => format!("{}: ", words.cancelled),
                _ => String::new(),
            };
            let minutes = words.minutes.of(talk.minutes as usize);
            let speakers = self.inline(&talk.speakers);
            let start = self.moment(&talk.start);
            let _ = writeln!(out, "\n{status}{start}, {minutes}, {speakers}");
            for (title, href) in [(words.slides, &talk.slides), (words.recording, &talk.video)] {
                if let Some(href) = href {
                    let _ = writeln!(out, "\n{}", self.link(title, href));
                }
            }
        }
        let _ = writeln!(out, "\n{}", self.body(entry).trim());
        self.experts(&mut out, entry);
        out
    }

    fn head(&self, title: &str, summary: Option<&str>) -> String {
        let mut out = format!("# {}\n", plain(title));
        if let Some(summary) = summary.filter(|summary| !summary.is_empty()) {
            let _ = writeln!(out, "\n> {}", plain(summary));
        }
        out
    }

    /// Who can explain a page.
    fn experts(&self, out: &mut String, entry: &Entry) {
        let experts = self.press.experts(entry);
        if experts.is_empty() {
            return;
        }
        self.heading(out, self.words.shell.experts);
        for expert in experts {
            let role = expert.role.map(|role| format!(", {}", plain(&role)));
            let next = expert.next.map(|window| {
                format!(
                    "; {} {}",
                    self.words.shell.next_hour,
                    self.link(&self.moment(&window.start), &window.href)
                )
            });
            let _ = writeln!(
                out,
                "- {}{}{}",
                self.link(&expert.person.title, &expert.person.href),
                role.unwrap_or_default(),
                next.unwrap_or_default(),
            );
        }
    }

    /// The Markdown of an author's file, to be read elsewhere.
    fn body(&self, entry: &Entry) -> String {
        let document = self.compiled.map(|compiled| &compiled.document);
        self.markdown(&entry.source.text[entry.body.clone()], document)
    }

    /// The same of a text in the data.
    fn part(&self, text: &Spanned<String>) -> String {
        let compiled = self.compiled;
        self.markdown(text, compiled.and_then(|it| it.document_of(text)))
    }

    fn markdown(&self, text: &str, compiled: Option<&Document>) -> String {
        let origin = origin(self.press);
        compiled.map_or_else(String::new, |it| it.elsewhere(text, origin, &self.env))
    }

    fn link(&self, title: &str, href: &str) -> String {
        let href = match is_path(href) {
            true => absolute(self.press, href),
            false => href.to_owned(),
        };
        format!("[{}]({href})", plain(title))
    }

    /// Cards by their titles, in a sentence.
    fn inline(&self, cards: &[Card]) -> String {
        let links: Vec<_> = cards
            .iter()
            .map(|card| self.link(&card.title, &card.href))
            .collect();
        links.join(self.words.comma)
    }

    /// `Monday 30 November 2026, 15:00 America/Los_Angeles`.
    fn moment(&self, instant: &Instant) -> String {
        let day = self.words.weekday_and_date(instant.date);
        format!("{day}, {} {}", instant.time, instant.zone)
    }

    /// When a window is, with its links.
    fn window(&self, window: &Window) -> String {
        let end = match window.start.date == window.end.date {
            true => window.end.time.clone(),
            false => self.moment(&window.end),
        };
        let hosts = window.hosts.iter();
        let hosts: Vec<_> = hosts
            .map(|host| self.link(&host.title, &host.href))
            .collect();
        format!(
            "- {} {} {}: {}, {} {}",
            self.moment(&window.start),
            self.words.to,
            end,
            self.link(&window.title, &window.href),
            self.words.hours.with,
            hosts.join(self.words.comma),
        )
    }
}

/// True for a path of this site, which has no host of its own.
pub(super) fn is_path(href: &str) -> bool {
    href.starts_with('/') && !href.starts_with("//")
}

/// Text that means itself in Markdown, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if "\\`*_[]<>".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// `llms.txt`: what the portal is, and its public pages by collection with the address of their
/// Markdown. Whom to ask and what only lists other pages is optional reading.
pub(super) fn llms(press: &Press<'_>) -> Vec<u8> {
    let portal = &press.library.portal;
    let words = press.library.language().words;
    let mut out = format!("# {}\n", plain(&portal.name));
    if !portal.tagline.is_empty() {
        let _ = writeln!(out, "\n> {}", plain(&portal.tagline));
    }
    let _ = writeln!(
        out,
        "\nEvery page is there as Markdown, too: add `{NAME}` to its address."
    );
    let optional = |kind: &Kind| matches!(kind, Kind::OnCall | Kind::OfficeHours | Kind::Person);
    let kinds = Kind::COLLECTIONS.into_iter().chain([Kind::Page]);
    for kind in kinds.filter(|kind| !optional(kind)) {
        section(press, &mut out, words.kind(kind).title, &[kind]);
    }
    let rest = [Kind::OnCall, Kind::OfficeHours, Kind::Person];
    section(press, &mut out, "Optional", &rest);
    out.into_bytes()
}

fn section(press: &Press<'_>, out: &mut String, title: &str, kinds: &[Kind]) {
    let mut entries = kinds
        .iter()
        .flat_map(|kind| press.published(*kind))
        .peekable();
    if entries.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n## {title}\n");
    for entry in entries {
        let card = press.card(entry);
        let address = absolute(press, &format!("{}{NAME}", card.href));
        let _ = write!(out, "- [{}]({address})", plain(&card.title));
        if !card.summary.is_empty() {
            let _ = write!(out, ": {}", plain(&card.summary));
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_means_itself() {
        assert_eq!(plain("a *b*\n [c]_"), "a \\*b\\* \\[c\\]\\_");
    }
}
