//! What the content refers to: every id must be somebody's, every anchor some heading's.

mod aliases;
mod hours;
mod lifecycle;
mod on_call;
mod titles;
mod withheld;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use chrono::NaiveDate;
use glassbox_model::{
    Code, Diagnostic, Kind, Source,
    content::{Hours, Path, Person, Talk, Toc},
    decode::Spanned,
    did_you_mean, is_language_tag, slugify,
};
use glassbox_schedule::Zone;
use rayon::prelude::*;

use crate::{
    compiled::Texts,
    library::{Entry, Library, Matter},
    links::Urls,
    outputs::{check_font, check_icon},
};
use withheld::Seen;

pub(crate) use withheld::not_public;

/// What is wrong with each thing, by the path of its file; those with nothing wrong are not named.
pub(crate) type Findings = BTreeMap<String, Vec<Diagnostic>>;

/// Checks what concerns the portal as a whole; hours are looked at from `today` on.
pub(crate) fn check(
    library: &Library,
    urls: &Urls<'_>,
    texts: &Texts,
    today: NaiveDate,
) -> Vec<Diagnostic> {
    let mut all = Checker::new(library, urls, texts);
    all.portal();
    all.files();
    all.aliases();
    all.occurrences(today);
    all.found
}

/// Checks each thing: its data, its titles, and every reference of it; `today` decides what is
/// stale. What was found `earlier`, on the same day when every name led to the same place, is not
/// looked for again, unless the thing or an anchor has changed.
pub(crate) fn check_things(
    library: &Library,
    urls: &Urls<'_>,
    texts: &Texts,
    today: NaiveDate,
    earlier: Option<(&Texts, &Findings)>,
) -> Findings {
    let earlier = earlier.filter(|(before, _)| texts.has_anchors_of(before));
    let mut findings = earlier.map_or_else(Findings::new, |(_, found)| found.clone());
    let entries = library.entries.values().chain(library.indexes.values());
    let changed: Vec<_> = match earlier {
        Some((before, _)) => {
            let pages = entries.zip(texts.all().zip(before.all()));
            let changed = pages.filter(|(_, (now, before))| !Arc::ptr_eq(now, before));
            changed.map(|(entry, (now, _))| (entry, now)).collect()
        }
        None => entries.zip(texts.all()).collect(),
    };
    let found = changed.into_par_iter().map(|(entry, page)| {
        let mut checker = Checker::new(library, urls, texts);
        checker.public = entry.withheld.is_none();
        checker.entry(entry);
        if let Some(since) = stale_since(entry, library, today) {
            checker.stale(entry, since);
        }
        checker.titles(entry, &page.document.titles);
        for anchor in page.anchors() {
            checker.anchor(&entry.source, &anchor.page, &anchor.fragment, &anchor.span);
        }
        (&entry.source.path, checker.found)
    });
    for (path, found) in found.collect::<Vec<_>>() {
        match found.is_empty() {
            true => drop(findings.remove(path)),
            false => drop(findings.insert(path.clone(), found)),
        }
    }
    findings
}

/// The day since when an entry wants to be read again, if that day has come.
pub(crate) fn stale_since(entry: &Entry, library: &Library, today: NaiveDate) -> Option<NaiveDate> {
    let default = || {
        let days = library.portal.review_after_days?;
        let reviewed = entry.common.reviewed.as_ref()?;
        reviewed
            .value
            .checked_add_days(chrono::Days::new(days.into()))
    };
    let due = entry.common.review_after.as_ref().map(|day| day.value);
    due.or_else(default).filter(|due| *due <= today)
}

struct Checker<'a> {
    library: &'a Library,
    urls: &'a Urls<'a>,
    texts: &'a Texts,
    /// Whether readers see the file that is being checked.
    public: bool,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn new(library: &'a Library, urls: &'a Urls<'a>, texts: &'a Texts) -> Checker<'a> {
        Checker {
            library,
            urls,
            texts,
            public: true,
            found: Vec::new(),
        }
    }

    fn unknown(&mut self, source: &Source, id: &Spanned<String>, what: &str, hint: Option<String>) {
        let message = format!("unknown {what} `{}`", id.value);
        let error = source.finding(Code::UnknownReference, &id.span, message);
        self.found.push(error.maybe_hint(hint));
    }

    /// `id` must be a thing of `kind`.
    fn thing(&mut self, source: &Source, id: &Spanned<String>, kind: Kind) {
        let page = format!("{}/{}", kind.folder(), id.value);
        self.withheld(source, &page, &id.span);
        if !self.library.knows(&page) {
            let place = format!("look in `content/{}/`", kind.folder());
            let hint = match self.urls.near.slug(kind, id) {
                Some(near) => format!("{near} {place}"),
                None => place,
            };
            self.unknown(source, id, kind.singular(), Some(hint));
        }
    }

    /// `reference` must be a page, or an address elsewhere.
    fn page(&mut self, source: &Source, reference: &Spanned<String>) {
        if self.withheld(source, reference, &reference.span) == Seen::No {
            return;
        }
        match self.urls.reference(reference) {
            Ok(_) => {
                if let Ok(target) = self.urls.target(reference)
                    && let Some(fragment) = target.fragment
                {
                    self.anchor(source, target.page, fragment, &reference.span);
                }
            }
            Err((_, hint)) => {
                let other = "write a page's id, such as `guides/htop`";
                let hint = hint.unwrap_or_else(|| other.to_owned());
                self.unknown(source, reference, "page", Some(hint));
            }
        }
    }

    fn zone(&mut self, source: &Source, zone: &Spanned<String>) {
        if let Err(hint) = Zone::named(zone) {
            self.unknown(source, zone, "time zone", Some(hint));
        }
    }

    fn language(&mut self, source: &Source, tag: &Spanned<String>) {
        if !is_language_tag(tag) {
            let message = format!("`{}` is no language tag", tag.value);
            let error = source.finding(Code::BadValue, &tag.span, message);
            self.found
                .push(error.hint("write a tag such as `en`, `de` or `pt-BR`"));
        }
    }

    fn toc(&mut self, source: &Source, toc: &Toc) {
        for (level, first) in [(&toc.min, 2), (&toc.max, 1)] {
            if !(first..=6).contains(&level.value) {
                let message = format!("no heading below the title has level {}", level.value);
                let error = source.finding(Code::BadValue, &level.span, message);
                self.found
                    .push(error.hint("levels are 2 to 6; `max: 1` leaves the table out"));
            }
        }
        if toc.max.value > 1 && toc.min.value > toc.max.value {
            let message = format!("`min` is deeper than `max`, which is {}", toc.max.value);
            let error = source.finding(Code::BadValue, &toc.min.span, message);
            self.found.push(error.hint("write `{min: 2, max: 4}`"));
        }
    }

    /// Files that are copied may not stand where a page or its folder does.
    fn files(&mut self) {
        let library = self.library;
        for path in library.assets.keys() {
            if !self.taken(path) {
                continue;
            }
            let message = "the press writes a page, or a folder of pages, of this name";
            let error = Diagnostic::in_file(path, Code::DuplicateUrl, message);
            self.found.push(error.hint("rename the file"));
        }
    }

    /// True for the path of a page's file, or of a folder of pages.
    fn taken(&self, path: &str) -> bool {
        let entries = &self.library.entries;
        let below = |folder: &str| {
            let within = format!("{folder}/");
            let first = entries.range(within.clone()..).next();
            first.filter(|(id, _)| id.starts_with(&within))
        };
        let page = |id: &str| {
            entries.contains_key(id) || Kind::COLLECTIONS.iter().any(|kind| kind.folder() == id)
        };
        // A folder of other pages has an index, written or made up.
        let listed = |id: &str| below(id).is_some_and(|(_, first)| first.kind == Kind::Page);
        matches!(path, "index.html" | "404.html")
            || page(path)
            || below(path).is_some()
            || path
                .strip_suffix("/index.html")
                .is_some_and(|id| page(id) || listed(id))
    }

    /// `path` must be a file that is copied: browsers take style sheets from this site only.
    fn file(&mut self, source: &Source, path: &Spanned<String>) {
        let files = &self.library.assets;
        let wanted = path.trim_start_matches('/');
        if !files.contains_key(wanted) {
            let message = format!("no file at `{}`", path.value);
            let error = source.finding(Code::BrokenLink, &path.span, message);
            let near = self.urls.near.file(wanted);
            let near = near.map(|near| format!("did you mean `{near}`?"));
            let hint = near.unwrap_or_else(|| "put it into `public/`".to_owned());
            self.found.push(error.hint(hint));
        }
    }

    fn portal(&mut self) {
        let (portal, source) = (&self.library.portal, &self.library.portal_source);
        self.zone(source, &portal.zone);
        self.language(source, &portal.language);
        if let Some(toc) = portal.markdown.as_ref().and_then(|it| it.toc.as_ref()) {
            self.toc(source, toc);
        }
        if let Some(zone) = portal.talks.as_ref().and_then(|talks| talks.zone.as_ref()) {
            self.zone(source, zone);
        }
        for sheet in &portal.stylesheets {
            self.file(source, sheet);
        }
        if let Some(font) = portal.social.as_ref().and_then(|it| it.font.as_ref()) {
            self.file(source, font);
        }
        self.found.extend(check_font(self.library));
        self.found.extend(check_icon(self.library));
        for contact in &portal.contact {
            self.address(source, &contact.href);
        }
        let forge = portal.forge.iter();
        let forge =
            forge.flat_map(|forge| forge.edit.iter().chain(&forge.new).chain(&forge.source));
        let (_, host) = portal.url.split_once("://").unwrap_or_default();
        if let Some((_, path)) = host.trim_end_matches('/').split_once('/') {
            let message = format!("`{}` has a path", portal.url.value);
            let error = source.finding(Code::BadValue, &portal.url.span, message);
            let hint = format!("give it when building: `--base-path /{path}/`");
            self.found.push(error.hint(hint));
        }
        for address in std::iter::once(&portal.url).chain(forge) {
            let web = address.starts_with("https://") || address.starts_with("http://");
            if !web || address.contains(char::is_whitespace) {
                let message = format!("`{}` is no web address", address.value);
                let error = source.finding(Code::BadValue, &address.span, message);
                self.found
                    .push(error.hint("write a URL that starts with `https://`"));
            }
        }
        if let Some(start) = &portal.start {
            let slug = start.strip_prefix("paths/").unwrap_or(start);
            let start = Spanned {
                value: slug.to_owned(),
                span: start.span.clone(),
            };
            self.thing(source, &start, Kind::Path);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let source = &entry.source;
        if let Some(tag) = &entry.publication.language {
            self.language(source, tag);
        }
        if let Some(toc) = &entry.common.toc {
            self.toc(source, toc);
        }
        if let Some(owner) = &entry.common.owner {
            self.thing(source, owner, Kind::Person);
        }
        for component in &entry.common.components {
            self.thing(source, component, Kind::Component);
        }
        for tag in &entry.common.tags {
            if slugify(tag) != tag.value || tag.is_empty() {
                let message = format!("`{}` cannot be part of a URL", tag.value);
                let error = source.finding(Code::BadValue, &tag.span, message);
                self.found
                    .push(error.hint("a tag is made of lower-case letters, digits and `-`"));
            }
        }
        if let Some(tags) = &self.library.tags {
            for tag in &entry.common.tags {
                if !tags.contains_key(tag.as_str()) {
                    let near = did_you_mean(tag, tags.keys().map(String::as_str));
                    let hint =
                        near.unwrap_or_else(|| "declare it in `content/tags.toml`".to_owned());
                    self.unknown(source, tag, "tag", Some(hint));
                }
            }
        }
        match &entry.matter {
            Matter::Page | Matter::Runbook(_) => {}
            Matter::Talk(talk, _) => self.talk(source, talk),
            Matter::Person(person) => self.person(source, person),
            Matter::Path(path) => self.path(source, path),
            Matter::Hours(hours) => self.hours(source, hours),
            Matter::OnCall(rotation) => self.on_call(source, rotation),
            Matter::Lifecycle(lifecycle) => {
                self.lifecycle(source, lifecycle);
                if let Some(page) = self.texts.get(&entry.id) {
                    self.lifecycle_ids(source, lifecycle, page);
                }
            }
        }
    }

    fn talk(&mut self, source: &Source, talk: &Talk) {
        if talk.speakers.is_empty() {
            let error = source.finding(
                Code::BadValue,
                &talk.speakers.span,
                "a talk needs a speaker",
            );
            self.found
                .push(error.hint("name a person of `content/people/`"));
        }
        for speaker in &talk.speakers.value {
            self.thing(source, speaker, Kind::Person);
        }
        for address in talk.slides.iter().chain(&talk.video) {
            self.address(source, address);
        }
    }

    /// `address` must be a URL, or a page or file of the portal.
    fn address(&mut self, source: &Source, address: &Spanned<String>) {
        if self.withheld(source, address, &address.span) == Seen::No {
            return;
        }
        if let Err((message, hint)) = self.urls.address(address) {
            let other = "write a URL that starts with `https://`, or a path of this site";
            let error = source.finding(Code::BrokenLink, &address.span, message);
            self.found
                .push(error.hint(hint.unwrap_or_else(|| other.to_owned())));
        }
    }

    fn person(&mut self, source: &Source, person: &Person) {
        if let Some(zone) = &person.zone {
            self.zone(source, zone);
        }
        for link in &person.links {
            self.address(source, &link.href);
        }
        for subject in &person.knows {
            let tag = self
                .library
                .tags
                .as_ref()
                .is_none_or(|tags| tags.contains_key(subject.as_str()));
            let component = format!("{}/{}", Kind::Component.folder(), subject.value);
            self.withheld(source, &component, &subject.span);
            self.withheld(source, subject, &subject.span);
            if !tag && !self.library.knows(&component) && !self.library.knows(subject) {
                let hint = "write a component, a tag, or a page such as `guides/htop`";
                self.unknown(source, subject, "subject", Some(hint.to_owned()));
            }
        }
    }

    fn path(&mut self, source: &Source, path: &Path) {
        for step in &path.steps {
            self.page(source, &step.page);
        }
    }

    fn hours(&mut self, source: &Source, hours: &Hours) {
        for host in &hours.hosts.value {
            self.thing(source, host, Kind::Person);
        }
        if let Some(zone) = &hours.zone {
            self.zone(source, zone);
        }
        self.found.extend(glassbox_schedule::check(hours, source));
    }

    fn stale(&mut self, entry: &Entry, since: NaiveDate) {
        let common = &entry.common;
        let said = common.review_after.as_ref().or(common.reviewed.as_ref());
        let span = said.map_or(0..0, |day| day.span.clone());
        let message = format!("the page is due for review since {since}");
        let warning = entry.source.finding(Code::Stale, &span, message);
        self.found
            .push(warning.hint("read it critically, then set `reviewed`"));
    }

    /// `fragment` must be an anchor of `page`.
    fn anchor(&mut self, source: &Source, page: &str, fragment: &str, span: &Range<usize>) {
        let compiled = self.texts.get(page);
        if compiled.is_some_and(|compiled| compiled.has_id(fragment)) {
            return;
        }
        let Some(ids) = self.ids(page) else {
            return;
        };
        if !ids.iter().any(|id| id == fragment) {
            let message = format!("no anchor `#{fragment}` on `/{page}/`");
            let near = did_you_mean(fragment, ids.iter().map(String::as_str));
            let hint = near.unwrap_or_else(|| match ids.as_slice() {
                [] => "the page has no headings".to_owned(),
                ids => format!("its anchors: {}", ids.join(", ")),
            });
            self.found
                .push(source.finding(Code::BrokenAnchor, span, message).hint(hint));
        }
    }

    /// The anchors of a page: headings, scenarios and steps; `None` for pages that the press makes
    /// up, whose anchors are their views'.
    fn ids(&self, page: &str) -> Option<Vec<String>> {
        let compiled = self.texts.get(page)?;
        let mut ids: Vec<_> = compiled.ids().cloned().collect();
        if let Some(Matter::Lifecycle(lifecycle)) =
            self.library.entries.get(page).map(|e| &e.matter)
        {
            for scenario in &lifecycle.scenarios {
                ids.push(scenario.id.value.clone());
                for step in glassbox_model::lifecycle::steps(lifecycle, scenario) {
                    ids.push(crate::lifecycle::anchor(scenario, &step.id));
                    ids.extend(crate::lifecycle::aliases(scenario, step));
                }
            }
        }
        Some(ids)
    }
}
