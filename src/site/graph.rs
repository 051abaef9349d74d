//! The web of links: what relates to a page, and who can explain it.
//!
//! Two pages relate when one links to the other, when they are about the same component, or when
//! one *is* the component that the other is about.

use std::collections::{BTreeMap, HashMap};

use glassbox_model::Kind;
use rayon::prelude::*;

use crate::{
    compiled::Documents,
    library::{Entry, Library, Matter},
    links::Urls,
};

/// How many pages of a kind are named, and how many people.
const MAX_RELATED: usize = 6;
const MAX_EXPERTS: usize = 3;

/// How strongly two pages relate.
const LINKED: u32 = 2;
const SAME_COMPONENT: u32 = 1;
const IS_THE_COMPONENT: u32 = 4;

/// The pages of a library and what ties them together.
#[derive(Debug)]
pub(crate) struct Graph<'a> {
    library: &'a Library,
    /// All ids, in their order.
    ids: Vec<&'a str>,
    /// Where each id stands among them.
    places: HashMap<&'a str, usize>,
    /// Pages that link to each page or that it links to, by place; some of them twice.
    linked: Vec<Vec<usize>>,
    /// Pages about each component, by its slug.
    about: BTreeMap<&'a str, Vec<&'a str>>,
    /// People who know each subject, by its name.
    knowing: BTreeMap<&'a str, Vec<&'a Entry>>,
}

impl<'a> Graph<'a> {
    /// Reads the ties off the compiled library.
    pub(crate) fn new(library: &'a Library, compiled: &Documents, urls: &Urls<'_>) -> Graph<'a> {
        let ids: Vec<&str> = library.entries.keys().map(String::as_str).collect();
        let places = ids.iter().enumerate().map(|(place, id)| (*id, place));
        let mut graph = Graph {
            library,
            places: places.collect(),
            linked: vec![Vec::new(); ids.len()],
            ids,
            about: BTreeMap::new(),
            knowing: BTreeMap::new(),
        };
        let place = |id: &str| graph.places.get(id).copied();
        let ties = library.entries.par_iter().map(|(id, entry)| {
            let links = compiled.get(id).into_iter();
            let links = links.flat_map(|page| &page.document.links);
            let references = references(entry).into_iter();
            let references = references.filter_map(|it| Some(urls.target(it).ok()?.page));
            let all = links.map(String::as_str).chain(references);
            all.filter_map(place).collect()
        });
        let ties: Vec<Vec<usize>> = ties.collect();
        for (from, ties) in ties.into_iter().enumerate() {
            for to in ties.into_iter().filter(|to| *to != from) {
                graph.linked[from].push(to);
                graph.linked[to].push(from);
            }
        }
        for entry in library.entries.values() {
            for component in &entry.common.components {
                graph.about.entry(component).or_default().push(&entry.id);
            }
        }
        for person in library.of_kind(Kind::Person) {
            if let Matter::Person(matter) = &person.matter {
                for subject in &matter.knows {
                    graph.knowing.entry(subject).or_default().push(person);
                }
            }
        }
        for ids in graph.about.values_mut() {
            ids.dedup();
        }
        graph
    }

    /// The pages that relate to `entry`, by kind, the closest first.
    pub(crate) fn related(&self, entry: &Entry) -> BTreeMap<Kind, Vec<&'a Entry>> {
        let mut close: BTreeMap<&str, u32> = BTreeMap::new();
        if let Some(place) = self.places.get(entry.id.as_str()) {
            let linked = self.linked[*place].iter();
            close.extend(linked.map(|place| (self.ids[*place], LINKED)));
        }
        if entry.kind == Kind::Component {
            for id in self.about.get(entry.slug()).into_iter().flatten() {
                *close.entry(id).or_default() += IS_THE_COMPONENT;
            }
        }
        for component in &entry.common.components {
            for id in self.about.get(component.as_str()).into_iter().flatten() {
                *close.entry(id).or_default() += SAME_COMPONENT;
            }
            if let Some(page) = self.library.get(Kind::Component, component) {
                *close.entry(page.id.as_str()).or_default() += IS_THE_COMPONENT;
            }
        }
        close.remove(entry.id.as_str());

        let mut order: Vec<_> = close.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let mut related: BTreeMap<Kind, Vec<&Entry>> = BTreeMap::new();
        for (id, _) in order {
            let other = &self.library.entries[id];
            // People and their hours are named as those to ask.
            if matches!(other.kind, Kind::Person | Kind::OfficeHours | Kind::OnCall) {
                continue;
            }
            let of_kind = related.entry(other.kind).or_default();
            if of_kind.len() < MAX_RELATED {
                of_kind.push(other);
            }
        }
        related
    }

    /// The people who can explain `entry`, the one who knows most of it first.
    pub(crate) fn experts(&self, entry: &Entry) -> Vec<&'a Entry> {
        let mut people: BTreeMap<&str, &Entry> = BTreeMap::new();
        let subjects = [entry.id.as_str(), entry.slug()].into_iter();
        let components = entry.common.components.iter().map(|it| it.as_str());
        let tags = entry.common.tags.iter().map(|it| it.as_str());
        for subject in subjects.chain(components).chain(tags) {
            let knowing = self.knowing.get(subject).into_iter().flatten();
            people.extend(knowing.map(|person| (person.id.as_str(), *person)));
        }
        let named = match &entry.matter {
            Matter::Talk(talk, _) => talk.speakers.as_slice(),
            _ => &[],
        };
        for person in named.iter().chain(&entry.common.owner) {
            let person = self.library.get(Kind::Person, person);
            people.extend(person.map(|person| (person.id.as_str(), person)));
        }
        let mut ranked: Vec<_> = people
            .into_values()
            .filter_map(|person| {
                let rank = expertise(person, entry);
                (rank > 0).then_some((rank, person))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        ranked
            .into_iter()
            .map(|(_, person)| person)
            .take(MAX_EXPERTS)
            .collect()
    }
}

/// Page references in an entry's data.
fn references(entry: &Entry) -> Vec<&str> {
    match &entry.matter {
        Matter::Lifecycle(lifecycle) => lifecycle
            .scenarios
            .iter()
            .flat_map(|scenario| &scenario.steps)
            .flat_map(|step| &step.links)
            .map(|link| link.href.value.as_str())
            .collect(),
        Matter::Path(path) => path
            .steps
            .iter()
            .map(|step| step.page.value.as_str())
            .collect(),
        _ => Vec::new(),
    }
}

/// How much of `entry` a person can explain: 0 is nothing.
fn expertise(person: &Entry, entry: &Entry) -> u32 {
    let Matter::Person(matter) = &person.matter else {
        return 0;
    };
    let knows = |subject: &str| matter.knows.iter().any(|known| known.value == subject);
    let mut rank = 0;
    if knows(&entry.id) || (entry.kind == Kind::Component && knows(entry.slug())) {
        rank += 8;
    }
    if let Matter::Talk(talk, _) = &entry.matter
        && talk
            .speakers
            .iter()
            .any(|speaker| speaker.value == person.slug())
    {
        rank += 8;
    }
    if entry
        .common
        .owner
        .as_ref()
        .is_some_and(|owner| owner.value == person.slug())
    {
        rank += 4;
    }
    for component in &entry.common.components {
        rank += if knows(component) { 2 } else { 0 };
    }
    for tag in &entry.common.tags {
        rank += u32::from(knows(tag));
    }
    rank
}
