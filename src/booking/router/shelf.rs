//! Answers kept as they were made, for as long as they are true: until something is booked, the
//! content is another, or a slot's time to be booked begins or ends.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, NaiveDate, Utc};

use super::tagged::Tagged;
use crate::rules::catalogue::Catalogue;

/// How many bytes of answers are kept; with one that is too much, all are made anew.
const MOST: usize = 32 * 1024 * 1024;

/// What was asked for: slots of one host or of all, from one day to another.
pub(super) type Asked = (Option<String>, NaiveDate, NaiveDate);

/// What an answer was made from.
#[derive(Clone)]
pub(super) struct From {
    /// The store's name for what is taken.
    pub(super) version: String,
    /// What can be booked.
    pub(super) catalogue: Arc<Catalogue>,
    /// When.
    pub(super) now: DateTime<Utc>,
}

struct Kept {
    from: From,
    /// The first instant at which time alone makes it another.
    until: DateTime<Utc>,
    answer: Tagged,
}

/// The answers.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Answers>);

#[derive(Default)]
struct Answers {
    by: HashMap<Asked, Kept>,
    bytes: usize,
}

impl Shelf {
    /// The answer, if it would be made the same now.
    pub(super) fn find(&self, asked: &Asked, from: &From) -> Option<Tagged> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = shelf.by.get(asked)?;
        let same = kept.from.version == from.version
            && Arc::ptr_eq(&kept.from.catalogue, &from.catalogue)
            && (kept.from.now..kept.until).contains(&from.now);
        same.then(|| kept.answer.clone())
    }

    /// Keeps an answer that is true up to and without `until`.
    pub(super) fn keep(&self, asked: Asked, from: From, until: DateTime<Utc>, answer: &Tagged) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.bytes + answer.len() > MOST {
            *shelf = Answers::default();
        }
        shelf.bytes += answer.len();
        let kept = Kept {
            from,
            until,
            answer: answer.clone(),
        };
        if let Some(old) = shelf.by.insert(asked, kept) {
            shelf.bytes -= old.answer.len();
        }
    }
}
