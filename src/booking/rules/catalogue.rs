//! The hosts, their hours, and every slot ahead.

use std::{collections::BTreeMap, fmt, ops::Range};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use glassbox_model::content;
use glassbox_schedule::{CELL, MAX_HORIZON_DAYS, Window, Zone, slots, windows};

use crate::store::Booking;

/// Somebody who can be asked.
#[derive(Clone, Debug)]
pub struct Host {
    /// The id: the slug of a person.
    pub id: String,
    /// The name.
    pub name: String,
    /// Where the host hears of bookings.
    pub email: Option<String>,
    /// The zone that the host lives in (IANA), if that is known.
    pub zone: Option<String>,
}

/// A rule of office hours.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The id: its slug.
    pub id: String,
    /// What its file says.
    pub rule: content::Hours,
    /// The zone of its civil times.
    pub zone: Zone,
}

/// What can be booked, as one revision of the content says.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The hosts by id.
    pub hosts: BTreeMap<String, Host>,
    /// The hours by id.
    pub hours: BTreeMap<String, Hours>,
    /// The revision of the content, as the pages carry it, too.
    pub revision: String,
    /// The day that the slots were laid out for.
    pub day: NaiveDate,
    /// Every slot from that day on, by start and hours.
    slots: Vec<Slot>,
}

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The hours that it is of.
    pub hours: String,
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// When its hosts must be free, buffers included.
    pub busy: Range<DateTime<Utc>>,
}

/// Names a slot: its hours and its start, as in `ops.20261130T2300Z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlotId {
    /// The id of the hours.
    pub hours: String,
    /// When the slot begins.
    pub start: DateTime<Utc>,
}

const START: &str = "%Y%m%dT%H%MZ";

impl SlotId {
    /// Reads an id; `None` when it is none.
    pub fn parse(text: &str) -> Option<SlotId> {
        let (hours, start) = text.rsplit_once('.')?;
        let start = NaiveDateTime::parse_from_str(start, START).ok()?;
        Some(SlotId {
            hours: hours.to_owned(),
            start: start.and_utc(),
        })
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.hours, self.start.format(START))
    }
}

/// What a clock in a zone shows at an instant: `2026-11-30 15:00`; `None` only for years that no
/// calendar of ours reaches.
pub fn civil(zone: &Zone, instant: DateTime<Utc>) -> Option<String> {
    let (date, time) = zone.civil(instant)?;
    Some(format!("{date} {}", time.format("%H:%M")))
}

/// Why a slot cannot be booked, whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbookable {
    /// There is no such slot.
    OutsideHours,
    /// It has begun.
    Past,
    /// It begins too soon for its hosts to prepare.
    Notice,
    /// It is further ahead than its hosts plan.
    Horizon,
}

impl Slot {
    /// The slot's name.
    pub fn id(&self) -> SlotId {
        SlotId {
            hours: self.hours.clone(),
            start: self.start,
        }
    }

    /// What tells this slot from any other that its hosts ever had: a slot that was given another
    /// length or other buffers is another one.
    pub fn key(&self) -> String {
        let minutes = |span: TimeDelta| span.num_minutes();
        format!(
            "{}/{}+{}+{}",
            self.id(),
            minutes(self.start - self.busy.start),
            minutes(self.end - self.start),
            minutes(self.busy.end - self.end),
        )
    }

    /// The cells of 5 minutes that a booking of it claims, as counts of them since 1970.
    pub fn cells(&self) -> Range<i64> {
        let cell = CELL.num_seconds();
        let after = self.busy.end.timestamp() + cell - 1;
        self.busy.start.timestamp().div_euclid(cell)..after.div_euclid(cell)
    }
}

impl Hours {
    /// When it can be booked, seen from `now`: from the notice to the horizon.
    fn open(&self, now: DateTime<Utc>) -> Range<DateTime<Utc>> {
        let notice = TimeDelta::minutes(self.rule.notice_minutes.into());
        let horizon = TimeDelta::days(self.rule.horizon_days.value.into());
        now + notice..now + horizon
    }

    /// Its hosts, by id.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.rule.hosts.iter().map(|host| host.value.as_str())
    }

    /// The start of a slot by their clock.
    pub fn civil(&self, slot: &Slot) -> String {
        civil(&self.zone, slot.start).unwrap_or_default()
    }

    /// How many people a slot takes.
    pub fn capacity(&self) -> u32 {
        self.rule.capacity.value
    }

    /// The title of one of its topics.
    pub fn topic(&self, id: &str) -> Option<&str> {
        let mut topics = self.rule.topics.iter();
        topics
            .find(|topic| topic.id == id)
            .map(|topic| topic.title.as_str())
    }

    fn slots(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Slot> {
        let buffer = |minutes: u32| TimeDelta::minutes(minutes.into());
        let before = buffer(self.rule.buffer_before.value);
        let after = buffer(self.rule.buffer_after.value);
        windows(&self.rule, &self.zone, from, to)
            .into_iter()
            .flat_map(|window| slots(&self.rule, window))
            .map(move |Window { start, end }| Slot {
                hours: self.id.clone(),
                start,
                end,
                busy: start - before..end + after,
            })
    }
}

impl Catalogue {
    /// Lays out the slots of `hours` from the day before `day` to the furthest horizon.
    pub fn new(hosts: Vec<Host>, hours: Vec<Hours>, revision: String, day: NaiveDate) -> Catalogue {
        let catalogue = Catalogue {
            hosts: hosts
                .into_iter()
                .map(|host| (host.id.clone(), host))
                .collect(),
            hours: hours
                .into_iter()
                .map(|hours| (hours.id.clone(), hours))
                .collect(),
            revision,
            ..Catalogue::default()
        };
        catalogue.on(day)
    }

    /// The same, laid out for another day.
    pub fn on(mut self, day: NaiveDate) -> Catalogue {
        // A day more on either side: a civil date of any zone begins within it.
        let from = day - TimeDelta::days(2);
        let to = day + TimeDelta::days(i64::from(MAX_HORIZON_DAYS) + 3);
        self.slots = self
            .hours
            .values()
            .flat_map(|hours| hours.slots(from, to))
            .collect();
        self.slots
            .sort_by(|a, b| (a.start, &a.hours).cmp(&(b.start, &b.hours)));
        // Windows of one rule that overlap (an `extra` beside the rule) may begin slots together.
        self.slots
            .dedup_by(|a, b| (a.start, &a.hours) == (b.start, &b.hours));
        self.day = day;
        self
    }

    /// The name of a host; the id of one who is none any more.
    pub fn name<'a>(&'a self, host: &'a str) -> &'a str {
        self.hosts.get(host).map_or(host, |host| &host.name)
    }

    /// What a booking is of; empty when there are no such hours any more.
    pub fn title(&self, booking: &Booking) -> &str {
        let hours = self.hours.get(&booking.slot.hours);
        hours.map_or("", |hours| &hours.rule.title)
    }

    /// Where a booking takes place; may be empty.
    pub fn place(&self, booking: &Booking) -> &str {
        let hours = self.hours.get(&booking.slot.hours);
        let place = hours.and_then(|hours| hours.rule.place.as_deref());
        place.unwrap_or_default()
    }

    /// The slots that begin in `range` and can be booked as far as time goes, in order.
    pub fn offered(
        &self,
        now: DateTime<Utc>,
        range: Range<DateTime<Utc>>,
    ) -> impl Iterator<Item = (&Slot, &Hours)> {
        let from = self.slots.partition_point(|slot| slot.start < range.start);
        let slots = self.slots[from..].iter();
        slots
            .take_while(move |slot| slot.start < range.end)
            .filter_map(move |slot| {
                let hours = self.hours.get(&slot.hours)?;
                hours
                    .open(now)
                    .contains(&slot.start)
                    .then_some((slot, hours))
            })
    }

    /// Until when, without that instant, the same of the slots that begin in `range` can be booked
    /// as now.
    pub fn same_until(&self, now: DateTime<Utc>, range: Range<DateTime<Utc>>) -> DateTime<Utc> {
        let from = self.slots.partition_point(|slot| slot.start < range.start);
        let slots = self.slots[from..].iter();
        let changes = slots
            .take_while(|slot| slot.start < range.end)
            .filter_map(|slot| {
                // The last instant at which it is too early, and the last at which it is not too
                // late: a second further, it is otherwise.
                let open = self.hours.get(&slot.hours)?.open(now);
                let [early, late] = [open.end, open.start].map(|end| now + (slot.start - end));
                [early, late].into_iter().find(|last| *last >= now)
            });
        changes
            .min()
            .unwrap_or(DateTime::<Utc>::MAX_UTC - TimeDelta::seconds(1))
            + TimeDelta::seconds(1)
    }

    /// The slot of a name, when it can be booked as far as time goes.
    ///
    /// # Errors
    ///
    /// Why it cannot.
    pub fn find(&self, id: &SlotId, now: DateTime<Utc>) -> Result<(&Slot, &Hours), Unbookable> {
        let slot = self
            .slots
            .binary_search_by(|slot| (slot.start, &slot.hours).cmp(&(id.start, &id.hours)))
            .ok()
            .and_then(|at| self.slots.get(at))
            .and_then(|slot| Some((slot, self.hours.get(&slot.hours)?)));
        let (slot, hours) = match slot {
            Some(found) => found,
            None if id.start < now => return Err(Unbookable::Past),
            None => return Err(Unbookable::OutsideHours),
        };
        let open = hours.open(now);
        match slot.start {
            start if start < now => Err(Unbookable::Past),
            start if start < open.start => Err(Unbookable::Notice),
            start if start >= open.end => Err(Unbookable::Horizon),
            _ => Ok((slot, hours)),
        }
    }
}
