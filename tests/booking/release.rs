//! Letting go of time: the last one to leave a slot frees its host, however many leave at once.

use std::{sync::Barrier, thread};

use glassbox_booking::store::{Error, Tx, Work};
use serde_json::json;

use crate::{
    on_both_stores,
    world::{Answer, Kind, World},
};

on_both_stores!(a_group_that_leaves_at_once_leaves_nothing_claimed);

/// Two people an hour, and what else the host does overlaps it.
const HOURS: [(&str, &str); 2] = [
    (
        "group",
        "title = \"Group\"\nhosts = [\"mitchell\"]\nzone = \"America/Los_Angeles\"\n\
         weekdays = [\"monday\"]\nfrom = \"15:00\"\nto = \"16:00\"\nslot_minutes = 60\ncapacity = 2\n",
    ),
    (
        "alone",
        "title = \"Alone\"\nhosts = [\"mitchell\"]\nzone = \"America/Los_Angeles\"\n\
         weekdays = [\"monday\"]\nfrom = \"15:00\"\nto = \"16:00\"\nslot_minutes = 60\n",
    ),
];

fn a_group_that_leaves_at_once_leaves_nothing_claimed(kind: Kind) {
    let world = World::hours(kind, &HOURS);
    for round in 0..20 {
        let booked = [0, 1].map(|seat| {
            let answer = world.book("group.20261123T2300Z", &format!("p{round}-{seat}"));
            assert_eq!(answer.status, 201, "round {round}: {}", answer.body);
            answer
        });
        let start = Barrier::new(booked.len());
        thread::scope(|scope| {
            for one in &booked {
                scope.spawn(|| {
                    start.wait();
                    assert_eq!(cancel(&world, one).status, 200);
                });
            }
        });
        let cells = world.runtime.block_on(world.store.read(Cells));
        assert_eq!(
            cells,
            Ok(0),
            "round {round}: time that nobody has is claimed"
        );
    }
    assert_eq!(world.book("alone.20261123T2300Z", "next").status, 201);
}

fn cancel(world: &World, booked: &Answer) -> Answer {
    let id = booked.body["booking"]["id"].as_str().expect("an id");
    let body = json!({ "token": booked.body["manage_token"] });
    world.post(&format!("/api/v1/bookings/{id}/cancel"), &[], &body)
}

/// How many 5 minutes of hosts are somebody's.
#[derive(Clone)]
struct Cells;

impl Work for Cells {
    type Output = i64;

    async fn run(self, tx: &mut Tx<'_>) -> Result<i64, Error> {
        let row = tx.first("SELECT COUNT(*) FROM cell", &[]).await?;
        row.expect("a count is a row").int(0)
    }
}
