//! Civil times of the content as instants that views show.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use glassbox_app::view::{Instant, Link, Window};
use glassbox_model::{
    Kind,
    content::{Hours, Talk},
};
use glassbox_schedule::{Zone, windows};

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
            .filter_map(|host| library.get(Kind::Person, host))
            .map(|host| Link {
                title: crate::pages::title_of(host, None),
                href: urls.page(&host.id),
            })
            .collect();
        let until = today + TimeDelta::weeks(WEEKS.into());
        let windows = windows(hours, &zone, today, until)
            .into_iter()
            .filter_map(|window| {
                Some(Window {
                    title: hours.title.value.clone(),
                    href: urls.page(&entry.id),
                    hosts: hosts.clone(),
                    start: instant(&zone, window.start)?,
                    end: instant(&zone, window.end)?,
                })
            })
            .collect();
        self.windows.insert(entry.id.clone(), windows);
    }

    /// The coming windows of a rule, soonest first.
    pub(crate) fn of(&self, id: &str) -> &[Window] {
        self.windows.get(id).map_or(&[], Vec::as_slice)
    }

    /// The coming windows of all rules, soonest first.
    pub(crate) fn all(&self) -> Vec<Window> {
        let mut all: Vec<_> = self.windows.values().flatten().cloned().collect();
        all.sort_by(|a, b| (a.start.utc, &a.title).cmp(&(b.start.utc, &b.title)));
        all
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

fn instant(zone: &Zone, utc: chrono::DateTime<chrono::Utc>) -> Option<Instant> {
    let (date, time) = zone.civil(utc)?;
    Some(Instant {
        utc,
        date,
        time: time.format("%H:%M").to_string(),
        zone: zone.name().to_owned(),
    })
}
