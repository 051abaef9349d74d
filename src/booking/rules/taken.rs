//! Which seats are left, as far as has been read.
//!
//! This decides what is shown. What decides a booking is the store's primary key alone.

use std::collections::HashMap;

use super::catalogue::{Hours, Slot};

/// A live booking, as far as others need to know it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// [`Slot::key`] of its slot.
    pub slot: String,
    /// Its hosts.
    pub hosts: Vec<String>,
    /// From when its hosts are busy, in seconds since 1970.
    pub from: i64,
    /// Until when.
    pub to: i64,
}

/// Live bookings by host.
#[derive(Clone, Debug, Default)]
pub struct Diary {
    /// By host: from, to and slot, in order.
    hosts: HashMap<String, Vec<(i64, i64, String)>>,
    /// The longest time that one booking takes, in seconds.
    longest: i64,
}

impl Diary {
    /// Sorts live bookings by host.
    pub fn new(bookings: Vec<Taken>) -> Diary {
        let mut diary = Diary::default();
        for taken in bookings {
            diary.longest = diary.longest.max(taken.to - taken.from);
            for host in taken.hosts {
                let entries = diary.hosts.entry(host).or_default();
                entries.push((taken.from, taken.to, taken.slot.clone()));
            }
        }
        diary.hosts.values_mut().for_each(|entries| entries.sort());
        diary
    }

    /// How many seats of a slot are left: none when a host of it is busy with another slot.
    pub fn seats_left(&self, slot: &Slot, hours: &Hours) -> u32 {
        let key = slot.key();
        let (from, to) = (slot.busy.start.timestamp(), slot.busy.end.timestamp());
        let mut left = hours.capacity();
        for host in hours.hosts() {
            let entries = self.hosts.get(host).map_or(&[][..], Vec::as_slice);
            let first = entries.partition_point(|entry| entry.0 <= from - self.longest);
            let meeting = entries[first..]
                .iter()
                .take_while(|entry| entry.0 < to)
                .filter(|entry| entry.1 > from);
            let mut used = 0;
            for entry in meeting {
                match entry.2 == key {
                    true => used += 1,
                    false => return 0,
                }
            }
            left = left.min(hours.capacity().saturating_sub(used));
        }
        left
    }
}
