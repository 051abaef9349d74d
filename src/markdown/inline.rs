//! One event after the other: what passes and what is rewritten.

use std::ops::Range;

use glassbox_model::{Code, slugify, words::fill};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd,
};

use crate::{
    compile::{Compiler, Dead, Heading, LinkState},
    escape::attribute,
    fence::Fence,
    sanitise::claims_a_hole,
};

impl<'a> Compiler<'a> {
    pub(crate) fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        let Some(event) = self.within_limits(event, &span) else {
            return;
        };
        if let Some(fence) = &mut self.open.code {
            match event {
                Event::Text(text) => fence.add(&text, span.start),
                Event::End(TagEnd::CodeBlock) => self.end_code(),
                _ => {}
            }
            return;
        }
        if !self.open.images.is_empty() {
            return self.in_image(event, &span);
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::Text(text) => {
                self.read(&text);
                self.out.push(Event::Text(text));
            }
            Event::Code(text) => {
                self.read(&text);
                self.out.push(Event::Code(text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.read(" ");
                self.out.push(event);
            }
            Event::Html(ref html) | Event::InlineHtml(ref html) if claims_a_hole(html) => {
                self.out.push(Event::Text(html.clone()));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.written.add(span);
                self.out.push(event);
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(done) => self.task(done),
            Event::Rule if self.container(&span) => {}
            event => self.out.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let is_title = self.title == Some(span.start);
                self.open.heading = Some((self.out.len(), is_title));
                // Both are replaced when the heading's text is known.
                self.tag(id.unwrap_or(CowStr::Borrowed("")));
                self.tag((level as u8).to_string());
            }
            Tag::Paragraph => {
                self.open.excerpt = self.document.excerpt.trim().is_empty();
                if self.open.excerpt {
                    self.document.excerpt.clear();
                }
                self.out.push(Event::Start(tag));
            }
            Tag::CodeBlock(kind) => {
                self.open.code = Some(match kind {
                    CodeBlockKind::Fenced(_) => Fence::opened(self.source, span.start),
                    CodeBlockKind::Indented => Fence::default(),
                });
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let destination = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let around = self.open.links.contains(&LinkState::Live);
                match self.link(&destination, &span) {
                    Ok(_) if around => self.open.links.push(LinkState::Dead),
                    Ok(link) => {
                        self.open.links.push(LinkState::Live);
                        let href = self.follow(link);
                        let href = self.holes.address(href);
                        self.out.push(Event::Start(Tag::Link {
                            link_type: LinkType::Inline,
                            dest_url: href.into(),
                            title,
                            id,
                        }));
                    }
                    Err(Dead) => self.open.links.push(LinkState::Dead),
                }
            }
            Tag::Image {
                dest_url, title, ..
            } => self.open.images.push((dest_url, title, String::new())),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind),
            Tag::FootnoteDefinition(name) => self.start_footnote(name),
            Tag::Item => {
                self.open.item = self.out.len();
                self.out.push(Event::Start(tag));
            }
            Tag::Table(alignments) => {
                self.open.table = Some((alignments, 0));
                let open = self.holes.open_table(&self.env.words().prose);
                self.tag(open);
            }
            Tag::TableHead => {
                self.open.table_head = true;
                self.tag("<thead><tr>");
            }
            Tag::TableRow => {
                self.tag("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            tag => self.out.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, end: TagEnd) {
        self.close_deeper(self.nesting.depth() + 1);
        match end {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph => {
                self.open.excerpt = false;
                self.out.push(Event::End(end));
            }
            TagEnd::Link => {
                if self.open.links.pop() == Some(LinkState::Live) {
                    self.out.push(Event::End(end));
                }
            }
            TagEnd::BlockQuote(Some(_)) => self.tag("</div>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => {
                self.open.table = None;
                self.tag(self.holes.close_table());
            }
            TagEnd::TableHead => {
                self.open.table_head = false;
                self.end_row("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.end_row("</tr>\n"),
            TagEnd::TableCell => self.tag(match self.open.table_head {
                true => "</th>",
                false => "</td>",
            }),
            end => self.out.push(Event::End(end)),
        }
    }

    fn end_row(&mut self, html: &'static str) {
        if let Some((_, column)) = &mut self.open.table {
            *column = 0;
        }
        self.tag(html);
    }

    fn start_cell(&mut self) {
        let alignment = self.open.table.as_mut().and_then(|(alignments, column)| {
            *column += 1;
            alignments.get(*column - 1).copied()
        });
        let name = if self.open.table_head { "th" } else { "td" };
        self.tag(match alignment {
            Some(Alignment::Left) => format!("<{name} class=\"align-left\">"),
            Some(Alignment::Center) => format!("<{name} class=\"align-center\">"),
            Some(Alignment::Right) => format!("<{name} class=\"align-right\">"),
            Some(Alignment::None) | None => format!("<{name}>"),
        });
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let words = &self.env.words().prose;
        let (word, title, icon) = match kind {
            BlockQuoteKind::Note => ("note", words.note, "info"),
            BlockQuoteKind::Tip => ("tip", words.tip, "lightbulb"),
            BlockQuoteKind::Important => ("important", words.important, "message-square-warning"),
            BlockQuoteKind::Warning => ("warning", words.warning, "triangle-alert"),
            BlockQuoteKind::Caution => ("caution", words.caution, "octagon-alert"),
        };
        self.tag(format!("<div class=\"alert alert-{word}\" role=\"note\">"));
        self.tag("<p class=\"alert-title\">");
        self.trust_inline(icon_svg(icon));
        self.tag(format!("{title}</p>\n"));
    }

    fn task(&mut self, done: bool) {
        if let Some(item) = self.out.get_mut(self.open.item) {
            *item = Event::Html("<li class=\"task\">".into());
        }
        let words = &self.env.words().prose;
        let (checked, label) = if done {
            (" checked", words.done)
        } else {
            ("", words.to_do)
        };
        self.trust_inline(format!(
            "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "
        ));
    }

    fn end_heading(&mut self) {
        let Some((at, is_title)) = self.open.heading.take() else {
            return;
        };
        let inner = self.out.split_off(at);
        let mut inner = inner.into_iter();
        let (Some(Event::Html(given)), Some(Event::Html(level))) = (inner.next(), inner.next())
        else {
            return;
        };
        let inner: Vec<_> = inner.collect();
        let title = plain_text(&inner);
        let level: u8 = level.parse().unwrap_or(2);
        let slug = match given.is_empty() {
            true => slugify(&title),
            false => slugify(&given),
        };
        let id = self.unique_id(&slug);
        if is_title {
            self.document.title = Some(title);
            self.document.title_id = id;
            return;
        }
        // The title is the only heading of level 1.
        let level = level.max(2);
        let escaped = attribute(&id);
        self.tag(self.holes.open_with_id(&format!("h{level}"), &id));
        self.out.extend(inner);
        self.trust_link(format!(
            " <a class=\"anchor\" href=\"#{escaped}\" aria-label=\"{}\">{}</a>",
            attribute(&fill(self.env.words().prose.anchor, &[("title", &title)])),
            icon_svg("link"),
        ));
        self.tag(format!("</h{level}>\n"));
        self.document.headings.push(Heading { level, id, title });
    }

    fn in_image(&mut self, event: Event<'a>, span: &Range<usize>) {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                self.open.images.push((dest_url, title, String::new()));
            }
            Event::End(TagEnd::Image) => self.end_image(span),
            Event::Text(text) | Event::Code(text) => self.read(&text),
            Event::SoftBreak | Event::HardBreak => self.read(" "),
            _ => {}
        }
    }

    fn end_image(&mut self, span: &Range<usize>) {
        let Some((destination, title, alternative)) = self.open.images.pop() else {
            return;
        };
        // An image in another's alternative text is only its words.
        if let Some((_, _, outer)) = self.open.images.last_mut() {
            outer.push_str(&alternative);
            return;
        }
        match self.env.image(&destination) {
            Ok(image) => {
                let size = image
                    .size
                    .map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""))
                    .unwrap_or_default();
                let title = match title.is_empty() {
                    true => String::new(),
                    false => format!(" title=\"{}\"", attribute(&title)),
                };
                self.trust_inline(format!(
                    "<img src=\"{}\" alt=\"{}\"{title}{size} loading=\"lazy\" decoding=\"async\">",
                    attribute(&image.src),
                    attribute(&alternative),
                ));
            }
            Err(problem) => {
                self.report(Code::MissingImage, span, problem);
                self.out.push(Event::Text(alternative.into()));
            }
        }
    }
}

/// An icon of the page's sprite.
pub(crate) fn icon_svg(name: &str) -> String {
    format!(
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><use href=\"#i-{name}\"></use></svg>"
    )
}

fn plain_text(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}
