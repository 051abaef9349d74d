//! What this device remembers: who books, and what was booked.
//!
//! Bookings are lines of four columns: the secret that opens it, its start, its end, its title.

use super::days::Days;
use crate::browser::{
    self,
    page::{self, show, value},
    walk::{one, set},
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
    let others = lines()
        .into_iter()
        .filter(|other| column(other, 0) != secret);
    write(others.chain([line]).collect());
}

/// Forgets a booking.
pub(super) fn forget(secret: &str) {
    write(
        lines()
            .into_iter()
            .filter(|line| column(line, 0) != secret)
            .collect(),
    );
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
        let Some(item) = page::add(&list, "li", "") else {
            return;
        };
        if let Some(link) = page::add(&item, "a", "") {
            set(&link, "href", Some(&["#m/", column(line, 0)].concat()));
            let when = days.say(column(line, 1), column(line, 2), "UTC");
            link.set_text_content(Some(&[&when, ": ", column(line, 3)].concat()));
        }
    }
}

fn column(line: &str, at: usize) -> &str {
    line.split('\t').nth(at).unwrap_or_default()
}

/// The bookings that are not over, soonest first.
fn lines() -> Vec<String> {
    let now = browser::now();
    let text = browser::recall(BOOKINGS).unwrap_or_default();
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| column(line, 2) > now.as_str())
        .map(str::to_owned)
        .collect();
    lines.sort_unstable_by(|a, b| column(a, 1).cmp(column(b, 1)));
    lines
}

fn write(lines: Vec<String>) {
    let from = lines.len().saturating_sub(MOST);
    browser::remember(BOOKINGS, &lines[from..].join("\n"));
}
