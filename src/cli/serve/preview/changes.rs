//! When files are saved: which, and as soon as they are whole.
//!
//! Editors save in several steps. Where the system says that a file was closed after writing, or
//! that one took another's place, it is whole at once; everything else must be quiet for a while.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    time::Duration,
};

use glassbox_site::Message;
use notify::{
    Event, EventKind,
    event::{AccessKind, AccessMode, ModifyKind},
};

/// How long to wait for the next step of a save, when no file is known to be half written.
const SETTLED: Duration = Duration::from_millis(2);
/// How long a file that may be half written must be quiet.
const QUIET: Duration = Duration::from_millis(30);

/// Tells `messages` of the files that events are about, a save at a time, and of the end when no
/// event can come any more.
pub(super) fn tell(
    events: &Receiver<notify::Result<Event>>,
    folders: &[PathBuf],
    messages: &Sender<Message>,
) {
    while let Some(paths) = save(events, folders) {
        // After the last question nobody listens any more.
        let _ = messages.send(Message::Changed(paths));
    }
    let _ = messages.send(Message::End);
}

/// The files of the next save; `None` when the watcher is gone. Of events that were lost it is
/// only known that something changed: then all `folders` are named.
fn save(events: &Receiver<notify::Result<Event>>, folders: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let mut changed = BTreeSet::new();
    let mut open = BTreeSet::new();
    loop {
        let next = match (changed.is_empty(), open.is_empty()) {
            (true, _) => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            (false, true) => events.recv_timeout(SETTLED),
            (false, false) => events.recv_timeout(QUIET),
        };
        match next {
            Ok(Ok(event)) if event.need_rescan() => changed.extend(folders.iter().cloned()),
            Ok(Ok(event)) => note(event, &mut changed, &mut open),
            Ok(Err(_)) => changed.extend(folders.iter().cloned()),
            Err(RecvTimeoutError::Timeout) => return Some(changed.into_iter().collect()),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Takes note of which files an event is about, and whether they are whole.
fn note(event: Event, changed: &mut BTreeSet<PathBuf>, open: &mut BTreeSet<PathBuf>) {
    let whole = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        // Reading a file is an event, too, and the press reads them all.
        EventKind::Access(_) => return,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
        _ => false,
    };
    for path in event.paths {
        match whole {
            true => open.remove(&path),
            false => open.insert(path.clone()),
        };
        changed.insert(path);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use notify::event::{CreateKind, DataChange};

    use super::*;

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    #[test]
    fn a_save_in_steps_is_one() {
        let (sender, events) = channel();
        for (kind, path) in [
            (EventKind::Create(CreateKind::File), "a.md"),
            (WRITTEN, "a.md"),
            (CLOSED, "a.md"),
            (WRITTEN, "b.md"),
        ] {
            sender.send(event(kind, path)).unwrap();
        }
        let paths: Vec<PathBuf> = vec!["a.md".into(), "b.md".into()];
        assert_eq!(save(&events, &[]), Some(paths));
        drop(sender);
        assert_eq!(save(&events, &[]), None);
    }

    #[test]
    fn reading_is_no_change() {
        let (mut changed, mut open) = (BTreeSet::new(), BTreeSet::new());
        let read = EventKind::Access(AccessKind::Open(AccessMode::Read));
        note(event(read, "a.md").unwrap(), &mut changed, &mut open);
        assert!(changed.is_empty());
        note(event(WRITTEN, "a.md").unwrap(), &mut changed, &mut open);
        assert_eq!((changed.len(), open.len()), (1, 1));
        note(event(CLOSED, "a.md").unwrap(), &mut changed, &mut open);
        assert_eq!((changed.len(), open.len()), (1, 0));
    }
}
