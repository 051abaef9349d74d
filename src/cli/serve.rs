//! `glassbox serve`: a pressed site over HTTP, under the policy it is made for.
//!
//! With `--watch` pages are made as they are asked for, from content that is read again after every
//! change ([`preview`]); browsers reload, or show what is wrong until it is mended ([`live`]). With
//! `--data` or `DATABASE_URL` office hours can be booked, on the same origin ([`booking`]).

mod booking;
mod connections;
mod live;
mod local;
mod preview;
mod site;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::{net::TcpListener, time::timeout};
use tower_http::compression::CompressionLayer;

use crate::{Outcome, args::Serve, report};

/// How long the mail server may take for what it was given, after we were told to stop. What it has
/// not answered by then is sent again the next time.
const LAST_POST: Duration = Duration::from_secs(10);

/// Serves until it is told to stop.
pub(crate) fn run(args: &Serve) -> Result<Outcome> {
    let site = &args.site;
    if !args.watch && !site.join("index.html").is_file() {
        bail!(
            "there is no site in `{}`; press one with `glassbox build`, or serve with `--watch`",
            site.display()
        );
    }
    tokio::runtime::Runtime::new()?.block_on(serve(args))
}

async fn serve(args: &Serve) -> Result<Outcome> {
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("{} cannot be listened at", args.listen))?;
    let booking = match booking::service(args).await? {
        Ok(booking) => booking,
        Err(booking::ContentWrong) => return Ok(Outcome::ContentWrong),
    };
    if let Some(service) = booking.as_ref().filter(|_| !args.watch) {
        booking::tell_of_lost_links(&args.site, service).await;
    }
    let base = &args.press.base_path;
    let (app, watcher) = match args.watch {
        true => {
            let reload = booking::reload(args, booking.clone());
            let (files, pressed, watcher) = preview::start(args, reload)?;
            let app = live::router(site::router(files, base), base, pressed);
            (app, Some(watcher))
        }
        false => (site::router(site::folder(&args.site), base), None),
    };
    let house = booking.clone().map(glassbox_booking::keep_house);
    let house = house.map(tokio::spawn);
    let post = booking.clone().map(glassbox_booking::send_mail);
    let post = post.map(tokio::spawn);
    // A preview reads all anew by itself, and ends with its terminal.
    #[cfg(unix)]
    if !args.watch {
        let reload = booking::reload_when_told(args.press.clone(), booking.clone())?;
        tokio::spawn(reload);
    }
    let app = match &booking {
        Some(service) => glassbox_booking::router(service.clone())
            .layer(CompressionLayer::new())
            .fallback_service(app),
        None => app,
    };
    let address = listener.local_addr()?;
    let app = match args.watch && address.ip().is_loopback() {
        true => local::only(app),
        false => app,
    };
    // Before anybody hears that it serves: a signal that nobody heeds ends the process on the spot.
    let stop = stop()?;
    report::note(&format!("serving http://{address}{}", args.press.base_path));
    let stopped = async move {
        stop.await;
        // Browsers that listen for changes would keep their connections, and us, for ever.
        drop(watcher);
    };
    connections::serve(listener, app, stopped).await;
    if let Some(house) = house {
        house.abort();
    }
    if let Some(service) = booking {
        service.stop_mail();
        if let Some(mut post) = post
            && timeout(LAST_POST, &mut post).await.is_err()
        {
            post.abort();
        }
        service.close().await;
    }
    Ok(Outcome::Done)
}

/// Heeds from now on that the process is asked to stop; what it gives ends then.
fn stop() -> Result<impl Future<Output = ()> + Send> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
