//! `glassbox serve`: a pressed site over HTTP, under the policy it is made for.
//!
//! With `--watch` the content is pressed into the site's folder first and after every change;
//! browsers reload, or show what is wrong until it is mended ([`live`]).

mod live;
mod site;

use anyhow::{Context, Result, bail};
use tokio::net::TcpListener;

use crate::{Outcome, args::Serve, report};

/// Serves until it is told to stop.
pub(crate) fn run(args: &Serve) -> Result<Outcome> {
    let site = args.site();
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
    let app = site::router(&args.site(), &args.press.base_path);
    let (app, watcher) = match args.watch {
        true => {
            let (app, watcher) = live::watch(args, app)?;
            (app, Some(watcher))
        }
        false => (app, None),
    };
    let address = listener.local_addr()?;
    report::note(&format!("serving http://{address}{}", args.press.base_path));
    let stopped = async move {
        stop().await;
        // Browsers that listen for changes would keep their connections, and us, for ever.
        drop(watcher);
    };
    axum::serve(listener, app)
        .with_graceful_shutdown(stopped)
        .await?;
    Ok(Outcome::Done)
}

/// Ends when the process is asked to.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
