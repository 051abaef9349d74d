//! Live preview: press on change, and tell the browsers.
//!
//! A page asks for `/_glassbox/events` (server-sent events, WHATWG HTML §9.2). Each press sends
//! one event: `reload`, or `diagnostics` with what is wrong, which the page shows over itself. The
//! last event is sent to every browser that comes later, so that nobody reads an old page unaware.

use std::{
    collections::BTreeSet,
    convert::Infallible,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{
        Html, IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::{Stream, StreamExt};
use glassbox_model::{Diagnostic, Severity};
use http_body_util::BodyExt;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::watch::{Receiver, Sender, channel};
use tokio_stream::wrappers::WatchStream;

use super::site;
use crate::{args::Serve, build, report};

/// How long the content must be quiet before it is pressed: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(30);

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// What the last press came to.
#[derive(Clone, Debug)]
struct LastPress {
    /// Counts presses, so that a browser knows whether it has seen this one.
    press: u64,
    /// What is wrong; empty when the site is new.
    diagnostics: Arc<Vec<Diagnostic>>,
}

/// The part of the process that watches; it ends when this is dropped, and with it the events.
pub(crate) struct Watcher {
    _content: RecommendedWatcher,
    _included: Arc<Mutex<Included>>,
}

/// Presses once, then watches; returns `app` with what browsers need for it. `pressed` is called
/// after every press but the first.
///
/// # Errors
///
/// When the first press fails for other reasons than the content, or the folder cannot be watched.
pub(crate) fn watch(
    args: &Serve,
    app: Router,
    pressed: impl Fn() + Send + 'static,
) -> Result<(Router, Watcher)> {
    let (press, site) = (args.press.clone(), args.site());
    let (first, _) = build::press_and_write(&press, &site, build::PREVIEW)?;
    let (sender, receiver) = channel(LastPress {
        press: 0,
        diagnostics: Arc::new(first.diagnostics),
    });
    let folders: Vec<PathBuf> = std::iter::once(press.content.content.clone())
        .chain(build::public_beside(&press.content.content))
        .collect();
    let (changed, changes) = std::sync::mpsc::channel();
    let mut content = watching(changed.clone(), |_| true)?;
    for folder in folders {
        content
            .watch(&folder, RecursiveMode::Recursive)
            .with_context(|| format!("{} cannot be watched", folder.display()))?;
    }
    let mut included = Included::new(changed)?;
    included.follow(&first.included);
    let included = Arc::new(Mutex::new(included));
    // Not the thread's own: it would wait for changes that nobody can tell it of any more.
    let follower = Arc::downgrade(&included);
    std::thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.recv_timeout(QUIET).is_ok() {}
            press_again(&press, &site, &sender, &follower);
            pressed();
        }
    });
    let events = Router::new()
        .route("/_glassbox/events", get(events))
        .route(
            "/_glassbox/live.js",
            get(|| async { asset("text/javascript", SCRIPT) }),
        )
        .route(
            "/_glassbox/live.css",
            get(|| async { asset("text/css", STYLE) }),
        )
        .with_state(receiver.clone());
    let app = app.layer(middleware::from_fn_with_state(receiver, add_script));
    Ok((
        site::guarded(events.merge(app), &args.press.base_path),
        Watcher {
            _content: content,
            _included: included,
        },
    ))
}

/// Tells `changed` of what happens to the files that `concerns` lets through.
fn watching(
    changed: std::sync::mpsc::Sender<()>,
    concerns: impl Fn(&Path) -> bool + Send + 'static,
) -> notify::Result<RecommendedWatcher> {
    notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event, too, and the press reads them all.
        if event.is_ok_and(|event| {
            !matches!(event.kind, EventKind::Access(_))
                && event.paths.iter().any(|path| concerns(path))
        }) {
            let _ = changed.send(());
        }
    })
}

/// The files that pages include from elsewhere. Their folders are watched, as editors replace
/// files; what else happens there is nobody's business.
struct Included {
    watcher: RecommendedWatcher,
    files: Arc<Mutex<BTreeSet<PathBuf>>>,
    folders: BTreeSet<PathBuf>,
}

impl Included {
    fn new(changed: std::sync::mpsc::Sender<()>) -> notify::Result<Included> {
        let files = Arc::new(Mutex::new(BTreeSet::new()));
        let wanted = Arc::clone(&files);
        let concerns = move |path: &Path| {
            let files: &BTreeSet<PathBuf> = &wanted.lock().unwrap_or_else(PoisonError::into_inner);
            files.contains(path)
        };
        Ok(Included {
            watcher: watching(changed, concerns)?,
            files,
            folders: BTreeSet::new(),
        })
    }

    /// Watches these files from now on.
    fn follow(&mut self, files: &BTreeSet<PathBuf>) {
        for folder in files.iter().filter_map(|file| file.parent()) {
            if self.folders.insert(folder.to_owned())
                && let Err(error) = self.watcher.watch(folder, RecursiveMode::NonRecursive)
            {
                report::note(&format!("{} cannot be watched: {error}", folder.display()));
            }
        }
        self.files
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(files.iter().cloned());
    }
}

fn press_again(
    press: &crate::args::Press,
    site: &Path,
    sender: &Sender<LastPress>,
    included: &Weak<Mutex<Included>>,
) {
    match build::press_and_write(press, site, build::PREVIEW) {
        Ok((pressed, _)) => {
            if let Some(included) = included.upgrade() {
                let mut included = included.lock().unwrap_or_else(PoisonError::into_inner);
                included.follow(&pressed.included);
            }
            sender.send_modify(|state| {
                state.press += 1;
                state.diagnostics = Arc::new(pressed.diagnostics);
            });
        }
        // A full disk, a folder moved away: the last good site is still served.
        Err(error) => report::failure(&error),
    }
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        text,
    )
}

async fn events(
    State(state): State<Receiver<LastPress>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(state).map(|state| {
        let errors = has_errors(&state);
        let name = if errors { "diagnostics" } else { "reload" };
        let list: &[Diagnostic] = if errors { &state.diagnostics } else { &[] };
        let data = serde_json::json!({ "press": state.press, "diagnostics": list });
        Ok(Event::default().event(name).data(data.to_string()))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn has_errors(last: &LastPress) -> bool {
    let errors = |found: &Diagnostic| found.severity == Severity::Error;
    last.diagnostics.iter().any(errors)
}

/// Adds the script to every page, and stands in for a site that could not be pressed yet.
async fn add_script(
    State(state): State<Receiver<LastPress>>,
    request: Request,
    next: Next,
) -> Response {
    let wants_page = request.headers().get(header::ACCEPT).is_some_and(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html"))
    });
    // The script is put into the text: it must come as it is, and whole.
    let mut request = request;
    for name in [
        header::ACCEPT_ENCODING,
        header::IF_MODIFIED_SINCE,
        header::IF_NONE_MATCH,
        header::RANGE,
    ] {
        if wants_page {
            request.headers_mut().remove(name);
        }
    }
    let last = state.borrow().clone();
    let response = next.run(request).await;
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/_glassbox/live.css\"><script src=\"/_glassbox/live.js\" data-press=\"{}\" defer></script>",
        last.press
    );
    let unpressed = !page && response.status() == StatusCode::NOT_FOUND && has_errors(&last);
    if wants_page && unpressed {
        let page = Html(format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not pressed yet</title>{script}<p>The content has errors; this page comes as soon as they are mended."
        ));
        return (StatusCode::NOT_FOUND, page).into_response();
    }
    if !page {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = body.collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let html = String::from_utf8_lossy(&bytes.to_bytes()).replacen(
        "</head>",
        &format!("{script}</head>"),
        1,
    );
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(html))
}
