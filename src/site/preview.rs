//! A site that is made while it is read: a page when somebody asks for it, from content that is
//! pressed again whenever it changes.
//!
//! [`preview`] runs on one thread and owns everything; others send it [`Message`]s. A change is
//! worked through before the next question is answered, so that nobody is shown an old page after
//! a save. Kept from one press to the next are only decoded files, compiled texts and what was found
//! wrong with them ([`crate::Pressed::again`]); who relates to whom, orders and lists are made anew, so
//! that they cannot be stale.

use std::{
    path::PathBuf,
    sync::{Arc, mpsc::Receiver},
};

use crate::{
    assets::ClientError,
    press::{File, Options, Pressed, press},
};

/// What a preview is told and asked.
pub enum Message {
    /// The files at these paths have changed, been made or removed.
    Changed(Vec<PathBuf>),
    /// Somebody wants the file at a path below the base path.
    Wanted(String, Answer),
    /// Nothing more will be wanted.
    End,
}

/// Takes the file, or `None` when there is none of that path.
pub type Answer = Box<dyn FnOnce(Option<File>) + Send>;

/// Presses, tells `said` what came of it, and answers messages until the end, or until nobody can
/// send one any more. `options` are asked for before every press; they may differ in the day.
///
/// While the content has errors, the last site without any is shown; there may be none yet.
///
/// # Errors
///
/// When the client bundle cannot be used.
pub fn preview(
    options: impl Fn() -> Options,
    messages: &Receiver<Message>,
    mut said: impl FnMut(&Pressed),
) -> Result<(), ClientError> {
    let mut latest = Arc::new(press(&options())?);
    let mut shown = None;
    said(&latest);
    loop {
        if !latest.has_errors() {
            shown = Some(Arc::clone(&latest));
        }
        let changed = match &shown {
            Some(shown) => shown.plan(|plan| {
                let made = |path: &str| plan.files.get(path).map(|make| make());
                answer(messages, made)
            }),
            None => answer(messages, |_| None),
        };
        let Some(changed) = changed else {
            return Ok(());
        };
        latest = Arc::new(latest.again(&options(), &changed));
        said(&latest);
    }
}

/// Answers questions until something changes; `None` at the end.
fn answer(
    messages: &Receiver<Message>,
    made: impl Fn(&str) -> Option<File>,
) -> Option<Vec<PathBuf>> {
    loop {
        match messages.recv().ok()? {
            Message::Changed(changed) => return Some(changed),
            Message::End => return None,
            Message::Wanted(path, answer) => answer(made(&path)),
        }
    }
}

#[cfg(test)]
mod tests;
