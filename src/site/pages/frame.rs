//! What stands around the main part of a thing's page.

use std::sync::Arc;

use glassbox_app::view::{Body, Card, Colophon, Expert, Group, Link, Page, TocEntry};
use glassbox_model::{Kind, content::Toc};

use super::{Press, sheet::Siblings, title_id};
use crate::{
    check::stale_since,
    library::{Entry, Matter},
};

impl<'a> Press<'a> {
    /// A page without anything around its main part.
    pub(super) fn bare(&self, kind: Kind, href: String, title: String, body: Body) -> Page {
        Page {
            kind,
            language: self.library.language(),
            href,
            title,
            summary: String::new(),
            excerpted: false,
            social_card: None,
            title_id: None,
            breadcrumbs: Vec::new(),
            sidebar: None,
            toc: Vec::new(),
            body: Arc::new(body),
            related: [].into(),
            experts: Vec::new(),
            colophon: None,
            previous: None,
            next: None,
        }
    }

    /// The page of a thing with all that stands around it.
    pub(super) fn framed(
        &self,
        entry: &'a Entry,
        siblings: &Siblings<'a>,
        at: usize,
        body: Body,
    ) -> Page {
        let links = self.links(siblings);
        let toc = match &body {
            // Its scenarios are chosen on the page itself.
            Body::Lifecycle(_) => Vec::new(),
            _ => self.toc(entry),
        };
        Page {
            title_id: title_id(self.compiled.get(&entry.id).map(|page| &**page)),
            summary: self.summary(entry),
            excerpted: entry.common.summary.is_none(),
            breadcrumbs: self.breadcrumbs(entry),
            sidebar: Some(self.sidebar(entry, &links, at)),
            toc,
            related: self.related(entry),
            experts: self.experts(entry),
            colophon: Some(self.colophon(entry)),
            previous: at.checked_sub(1).and_then(|at| links.get(at)).cloned(),
            next: links.get(at + 1).cloned(),
            ..self.bare(
                entry.kind,
                self.urls.page(&entry.id),
                self.title(entry),
                body,
            )
        }
    }

    fn toc(&self, entry: &Entry) -> Vec<TocEntry> {
        let page = self.compiled.get(entry.id.as_str());
        let headings = page.map_or(&[][..], |page| page.document.headings.as_slice());
        let default = self.library.portal.markdown.as_ref();
        let default = default.and_then(|markdown| markdown.toc.as_ref());
        let toc = entry.common.toc.as_ref().or(default).cloned();
        let Toc { min, max } = toc.unwrap_or_default();
        headings
            .iter()
            .filter(|heading| (*min..=*max).contains(&heading.level.into()))
            .map(|heading| TocEntry {
                depth: u32::from(heading.level) - *min,
                id: heading.id.clone(),
                title: heading.title.clone(),
            })
            .collect()
    }

    /// From the home page to a collection's index.
    pub(super) fn crumbs(&self, kind: Kind) -> Vec<Link> {
        vec![
            self.home_link(),
            Link {
                title: self.words.kind(kind).title.to_owned(),
                href: self.urls.page(kind.folder()),
                language: None,
            },
        ]
    }

    /// The home page.
    pub(super) fn home_link(&self) -> Link {
        Link {
            title: self.words.shell.home.to_owned(),
            href: self.urls.page(""),
            language: None,
        }
    }

    fn breadcrumbs(&self, entry: &Entry) -> Vec<Link> {
        if entry.kind != Kind::Page {
            return self.crumbs(entry.kind);
        }
        self.folder_crumbs(&entry.id)
    }

    fn related(&self, entry: &Entry) -> Arc<[Group]> {
        let related = self.graph.related(entry);
        let group = |(kind, entries): (Kind, Vec<&Entry>)| {
            let cards: Vec<Card> = entries.into_iter().map(|other| self.card(other)).collect();
            Group {
                title: self.words.kind(kind).related.to_owned(),
                cards,
            }
        };
        related.into_iter().map(group).collect()
    }

    /// The people who can explain an entry, each with the next office hour.
    pub(crate) fn experts(&self, entry: &Entry) -> Vec<Expert> {
        if matches!(entry.kind, Kind::Person | Kind::OfficeHours | Kind::OnCall) {
            return Vec::new();
        }
        let expert = |person: &Entry| {
            let link = self.link(person);
            Expert {
                next: self.calendar.hosted_by(&link.href).first().cloned(),
                book: self.ask_href(person, &self.title(entry)),
                role: match &person.matter {
                    Matter::Person(matter) => matter.role.clone(),
                    _ => None,
                },
                person: link,
            }
        };
        self.graph.experts(entry).into_iter().map(expert).collect()
    }

    fn colophon(&self, entry: &Entry) -> Colophon {
        let path = &entry.source.path;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let owner = entry.common.owner.as_ref();
        let owner = owner.and_then(|owner| self.library.get(Kind::Person, owner));
        Colophon {
            owner: owner.map(|owner| self.link(owner)),
            withheld: entry.withheld,
            updated: entry.publication.updated,
            reviewed: entry.common.reviewed.as_ref().map(|day| day.value),
            stale_since: stale_since(entry, self.library, self.today),
            edit: self.forge_edit(path),
            new: self.forge_new(folder),
            tags: entry
                .common
                .tags
                .iter()
                .map(|tag| Link {
                    title: self.library.tag_title(tag).to_owned(),
                    href: self
                        .urls
                        .page(&format!("{}/{}", Kind::Tag.folder(), tag.value)),
                    language: Some(self.library.language().tag),
                })
                .collect(),
        }
    }

    fn forge_edit(&self, path: &str) -> Option<String> {
        let edit = self.library.portal.forge.as_ref()?.edit.as_ref()?;
        Some(edit.replace("{path}", path))
    }

    /// The forge's form for a new file in a folder.
    pub(super) fn forge_new(&self, folder: &str) -> Option<String> {
        let new = self.library.portal.forge.as_ref()?.new.as_ref()?;
        Some(new.replace("{folder}", folder))
    }
}
