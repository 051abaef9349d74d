//! One thing of the content: a file, decoded.

use std::ops::Range;

use chrono::NaiveDate;
use glassbox_markdown::{data, front_matter};
use glassbox_model::{
    Code, Diagnostic, Kind, Source,
    content::{
        Common, Hours, Lifecycle, OnCall, Path, Person, Publication, Runbook, Talk, Withheld,
    },
    decode::{Decoder, Fields, Record, Spanned, not_in_the_calendar},
    node::Node,
    slugify,
};

use super::manual;
use crate::press::Options;

/// One thing of the content.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its kind.
    pub(crate) kind: Kind,
    /// Its id and URL path: `guides/htop`.
    pub(crate) id: String,
    /// Its file.
    pub(crate) source: Source,
    /// The bytes of its Markdown.
    pub(crate) body: Range<usize>,
    /// What it says about itself as a page.
    pub(crate) common: Common,
    /// Whether, since when, where and in which language it is published.
    pub(crate) publication: Publication,
    /// Why it is not public on the day of the press.
    pub(crate) withheld: Option<Withheld>,
    /// What only its kind says.
    pub(crate) matter: Matter,
}

/// What only things of one kind say.
#[derive(Debug)]
pub(crate) enum Matter {
    /// A page of which nothing more is asked: component, guide, other page, index.
    Page,
    /// A talk and its day.
    Talk(Box<Talk>, NaiveDate),
    /// A runbook.
    Runbook(Runbook),
    /// A person.
    Person(Box<Person>),
    /// A learning path.
    Path(Box<Path>),
    /// Office hours.
    Hours(Box<Hours>),
    /// An on-call rotation.
    OnCall(Box<OnCall>),
    /// A lifecycle diagram.
    Lifecycle(Box<Lifecycle>),
}

impl Entry {
    /// Decodes a file; `None` beside the reasons when it holds no whole thing.
    pub(crate) fn decode(source: Source, options: &Options) -> (Option<Entry>, Vec<Diagnostic>) {
        let (node, body, mut diagnostics) = if source.path.ends_with(".toml") {
            let (node, diagnostics) = data::toml(&source, 0..source.text.len());
            (node, 0..0, diagnostics)
        } else {
            let (parts, diagnostics) = front_matter::split(&source);
            (Some(parts.matter), parts.body, diagnostics)
        };
        let folder = source.path.split_once('/').map_or("", |(folder, _)| folder);
        let kind = match above_an_index(&source.path) {
            Some(_) => Kind::Page,
            None => Kind::of_folder(folder),
        };
        let mut decoder = Decoder {
            source: &source,
            diagnostics: &mut diagnostics,
        };
        if source.path.ends_with(".md") && source.text.trim().is_empty() {
            let warning = source.finding(Code::EmptyFile, &(0..0), "the file is empty");
            let hint = "write a sentence, or mark it by `draft: true` until there is one";
            decoder.diagnostics.push(warning.hint(hint));
        }
        let decoded = node.and_then(|node| matter(kind, &node, &mut decoder));
        if id_of(&source.path).split('/').any(str::is_empty) {
            let error = Diagnostic::in_file(
                &source.path,
                Code::BadValue,
                "the name of the file or of a folder has no letters or digits for a URL",
            );
            diagnostics.push(error.hint("rename it, as in `getting-started.md`"));
            return (None, diagnostics);
        }
        let entry = decoded.map(|(common, publication, matter)| {
            let changed = || options.changed.get(&source.path).copied();
            Entry {
                kind,
                id: id_of(&source.path),
                body,
                common,
                withheld: publication.withheld(options.today),
                publication: Publication {
                    updated: publication.updated.or_else(changed),
                    ..publication
                },
                matter,
                source,
            }
        });
        (entry.map(Entry::with_reference), diagnostics)
    }

    /// The same with what the press says about its own rules below the text, as Markdown: it is
    /// compiled, searched and linked to like the text above it.
    fn with_reference(self) -> Entry {
        if self.common.reference.is_empty() {
            return self;
        }
        let wanted = self.common.reference.iter();
        let reference: String = wanted.map(|about| manual::markdown(*about)).collect();
        let text = format!("{}\n{reference}", self.source.text);
        Entry {
            body: self.body.start..text.len(),
            source: Source::new(self.source.path, text),
            ..self
        }
    }

    /// The last part of the id.
    pub(crate) fn slug(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }
}

fn matter(
    kind: Kind,
    node: &Node,
    decoder: &mut Decoder<'_>,
) -> Option<(Common, Publication, Matter)> {
    let mut fields = Fields::of(node, decoder)?;
    let decoded = match kind {
        Kind::Person => Person::take(&mut fields, decoder).map(|person| {
            let common = Common {
                title: Some(unplaced(person.name.clone())),
                summary: person.role.clone(),
                ..no_common()
            };
            (common, Matter::Person(Box::new(person)))
        }),
        Kind::Path => Path::take(&mut fields, decoder).map(|path| {
            let common = Common {
                title: Some(path.title.clone()),
                summary: path.summary.clone(),
                tags: path.tags.clone(),
                owner: path.owner.clone(),
                reviewed: path.reviewed.clone(),
                review_after: path.review_after.clone(),
                order: path.order,
                ..no_common()
            };
            (common, Matter::Path(Box::new(path)))
        }),
        Kind::OfficeHours => Hours::take(&mut fields, decoder).map(|hours| {
            let common = Common {
                title: Some(hours.title.clone()),
                summary: hours.summary.clone(),
                components: hours.components.clone(),
                ..no_common()
            };
            (common, Matter::Hours(Box::new(hours)))
        }),
        Kind::OnCall => OnCall::take(&mut fields, decoder).map(|rotation| {
            let common = Common {
                title: Some(rotation.title.clone()),
                summary: rotation.summary.clone(),
                tags: rotation.tags.clone(),
                owner: rotation.owner.clone(),
                components: rotation.components.clone(),
                ..no_common()
            };
            (common, Matter::OnCall(Box::new(rotation)))
        }),
        Kind::Lifecycle => Lifecycle::take(&mut fields, decoder).map(|lifecycle| {
            let common = Common {
                title: Some(lifecycle.title.clone()),
                summary: Some(lifecycle.summary.clone()),
                tags: lifecycle.tags.clone(),
                owner: lifecycle.owner.clone(),
                reviewed: lifecycle.reviewed.clone(),
                review_after: lifecycle.review_after.clone(),
                order: lifecycle.order,
                components: lifecycle
                    .nodes
                    .iter()
                    .filter_map(|node| node.component.clone())
                    .collect(),
                ..no_common()
            };
            (common, Matter::Lifecycle(Box::new(lifecycle)))
        }),
        Kind::Talk => {
            let common = Common::take(&mut fields, decoder);
            let talk = Talk::take(&mut fields, decoder);
            common.zip(talk).and_then(|(common, talk)| {
                let date = day_of(&talk, decoder)?;
                Some((common, Matter::Talk(Box::new(talk), date)))
            })
        }
        Kind::Runbook => {
            let common = Common::take(&mut fields, decoder);
            let runbook = Runbook::take(&mut fields, decoder);
            common
                .zip(runbook)
                .map(|(common, runbook)| (common, Matter::Runbook(runbook)))
        }
        Kind::Component | Kind::Guide | Kind::Tag | Kind::Page => {
            Common::take(&mut fields, decoder).map(|common| (common, Matter::Page))
        }
    };
    let publication = Publication::take(&mut fields, decoder);
    fields.finish(decoder);
    let (common, matter) = decoded?;
    Some((common, publication?, matter))
}

fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned { value, span: 0..0 }
}

fn no_common() -> Common {
    Common {
        title: None,
        summary: None,
        tags: Vec::new(),
        owner: None,
        reviewed: None,
        review_after: None,
        components: Vec::new(),
        toc: None,
        order: None,
        reference: Vec::new(),
    }
}

/// The day of a talk: from its front matter, else from the name of its file.
fn day_of(talk: &Talk, decoder: &mut Decoder<'_>) -> Option<NaiveDate> {
    let day = talk
        .date
        .as_ref()
        .map(|date| date.value)
        .or_else(|| dated(&decoder.source.path)?.0.into());
    if day.is_none() {
        let name = decoder.source.path.rsplit('/').next().unwrap_or_default();
        let error = match name.get(..10).and_then(not_in_the_calendar) {
            Some((message, hint)) => {
                let message = format!("the file's name: {message}");
                decoder
                    .source
                    .finding(Code::BadDate, &(0..0), message)
                    .hint(hint)
            }
            None => decoder
                .source
                .finding(Code::MissingKey, &(0..0), "the talk has no date")
                .hint("add `date: 2026-11-30`, or start the file's name with it"),
        };
        decoder.diagnostics.push(error);
    }
    day
}

/// The date at the start of a file's name, and the rest of the name.
fn dated(path: &str) -> Option<(NaiveDate, &str)> {
    let name = path.rsplit('/').next()?;
    let date = NaiveDate::parse_from_str(name.get(..10)?, "%Y-%m-%d").ok()?;
    Some((date, name.get(11..)?))
}

/// The folder whose index a file stands above: the top (empty), or a collection.
pub(super) fn above_an_index(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let index = is_index(name) && (folder.is_empty() || Kind::of_folder(folder) != Kind::Page);
    index.then_some(folder)
}

/// True for the names of a folder's index: ours, Hugo's, and what forges show with a folder.
fn is_index(name: &str) -> bool {
    let stem = name.strip_suffix(".md").unwrap_or_default();
    matches!(stem, "index" | "_index") || stem.eq_ignore_ascii_case("readme")
}

/// True for an index beside which one stands that goes before it, as `has` says of a path: then
/// it is for the forge only.
pub(super) fn is_behind(path: &str, has: impl Fn(&str) -> bool) -> bool {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = path.split_at(at);
    let names = ["index.md", "_index.md"].into_iter();
    is_index(name)
        && names
            .take_while(|before| *before != name)
            .any(|before| has(&format!("{folder}{before}")))
}

/// The id of the thing in a file.
pub(crate) fn id_of(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut parts: Vec<_> = stem.split('/').collect();
    if parts.len() > 1 && path.rsplit('/').next().is_some_and(is_index) {
        parts.pop();
    }
    if parts.first() == Some(&Kind::Talk.folder())
        && let Some((_, rest)) = dated(stem)
        && let Some(last) = parts.last_mut()
    {
        *last = rest;
    }
    let parts: Vec<_> = parts.into_iter().map(slugify).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_paths_without_dates() {
        assert_eq!(id_of("talks/2026-11-30-haproxy.md"), "talks/haproxy");
        assert_eq!(id_of("guides/2026-11-30-x.md"), "guides/2026-11-30-x");
        assert_eq!(id_of("guides/htop/index.md"), "guides/htop");
        assert_eq!(
            id_of("Chapter 1/Getting Started.md"),
            "chapter-1/getting-started"
        );
        assert_eq!(id_of("people/mitchell.toml"), "people/mitchell");
        assert_eq!(id_of("docs/Set up/ReadMe.md"), "docs/set-up");
        assert_eq!(id_of("docs/_index.md"), "docs");
        assert_eq!(id_of("README.md"), "readme");
    }

    #[test]
    fn a_folder_has_one_index() {
        let files = [
            "a/index.md",
            "a/README.md",
            "b/_index.md",
            "b/readme.md",
            "README.md",
        ];
        let behind = |path: &&&str| is_behind(path, |other| files.contains(&other));
        let behind: Vec<_> = files.iter().filter(behind).copied().collect();
        assert_eq!(behind, ["a/README.md", "b/readme.md"]);
        assert_eq!(above_an_index("README.md"), Some(""));
        assert_eq!(above_an_index("guides/README.md"), Some("guides"));
        assert_eq!(above_an_index("a/README.md"), None);
    }
}
