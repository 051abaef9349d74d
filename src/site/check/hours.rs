//! When office hours take place: at all, at a change of the clocks, and two of one host at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use glassbox_model::{Code, Kind, content::Hours, decode::Spanned};
use glassbox_schedule::{Window, Zone, clock_changes, windows};

use super::Checker;
use crate::{
    calendar::WEEKS,
    library::{Entry, Matter},
};

/// How long a rule may wait for its first window, in weeks: five years.
const PATIENCE: i64 = 261;

/// A window, where it comes from, and its host as written there.
type Hosted<'a> = (Window, &'a Entry, &'a Spanned<String>, Zone);

impl Checker<'_> {
    /// Expands the rules that say nothing wrong, and looks at what comes of it from `today` on.
    pub(super) fn occurrences(&mut self, today: NaiveDate) {
        let library = self.library;
        let until = today + TimeDelta::weeks(WEEKS.into());
        let mut hosted: BTreeMap<&str, Vec<Hosted<'_>>> = BTreeMap::new();
        for entry in library.of_kind(Kind::OfficeHours) {
            let Matter::Hours(hours) = &entry.matter else {
                continue;
            };
            let zone = Zone::named(hours.zone.as_ref().unwrap_or(&library.portal.zone));
            let wrong = glassbox_schedule::check(hours, &entry.source);
            let (Ok(zone), true) = (zone, wrong.is_empty()) else {
                continue;
            };
            self.never(entry, hours, &zone, today);
            self.clocks(entry, hours, &zone, today, until);
            for window in windows(hours, &zone, today, until) {
                for host in &hours.hosts.value {
                    let of_host = hosted.entry(host.as_str()).or_default();
                    of_host.push((window, entry, host, zone.clone()));
                }
            }
        }
        for windows in hosted.into_values() {
            self.overlaps(windows);
        }
    }

    fn never(&mut self, entry: &Entry, hours: &Hours, zone: &Zone, today: NaiveDate) {
        let starts = hours
            .starts
            .as_ref()
            .map_or(today, |day| day.value.max(today));
        let weeks = PATIENCE + i64::from(hours.every_weeks.value);
        let Some(end) = starts.checked_add_signed(TimeDelta::weeks(weeks)) else {
            return;
        };
        if !windows(hours, zone, today, end).is_empty() {
            return;
        }
        let ended = hours.until.as_ref().filter(|until| until.value < today);
        let (span, message, hint) = match ended {
            Some(until) => (
                &until.span,
                format!("these hours ended on {}", until.value),
                "move `until`, or delete the file",
            ),
            None => (
                hours
                    .rrule
                    .as_ref()
                    .map_or(&hours.weekdays.span, |it| &it.span),
                "these hours never occur".to_owned(),
                "`monthly`, `rrule`, `starts`, `until` and `except` leave no such day",
            ),
        };
        let found = entry.source.finding(Code::HoursNever, span, message);
        self.found.push(found.hint(hint));
    }

    fn clocks(
        &mut self,
        entry: &Entry,
        hours: &Hours,
        zone: &Zone,
        from: NaiveDate,
        to: NaiveDate,
    ) {
        for (date, span) in clock_changes(hours, zone, from, to) {
            let message = format!(
                "on {date} the clocks of {} change in this window",
                zone.name()
            );
            let found = entry.source.finding(Code::HoursClockChange, &span, message);
            let hint = "leave the day out by `except`, or hold them at another time of day";
            self.found.push(found.hint(hint));
        }
    }

    /// Two windows of one host at once: said where the later of the two files names the host, once
    /// for each other file.
    fn overlaps(&mut self, mut windows: Vec<Hosted<'_>>) {
        windows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let mut running: Vec<&Hosted<'_>> = Vec::new();
        let mut said = BTreeSet::new();
        for new in &windows {
            running.retain(|(window, ..)| window.end > new.0.start);
            for other in &running {
                let (first, second) = match other.1.id <= new.1.id {
                    true => (*other, new),
                    false => (new, *other),
                };
                if !said.insert((&first.1.id, &second.1.id)) {
                    continue;
                }
                let (_, entry, host, zone) = second;
                let when = zone.civil(new.0.start).map(|(date, time)| {
                    format!(
                        ", first on {date} at {} ({})",
                        time.format("%H:%M"),
                        zone.name()
                    )
                });
                let what = match first.1.id == second.1.id {
                    true => "two windows of these hours overlap".to_owned(),
                    false => format!("`{}` is in `{}` at the same time", host.value, first.1.id),
                };
                let message = what + when.as_deref().unwrap_or_default();
                let found = entry
                    .source
                    .finding(Code::HoursOverlap, &host.span, message);
                let hint = "move one of the two, or let somebody else host it";
                self.found.push(found.hint(hint));
            }
            running.push(new);
        }
    }
}
