//! The body of a page to HTML.
//!
//! pulldown-cmark's events are walked once. Most pass through; headings, links, images, code,
//! tables, alerts, tasks and footnotes are rewritten. What we write ourselves is trusted; when the
//! author wrote HTML, too, all but that goes through [`crate::sanitise`].

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use glassbox_model::{Code, Diagnostic, Source, decode::Spanned};
use pulldown_cmark::{CowStr, Event, Options, Parser, html};

use crate::{
    containers::{self, Container},
    env::{Anchor, Env},
    escape,
    fence::Fence,
    footnotes::Footnotes,
    lint::lint,
    nesting::Nesting,
    relink::Relinks,
    sanitise::Holes,
    title,
    written::Written,
};

/// A compiled page.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Well-formed, safe HTML without the title.
    pub html: String,
    /// The first heading, when it is of level 1 and no words stand before it; as plain text.
    pub title: Option<String>,
    /// What a link to the title names, as forges do; empty without a title.
    pub title_id: String,
    /// All headings of level 1, as plain text, with their bytes in the file.
    pub titles: Vec<Spanned<String>>,
    /// The headings in order, without the title.
    pub headings: Vec<Heading>,
    /// The first paragraph that has words beside its pictures, as plain text.
    pub excerpt: String,
    /// How many words a reader reads, code included.
    pub words: usize,
    /// All ids that a link to this page can name.
    pub ids: BTreeSet<String>,
    /// The ids of the pages of this site that it links to.
    pub links: BTreeSet<String>,
    /// Anchors that its links want on pages of this site.
    pub anchors: Vec<Anchor>,
    /// What its fences took from files.
    pub included: Vec<Inclusion>,
    /// What changes in its text when that is read elsewhere.
    pub(crate) relinks: Relinks,
}

/// Code that a fence took from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The byte of the text at which the fence opens.
    pub at: usize,
    /// The code.
    pub code: String,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A page: a heading of level 1 before all words is its title.
    Page,
    /// A part of a page, which has its title from elsewhere: every heading is one of the text.
    Part,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its level, 2 to 6.
    pub level: u8,
    /// Its id, unique in the page.
    pub id: String,
    /// Its text without markup.
    pub title: String,
}

/// What of pulldown-cmark is on: GitHub Flavored Markdown with alerts, footnotes and heading ids.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Compiles the bytes `body` of a file, which are a page.
///
/// # Errors
///
/// Everything that is wrong comes back beside the document, which is always well-formed.
pub fn compile(source: &Source, body: Range<usize>, env: &dyn Env) -> (Document, Vec<Diagnostic>) {
    compile_as(Role::Page, source, body, env)
}

/// Compiles the bytes `body` of a file as what they are, like [`compile()`].
pub fn compile_as(
    role: Role,
    source: &Source,
    body: Range<usize>,
    env: &dyn Env,
) -> (Document, Vec<Diagnostic>) {
    let written = &source.text[body.clone()];
    let (text, lines) = containers::overwritten(written, options());
    let mut parser = Parser::new_ext(&text, options()).into_offset_iter();
    // About one for every 16 bytes of prose.
    let mut events = Vec::with_capacity(text.len() / 16);
    events.extend(&mut parser);
    let relinks = match lines.is_empty() {
        true => {
            let definitions = parser.reference_definitions();
            Relinks::find(written, role, &events, definitions, env, None)
        }
        false => Relinks::parse(written, role, env, None),
    };
    let has_html = events
        .iter()
        .any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let title = title::find(role, &events);
    let lint = lint(source, body.start, &events, title, env);
    let mut compiler = Compiler {
        title: title.map(|at| body.start + events[at].1.start),
        source,
        start: body.start,
        env,
        holes: Holes::new(has_html),
        out: Vec::with_capacity(events.len()),
        document: Document {
            titles: lint.titles,
            relinks,
            ..Document::default()
        },
        diagnostics: lint.diagnostics,
        footnotes: Footnotes::default(),
        open: Open::default(),
        nesting: Nesting::default(),
        lines,
        containers: Vec::new(),
        repeated: BTreeMap::new(),
        written: Written::default(),
    };
    for (event, span) in events {
        compiler.event(event, body.start + span.start..body.start + span.end);
    }
    compiler.finish()
}

/// The walk over the events.
pub(crate) struct Compiler<'a> {
    /// Where the heading begins that is the title.
    pub(crate) title: Option<usize>,
    pub(crate) source: &'a Source,
    /// Where the body starts in the file.
    pub(crate) start: usize,
    pub(crate) env: &'a dyn Env,
    /// What is trusted, kept out of the sanitiser's way.
    pub(crate) holes: Holes,
    /// The events to render.
    pub(crate) out: Vec<Event<'a>>,
    pub(crate) document: Document,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) footnotes: Footnotes<'a>,
    pub(crate) open: Open<'a>,
    pub(crate) nesting: Nesting,
    /// Where tabs and details begin and end.
    pub(crate) lines: containers::Lines,
    /// The tabs and details around this point.
    pub(crate) containers: Vec<Container>,
    /// How often each id was wanted again.
    repeated: BTreeMap<String, usize>,
    /// The author's own HTML.
    pub(crate) written: Written,
}

/// What is open at a point of the walk.
#[derive(Default)]
pub(crate) struct Open<'a> {
    /// A heading: the index of its first event, and whether it is the title.
    pub(crate) heading: Option<(usize, bool)>,
    /// A fence or indented code.
    pub(crate) code: Option<Fence>,
    /// Images around this point: destination, title, alternative text so far.
    pub(crate) images: Vec<(CowStr<'a>, CowStr<'a>, String)>,
    /// The links around this point. HTML's do not nest: at most one of them is live.
    pub(crate) links: Vec<LinkState>,
    /// The alignments of a table's columns and the column we are in.
    pub(crate) table: Option<(Vec<pulldown_cmark::Alignment>, usize)>,
    /// True in the head of a table.
    pub(crate) table_head: bool,
    /// The index of the last opened list item.
    pub(crate) item: usize,
    /// True inside the first paragraph with words, or one that may be it.
    pub(crate) excerpt: bool,
}

/// A link that leads nowhere: its text is shown without it.
pub(crate) struct Dead;

/// A link that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkState {
    /// It leads somewhere.
    Live,
    /// It leads nowhere, or stands in one that does: it is shown as text.
    Dead,
}

impl<'a> Compiler<'a> {
    /// Adds HTML of our own.
    pub(crate) fn trust_block(&mut self, html: String) {
        let html = self.holes.block(html);
        self.out.push(Event::Html(html.into()));
    }

    /// Adds HTML of our own inside a paragraph.
    pub(crate) fn trust_inline(&mut self, html: String) {
        let html = self.holes.inline(html);
        self.out.push(Event::InlineHtml(html.into()));
    }

    /// Adds a link of our own.
    pub(crate) fn trust_link(&mut self, html: String) {
        let html = self.holes.link(html);
        self.out.push(Event::InlineHtml(html.into()));
    }

    /// Adds tags that the sanitiser lets pass.
    pub(crate) fn tag(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::Html(html.into()));
    }

    /// Reports a problem at `span`.
    pub(crate) fn report(
        &mut self,
        code: Code,
        span: &Range<usize>,
        (message, hint): crate::env::Problem,
    ) {
        let error = self.source.finding(code, span, message).maybe_hint(hint);
        self.diagnostics.push(error);
    }

    /// An id that nothing else on the page has.
    pub(crate) fn unique_id(&mut self, wanted: &str) -> String {
        // The shell of every page has ids of its own, all of these forms.
        let taken = wanted.is_empty()
            || ["i-", "gb-", "fn-", "fnref-", "diagram-"]
                .iter()
                .any(|prefix| wanted.starts_with(prefix));
        let wanted = if taken {
            format!("section-{wanted}")
        } else {
            wanted.to_owned()
        };
        let mut id = wanted.clone();
        let last = self.repeated.entry(wanted.clone()).or_insert(0);
        while !self.document.ids.insert(id.clone()) {
            *last += 1;
            id = format!("{wanted}-{last}");
        }
        id
    }

    /// Takes note of text that a reader reads.
    pub(crate) fn read(&mut self, text: &str) {
        self.document.words += words(text);
        if self.open.excerpt && self.open.images.is_empty() {
            self.document.excerpt.push_str(text);
        }
        if let Some((_, _, alternative)) = self.open.images.last_mut() {
            alternative.push_str(text);
        }
    }

    fn finish(mut self) -> (Document, Vec<Diagnostic>) {
        self.close_deeper(0);
        self.footnotes_section();
        let mut rendered = String::with_capacity(self.source.text.len() * 5 / 4);
        html::push_html(&mut rendered, std::mem::take(&mut self.out).into_iter());
        let (rendered, urls) = self.holes.sanitise(rendered);
        self.resolve(urls);
        let words = &self.env.words().prose;
        self.document.html = escape::printable(self.holes.fill(rendered, words));
        self.document.html.shrink_to_fit();
        self.document.title = self.document.title.map(escape::printable);
        self.document.excerpt = escape::printable(self.document.excerpt);
        for heading in &mut self.document.headings {
            heading.title = escape::printable(std::mem::take(&mut heading.title));
        }
        (self.document, self.diagnostics)
    }

    /// Where a link leads, after reporting what is wrong with it.
    pub(crate) fn link(
        &mut self,
        destination: &str,
        span: &Range<usize>,
    ) -> Result<crate::Link, Dead> {
        let link = self.env.link(destination, span.clone());
        let link = link.map_err(|problem| {
            self.report(Code::BrokenLink, span, problem);
            Dead
        })?;
        let caution = link.page.as_ref().and_then(|page| self.env.withheld(page));
        let Some(caution) = caution else {
            return Ok(link);
        };
        let warning = self.source.finding(Code::Withheld, span, caution.message);
        let hint = "until it is public, readers see the words without a link";
        self.diagnostics.push(warning.hint(hint));
        match caution.dead {
            true => Err(Dead),
            false => Ok(link),
        }
    }

    /// Takes note of where a link leads; returns its address.
    pub(crate) fn follow(&mut self, link: crate::Link) -> String {
        self.document.anchors.extend(link.anchor);
        self.document.links.extend(link.page);
        link.href
    }

    /// Finds out where the addresses in the author's own HTML lead.
    fn resolve(&mut self, urls: Vec<crate::sanitise::Url>) {
        if urls.is_empty() {
            return;
        }
        let mut places = self.written.places(&self.source.text);
        for url in urls {
            let span = places.next(&url.destination);
            let address = match url.image {
                true => match self.env.image(&url.destination) {
                    Ok(image) => image.src,
                    Err(problem) => {
                        self.report(Code::MissingImage, &span, problem);
                        String::new()
                    }
                },
                false => match self.link(&url.destination, &span) {
                    Ok(link) => self.follow(link),
                    Err(Dead) => String::new(),
                },
            };
            self.holes.resolved(address);
        }
    }
}

/// How many words a text has; most are plain, and their bytes tell.
fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let mut between = true;
    let starts = text.bytes().filter(|byte| {
        let before = between;
        between = matches!(byte, b' ' | b'\t'..=b'\r');
        before && !between
    });
    starts.count()
}
