//! What holds a time, and what guards it.

use std::{collections::BTreeSet, sync::Barrier, thread};

use serde_json::{Value, json};

use crate::{
    on_both_stores,
    races::race,
    world::{Answer, Kind, OPS, Setup, World, book},
};

on_both_stores!(
    i03_who_has_a_time_holds_its_claims_and_nobody_else_does,
    i05_seats_are_rows,
    one_person_has_one_seat,
    i06_a_time_is_claimed_when_it_is_asked_for,
    i07_who_comes_too_late_hears_of_the_nearest_free_times,
    i08_what_was_seen_is_compared_where_it_is_changed,
    i09_a_booking_moves_wholly_or_not_at_all,
    i09_of_many_moves_at_once_one_is_made,
);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";
const THIRD: &str = "ops.20261124T0000Z";

/// Bookings that do not hold exactly the cells of their time, once for each host.
const WRONGLY_HELD: &str = "booking WHERE (SELECT COUNT(*) FROM claim \
    WHERE claim.booking = booking.id) <> \
    CASE WHEN status = 'confirmed' THEN (busy_to - busy_from) / 300 ELSE 0 END";

fn change(world: &World, booked: &Value, what: &str, tag: &str, slot: Option<&str>) -> Answer {
    let mut body = json!({ "token": booked["manage_token"] });
    if let Some(slot) = slot {
        body["slot_id"] = json!(slot);
    }
    let id = booked["booking"]["id"].as_str().expect("an id");
    world.post(
        &format!("/api/v1/bookings/{id}/{what}"),
        &[("if-match", tag)],
        &body,
    )
}

fn i03_who_has_a_time_holds_its_claims_and_nobody_else_does(kind: Kind) {
    let buffers = format!("{OPS}buffer_before = 5\nbuffer_after = 10\ncapacity = 2\n");
    let world = World::hours(kind, &[("ops", &buffers)]);
    // With buffers, a slot begins every 45 minutes.
    let slots: Vec<_> = world
        .slots("2026-11-23", "2026-11-24")
        .iter()
        .map(|slot| slot["slot_id"].as_str().expect("an id").to_owned())
        .collect();
    let ada = world.book(&slots[0], "ada").body;
    let bob = world.book(&slots[0], "bob").body;
    let eve = world.book(&slots[1], "eve").body;
    assert_eq!(world.count("claim"), 3 * 9);
    assert_eq!(
        change(&world, &bob, "reschedule", "\"0\"", Some(&slots[1])).status,
        200
    );
    assert_eq!((world.count("claim"), world.count(WRONGLY_HELD)), (27, 0));
    for booked in [&ada, &eve] {
        let before = world.count("claim");
        assert_eq!(change(&world, booked, "cancel", "\"0\"", None).status, 200);
        assert_eq!(
            world.count("claim"),
            before - 9,
            "a change of state claims nothing"
        );
        assert_eq!(world.count(WRONGLY_HELD), 0);
        let back = change(&world, booked, "reschedule", "\"1\"", Some(&slots[0]));
        assert_eq!(back.problem(), "cancelled", "there is no way back");
    }
    assert_eq!(world.count("cell"), 9, "of the one that is left");
}

/// By whatever way they come to it: at once, in capitals, or by moving another booking.
fn one_person_has_one_seat(kind: Kind) {
    let world = World::hours(kind, &[("ops", &format!("{OPS}capacity = 3\n"))]);
    let statuses: Vec<_> = thread::scope(|scope| {
        let asked = ["ada", "Ada", "ADA", "ada"].map(|who| {
            let origin = &world.origin;
            scope.spawn(move || book(origin, FIRST, who).status)
        });
        asked.map(|it| it.join().expect("it ends")).to_vec()
    });
    let count = |status| statuses.iter().filter(|it| **it == status).count();
    assert_eq!((count(201), count(409)), (1, 3), "{statuses:?}");
    assert_eq!(world.book(FIRST, "ada").problem(), "already-booked");
    assert_eq!(world.book(FIRST, "eve").status, 201, "others have theirs");

    let second = world.book(SECOND, "ada");
    assert_eq!(second.status, 201, "{}", second.body);
    let moved = change(&world, &second.body, "reschedule", "\"0\"", Some(FIRST));
    assert_eq!(moved.problem(), "already-booked");
    let seats = "claim WHERE booking IN (SELECT id FROM booking WHERE email = 'ada@example.com')";
    assert_eq!(world.count(seats), 12, "the two as they were");

    let gone = change(&world, &second.body, "cancel", "\"0\"", None);
    assert_eq!(gone.status, 200);
    assert_eq!(
        world.book(SECOND, "ada").status,
        201,
        "a seat given back is free"
    );
}

fn i05_seats_are_rows(kind: Kind) {
    let world = World::hours(kind, &[("ops", &format!("{OPS}capacity = 3\n"))]);
    assert_eq!(race(&world, 24)[&201], 3);
    let seats = |seat| world.count(&format!("claim WHERE seat = {seat}"));
    assert_eq!([seats(0), seats(1), seats(2)], [6, 6, 6]);
    assert_eq!(
        world.count("claim"),
        18,
        "three of six cells each, no fourth"
    );
    let sitting = "booking WHERE (SELECT COUNT(DISTINCT seat) FROM claim \
        WHERE claim.booking = booking.id) = 1";
    assert_eq!(world.count(sitting), 3, "nobody sits on two chairs");

    // Fewer seats than before: who has one keeps it, and nobody gets another.
    world.rewrite(&[("ops", &format!("{OPS}capacity = 2\n"))]);
    assert_eq!(world.book(FIRST, "late").problem(), "slot-taken");
    assert_eq!(world.count("claim"), 18);
    world.rewrite(&[("ops", &format!("{OPS}capacity = 4\n"))]);
    assert_eq!(race(&world, 8)[&201], 1);
    assert_eq!(seats(3), 6);
}

fn i06_a_time_is_claimed_when_it_is_asked_for(kind: Kind) {
    // Nothing listens there: no mail is ever sent, and no link in one clicked.
    let mail = Some("smtp://127.0.0.1:9");
    let setup = Setup {
        mail,
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    assert_eq!(world.book(FIRST, "ada").status, 201);
    assert_eq!(world.book(FIRST, "bob").problem(), "slot-taken");
    assert_eq!(world.count("outbox WHERE state = 'waiting'"), 2);
    world.at("2026-11-23T21:00:00Z");
    assert_eq!(
        world.book(FIRST, "bob").problem(),
        "slot-taken",
        "and stays so"
    );
}

fn i07_who_comes_too_late_hears_of_the_nearest_free_times(kind: Kind) {
    let world = World::new(kind);
    for (slot, who) in [(SECOND, "ada"), (THIRD, "bob")] {
        assert_eq!(world.book(slot, who).status, 201);
    }
    let late = world.book(SECOND, "late");
    assert_eq!((late.status, late.problem()), (409, "slot-taken"));
    let offered: Vec<_> = late.body["alternatives"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|slot| slot["slot_id"].as_str().expect("an id"))
        .collect();
    assert_eq!(
        offered,
        [
            "ops.20261123T2300Z",
            "ops.20261124T0030Z",
            "ops.20261130T2300Z",
            "ops.20261130T2330Z",
            "ops.20261201T0000Z"
        ]
    );
    let moved = change(
        &world,
        &world.book(offered[0], "eve").body,
        "reschedule",
        "\"0\"",
        Some(THIRD),
    );
    assert_eq!((moved.status, moved.problem()), (409, "slot-taken"));
    let offered: Vec<_> = moved.body["alternatives"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|slot| slot["slot_id"].as_str().expect("an id").to_owned())
        .collect();
    for slot in offered {
        assert_eq!(
            world.book(&slot, "late").status,
            201,
            "{slot} was said to be free"
        );
    }
}

/// Of two who change what both have seen, one does: whichever, and never the other on top of it.
fn i08_what_was_seen_is_compared_where_it_is_changed(kind: Kind) {
    let world = World::new(kind);
    for round in 0..40 {
        let booked = world.book(FIRST, &format!("c{round}")).body;
        let start = Barrier::new(2);
        let ask = |what: &'static str, slot: Option<&'static str>| {
            start.wait();
            change(&world, &booked, what, "\"0\"", slot).status
        };
        let (moved, cancelled) = thread::scope(|scope| {
            let moved = scope.spawn(|| ask("reschedule", Some(SECOND)));
            let cancelled = scope.spawn(|| ask("cancel", None));
            (
                moved.join().expect("it ends"),
                cancelled.join().expect("it ends"),
            )
        });
        assert!(
            [(200, 412), (409, 200), (412, 200)].contains(&(moved, cancelled)),
            "round {round}: moved {moved}, cancelled {cancelled}"
        );
        if moved == 200 {
            assert_eq!(change(&world, &booked, "cancel", "\"1\"", None).status, 200);
        }
    }
}

fn i09_a_booking_moves_wholly_or_not_at_all(kind: Kind) {
    let world = World::new(kind);
    let booked = world.book(FIRST, "ada").body;
    // The last thing of a move but the mail fails.
    world.sql(
        "CREATE TRIGGER fails BEFORE INSERT ON audit WHEN NEW.action = 'reschedule'
         BEGIN SELECT RAISE(ABORT, 'power cut'); END;",
        "CREATE FUNCTION fails() RETURNS trigger AS $$ BEGIN RAISE 'power cut'; END $$
         LANGUAGE plpgsql;
         CREATE TRIGGER fails BEFORE INSERT ON audit FOR EACH ROW
         WHEN (NEW.action = 'reschedule') EXECUTE FUNCTION fails();",
    );
    let before = world.dump();
    let move_it = || change(&world, &booked, "reschedule", "\"0\"", Some(SECOND));
    assert_eq!((move_it().status, world.dump()), (503, before));
    assert_eq!(
        world.book(FIRST, "bob").problem(),
        "slot-taken",
        "it is where it was"
    );
    let other = world.book(SECOND, "bob");
    assert_eq!(other.status, 201, "and nowhere else");
    world.sql("DROP TRIGGER fails", "DROP TRIGGER fails ON audit");
    let before = world.dump();
    assert_eq!(
        (move_it().problem(), world.dump()),
        ("slot-taken", before),
        "it stays there when the new time is taken"
    );
    change(&world, &other.body, "cancel", "\"0\"", None);
    assert_eq!(move_it().status, 200);
    assert_eq!((world.count("claim"), world.count(WRONGLY_HELD)), (6, 0));
}

fn i09_of_many_moves_at_once_one_is_made(kind: Kind) {
    let world = World::new(kind);
    let booked = world.book(FIRST, "ada").body;
    let slots = world.slots("2026-11-23", "2026-12-14");
    let slots: BTreeSet<_> = slots
        .iter()
        .filter_map(|slot| slot["slot_id"].as_str())
        .filter(|slot| *slot != FIRST)
        .collect();
    let statuses: Vec<_> = thread::scope(|scope| {
        let asked: Vec<_> = slots
            .iter()
            .map(|slot| {
                let (world, booked) = (&world, &booked);
                scope.spawn(move || change(world, booked, "reschedule", "\"0\"", Some(slot)).status)
            })
            .collect();
        asked
            .into_iter()
            .map(|asked| asked.join().expect("it ends"))
            .collect()
    });
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!(
        (count(200), count(412)),
        (1, slots.len() - 1),
        "{statuses:?}"
    );
    assert_eq!((world.count("claim"), world.count(WRONGLY_HELD)), (6, 0));
    assert_eq!(world.count("audit WHERE action = 'reschedule'"), 1);
}
