//! A preview: pages are made when a browser asks for them, from content that is pressed again
//! whenever a file changes. Nothing is written.
//!
//! One thread owns the content and answers ([`glassbox_site::preview`]), one waits for changes
//! ([`changes`]), and the server asks ([`files`]).

mod changes;
mod watcher;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use glassbox_site::{File, Message, Options, Pressed, preview};
use percent_encoding::percent_decode_str;
use tokio::sync::{oneshot, watch};

use self::watcher::{Follower, Watcher};
use super::live::LastPress;
use crate::{args::Serve, build, clock, report};

/// Presses once, then watches: the files as they are asked for, what becomes of each press, and
/// what ends it all when it is dropped. `again` is called after every press but the
/// first.
///
/// # Errors
///
/// When the client bundle cannot be used, or a folder cannot be watched.
pub(super) fn start(
    args: &Serve,
    again: impl Fn() + Send + 'static,
) -> Result<(Router, watch::Receiver<LastPress>, Watcher)> {
    let options = build::options(&args.press, true)?;
    let folders: Vec<PathBuf> = std::iter::once(&options.content)
        .chain(&options.public)
        .cloned()
        .collect();
    let (messages, received) = channel();
    let (events, told) = channel();
    // Watched before anything is read: what changes meanwhile is not missed.
    let watcher = Watcher::new(&folders, &events)?;
    let changed = messages.clone();
    thread::spawn(move || changes::tell(&told, &folders, &changed));
    let (last, pressed) = watch::channel(LastPress::default());
    let (ready, first) = channel();
    let (follower, today) = (watcher.follower(), args.press.today);
    thread::spawn(move || {
        let options = || Options {
            today: clock::today(today),
            ..options.clone()
        };
        let ended = press_on(options, &received, &follower, &last, &ready, again);
        let _ = ready.send(ended);
    });
    first.recv().context("the press ended at once")??;
    let app = Router::new().fallback(files).with_state(messages);
    Ok((app, pressed, watcher))
}

/// Presses and answers until nobody asks any more; says when the first press is done.
fn press_on(
    options: impl Fn() -> Options,
    messages: &Receiver<Message>,
    follower: &Follower,
    last: &watch::Sender<LastPress>,
    ready: &Sender<Result<()>>,
    again: impl Fn(),
) -> Result<()> {
    let mut presses = 0;
    let content = options().content;
    preview(options, messages, |site| {
        follower.follow(&site.included());
        say(&content, site);
        last.send_replace(LastPress {
            press: presses,
            diagnostics: Arc::new(site.diagnostics.clone()),
        });
        if presses > 0 {
            again();
        }
        presses += 1;
        // Only the first one is waited for.
        let _ = ready.send(Ok(()));
    })?;
    Ok(())
}

fn say(content: &Path, site: &Pressed) {
    let found = &site.diagnostics;
    let said = report::diagnostics(anstream::stderr(), content, found);
    if let (Ok(()), Some(summary)) = (said, report::summary(found)) {
        report::note(&summary);
    }
}

/// The file at a path below the base path; a folder's is its `index.html`.
async fn files(State(messages): State<Sender<Message>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET,HEAD")],
        )
            .into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let path = percent_decode_str(path).decode_utf8_lossy();
    let wanted = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.into_owned(),
    };
    if let Some(file) = made(&messages, wanted.clone()).await {
        return respond(StatusCode::OK, &wanted, file).await;
    }
    // What is asked for without the slash of a folder is asked for again with it.
    if made(&messages, format!("{wanted}/index.html"))
        .await
        .is_some()
    {
        let name = wanted.rsplit('/').next().unwrap_or_default();
        let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        return Redirect::temporary(&format!("{name}/")).into_response();
    }
    match made(&messages, "404.html".to_owned()).await {
        Some(page) => respond(StatusCode::NOT_FOUND, "404.html", page).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn made(messages: &Sender<Message>, path: String) -> Option<File> {
    let (answer, answered) = oneshot::channel();
    let answer = Box::new(|file| drop(answer.send(file)));
    messages.send(Message::Wanted(path, answer)).ok()?;
    answered.await.ok()?
}

async fn respond(status: StatusCode, path: &str, file: File) -> Response {
    let bytes = match file {
        File::Bytes(bytes) => bytes,
        File::Copy(from) => match tokio::fs::read(from).await {
            Ok(bytes) => bytes,
            Err(_) => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}
