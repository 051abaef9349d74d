//! What this device remembers: who books, and what was booked.
//!
//! Bookings are lines of four columns: the secret that opens it, its start, its end, its title.

use super::days::Days;
use crate::browser::{
    self,
    page::{self, show, value},
    walk::one,
};

/// The name under which the visitor's name and address are remembered.
const VISITOR: &str = "glassbox-visitor";
/// The name under which the bookings are.
const BOOKINGS: &str = "glassbox-bookings";
/// How many are kept.
const MOST: usize = 20;

/// Fills in who booked here last.
pub(super) fn fill_in() {
    let visitor = browser::recall(VISITOR).unwrap_or_default();
    if let Some((name, email)) = visitor.split_once('\n') {
        page::set_value("#gb-name", name);
        page::set_value("#gb-email", email);
    }
}

/// Remembers who booked.
pub(super) fn remember_visitor() {
    let visitor = [&value("#gb-name"), "\n", &value("#gb-email")].concat();
    browser::remember(VISITOR, &visitor);
}

/// Remembers a booking, or how it stands now.
pub(super) fn keep(secret: &str, start: &str, end: &str, title: &str) {
    let line = [secret, "\t", start, "\t", end, "\t", title].concat();
    let mut lines = others(secret);
    let sooner = lines.iter().take_while(|other| column(other, 1) <= start);
    lines.insert(sooner.count(), line);
    write(&lines);
}

/// Forgets a booking.
pub(super) fn forget(secret: &str) {
    write(&others(secret));
}

/// Lists the bookings that are not over, soonest first.
pub(super) fn list(days: &Days) {
    let lines = lines();
    show("#gb-none", lines.is_empty());
    let Some(list) = one("#gb-own-list") else {
        return;
    };
    list.set_inner_html("");
    for line in &lines {
        let when = days.say(column(line, 1), column(line, 2), "UTC");
        let said = [&when, ": ", column(line, 3)].concat();
        page::add_link(&list, "", &["m/", column(line, 0)].concat(), &said);
    }
}

fn column(line: &str, at: usize) -> &str {
    line.split('\t').nth(at).unwrap_or_default()
}

/// The bookings that are not over, soonest first.
fn lines() -> Vec<String> {
    let now = browser::now();
    let text = browser::recall(BOOKINGS).unwrap_or_default();
    let lines = text.split('\n');
    let ahead = lines.filter(|line| column(line, 2) > now.as_str());
    ahead.map(str::to_owned).collect()
}

/// The same without one of them.
fn others(secret: &str) -> Vec<String> {
    let mut lines = lines();
    lines.retain(|line| column(line, 0) != secret);
    lines
}

fn write(lines: &[String]) {
    let from = lines.len().saturating_sub(MOST);
    browser::remember(BOOKINGS, &page::row(&lines[from..], "\n"));
}
