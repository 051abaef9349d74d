//! What is watched: the folders of the content, and the files that pages include from elsewhere.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak, mpsc::Sender},
};

use anyhow::{Context, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::report;

/// Where events go.
type Events = Sender<notify::Result<Event>>;

/// Watches until it is dropped.
pub(crate) struct Watcher {
    _content: RecommendedWatcher,
    included: Arc<Mutex<Included>>,
}

/// Makes a [`Watcher`] follow more files, while it is there: a preview that kept the watcher itself
/// would wait for changes that nobody can tell it of any more.
pub(super) struct Follower(Weak<Mutex<Included>>);

/// The files from elsewhere. Their folders are watched, as editors replace files; what else happens
/// there is nobody's business.
struct Included {
    watcher: RecommendedWatcher,
    files: Arc<Mutex<BTreeSet<PathBuf>>>,
    folders: BTreeSet<PathBuf>,
}

impl Watcher {
    /// Tells `events` of what happens in some folders.
    ///
    /// # Errors
    ///
    /// When a folder cannot be watched.
    pub(super) fn new(folders: &[PathBuf], events: &Events) -> Result<Watcher> {
        let mut content = watching(events, |_| true)?;
        for folder in folders {
            content
                .watch(folder, RecursiveMode::Recursive)
                .with_context(|| format!("{} cannot be watched", folder.display()))?;
        }
        let files = Arc::new(Mutex::new(BTreeSet::new()));
        let wanted = Arc::clone(&files);
        let included = Included {
            watcher: watching(events, move |path| lock(&wanted).contains(path))?,
            files,
            folders: BTreeSet::new(),
        };
        Ok(Watcher {
            _content: content,
            included: Arc::new(Mutex::new(included)),
        })
    }

    /// What makes it follow more files.
    pub(super) fn follower(&self) -> Follower {
        Follower(Arc::downgrade(&self.included))
    }
}

impl Follower {
    /// Has these files, by their real paths, watched from now on.
    pub(super) fn follow(&self, files: &BTreeSet<&Path>) {
        let Some(included) = self.0.upgrade() else {
            return;
        };
        let mut included = lock(&included);
        for folder in files.iter().filter_map(|file| file.parent()) {
            if included.folders.insert(folder.to_owned())
                && let Err(error) = included.watcher.watch(folder, RecursiveMode::NonRecursive)
            {
                report::note(&format!("{} cannot be watched: {error}", folder.display()));
            }
        }
        let files = files.iter().map(|file| file.to_path_buf());
        lock(&included.files).extend(files);
    }
}

/// Tells `events` of what happens to the files that `concerns` lets through.
fn watching(
    events: &Events,
    concerns: impl Fn(&Path) -> bool + Send + 'static,
) -> notify::Result<RecommendedWatcher> {
    let events = events.clone();
    notify::recommended_watcher(move |event: notify::Result<Event>| {
        let tell = event.as_ref().map_or(true, |event| {
            event.need_rescan() || event.paths.iter().any(|path| concerns(path))
        });
        if tell {
            // Nobody listens any more after the end.
            let _ = events.send(event);
        }
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
