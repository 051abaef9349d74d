//! Civil times of the content as instants that views show.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use glassbox_app::view::{Instant, Link, Window};
use glassbox_model::{
    Kind,
    content::{Hours, OnCall, Talk},
};
use glassbox_schedule::{Zone, shifts, windows};

use crate::{
    library::{Entry, Library, Matter},
    links::Urls,
};

/// How far ahead windows are expanded, in weeks.
pub(crate) const WEEKS: u32 = 26;

/// All coming windows, and the zones of the content.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// Zones that the content names, by name.
    zones: BTreeMap<String, Zone>,
    /// The coming windows by the id of their rule, soonest first.
    windows: BTreeMap<String, Vec<Window>>,
    /// The same by the URL of each host's page.
    hosted: BTreeMap<String, Vec<Window>>,
    /// The shift under way and the coming ones by the id of their rotation, soonest first.
    shifts: BTreeMap<String, Vec<Window>>,
    /// When talks take place that do not say: time and zone.
    talks: (NaiveTime, String),
}

impl Calendar {
    /// Expands every rule from `today` on. Unknown zones are reported by the checks; UTC stands
    /// in for them until then.
    pub(crate) fn new(library: &Library, urls: &Urls<'_>, today: NaiveDate) -> Calendar {
        let portal = &library.portal;
        let defaults = portal.talks.as_ref();
        let mut calendar = Calendar {
            zones: BTreeMap::new(),
            windows: BTreeMap::new(),
            hosted: BTreeMap::new(),
            shifts: BTreeMap::new(),
            talks: (
                defaults
                    .and_then(|talks| talks.time)
                    .unwrap_or(NaiveTime::MIN),
                defaults
                    .and_then(|talks| talks.zone.as_ref())
                    .unwrap_or(&portal.zone)
                    .value
                    .clone(),
            ),
        };
        let talks = calendar.talks.1.clone();
        calendar.add_zone(&talks);
        for entry in library.of_kind(Kind::OfficeHours) {
            if let Matter::Hours(hours) = &entry.matter {
                calendar.add_hours(entry, hours, library, urls, today);
            }
        }
        for entry in library.of_kind(Kind::OnCall) {
            if let Matter::OnCall(rotation) = &entry.matter {
                calendar.add_shifts(entry, rotation, library, urls, today);
            }
        }
        for window in calendar.all() {
            for host in &window.hosts {
                let windows = calendar.hosted.entry(host.href.clone()).or_default();
                windows.push(window.clone());
            }
        }
        calendar
    }

    fn add_zone(&mut self, name: &str) -> Zone {
        let zone = self.zones.entry(name.to_owned());
        zone.or_insert_with(|| Zone::named(name).unwrap_or_else(|_| Zone::utc()))
            .clone()
    }

    fn add_hours(
        &mut self,
        entry: &Entry,
        hours: &Hours,
        library: &Library,
        urls: &Urls<'_>,
        today: NaiveDate,
    ) {
        let name = hours.zone.as_ref().unwrap_or(&library.portal.zone);
        let zone = self.add_zone(name);
        let hosts: Vec<_> = hours
            .hosts
            .iter()
            .filter_map(|host| person(library, urls, host))
            .collect();
        // By a clock far in the west, or past midnight, yesterday's may still be ahead.
        let midnight = today.and_time(NaiveTime::MIN).and_utc();
        let yesterday = today - TimeDelta::days(1);
        let windows = windows(hours, &zone, yesterday, horizon(today))
            .into_iter()
            .filter(|window| window.end > midnight)
            .filter_map(|window| {
                Some(Window {
                    rule: entry.slug().to_owned(),
                    title: hours.title.value.clone(),
                    language: Some(library.language_of(entry).tag),
                    href: urls.page(&entry.id),
                    hosts: hosts.clone(),
                    start: instant(&zone, window.start)?,
                    end: instant(&zone, window.end)?,
                    slots: Vec::new(),
                    ask: String::new(),
                })
            })
            .collect();
        self.windows.insert(entry.id.clone(), windows);
    }

    fn add_shifts(
        &mut self,
        entry: &Entry,
        rotation: &OnCall,
        library: &Library,
        urls: &Urls<'_>,
        today: NaiveDate,
    ) {
        let name = rotation.zone.as_ref().unwrap_or(&library.portal.zone);
        let zone = self.add_zone(name);
        let shifts = shifts(rotation, &zone, today, horizon(today))
            .into_iter()
            .filter_map(|shift| {
                Some(Window {
                    rule: entry.slug().to_owned(),
                    title: rotation.title.value.clone(),
                    language: Some(library.language_of(entry).tag),
                    href: urls.page(&entry.id),
                    hosts: person(library, urls, shift.person).into_iter().collect(),
                    start: instant(&zone, shift.start)?,
                    end: instant(&zone, shift.end)?,
                    slots: Vec::new(),
                    ask: String::new(),
                })
            })
            .collect();
        self.shifts.insert(entry.id.clone(), shifts);
    }

    /// The shift under way and the coming ones of a rotation, soonest first.
    pub(crate) fn shifts_of(&self, id: &str) -> &[Window] {
        self.shifts.get(id).map_or(&[], Vec::as_slice)
    }

    /// The same of all rotations.
    pub(crate) fn all_shifts(&self) -> Vec<Window> {
        sorted(&self.shifts)
    }

    /// A zone that the content names; `None` for any other.
    pub(crate) fn zone(&self, name: &str) -> Option<&Zone> {
        self.zones.get(name)
    }

    /// The coming windows of a rule, soonest first.
    pub(crate) fn of(&self, id: &str) -> &[Window] {
        self.windows.get(id).map_or(&[], Vec::as_slice)
    }

    /// The coming windows of all rules, soonest first.
    pub(crate) fn all(&self) -> Vec<Window> {
        sorted(&self.windows)
    }

    /// The coming windows that the person with a page at `href` hosts, soonest first.
    pub(crate) fn hosted_by(&self, href: &str) -> &[Window] {
        self.hosted.get(href).map_or(&[], Vec::as_slice)
    }

    /// When a talk starts.
    pub(crate) fn talk(&self, talk: &Talk, date: NaiveDate) -> Option<Instant> {
        let (default, zone) = &self.talks;
        let zone = self.zones.get(zone)?;
        instant(zone, zone.instant(date, talk.time.unwrap_or(*default))?)
    }
}

/// How far ahead windows and shifts reach: up to and without this day.
fn horizon(today: NaiveDate) -> NaiveDate {
    today + TimeDelta::weeks(WEEKS.into())
}

/// The windows of all rules, soonest first.
fn sorted(windows: &BTreeMap<String, Vec<Window>>) -> Vec<Window> {
    let mut all: Vec<_> = windows.values().flatten().cloned().collect();
    all.sort_by(|a, b| (a.start.utc, &a.title).cmp(&(b.start.utc, &b.title)));
    all
}

/// The page of a person.
fn person(library: &Library, urls: &Urls<'_>, id: &str) -> Option<Link> {
    let person = library.get(Kind::Person, id)?;
    Some(Link {
        title: crate::pages::title_of(person, None),
        href: urls.page(&person.id),
        // A name is in no language.
        language: None,
    })
}

fn instant(zone: &Zone, utc: chrono::DateTime<chrono::Utc>) -> Option<Instant> {
    let (date, time) = zone.civil(utc)?;
    Some(Instant {
        utc,
        date,
        time: time.format("%H:%M").to_string(),
        zone: zone.name().to_owned(),
    })
}
