//! `glassbox host-link`: the links that a host sees and cancels bookings with.

use anyhow::{Result, bail};
use glassbox_booking::{
    rules::secret::Token,
    store::work::{Link, Unlink},
};
use glassbox_model::did_you_mean;
use glassbox_site::office_hours;

use crate::{Outcome, args::HostLink, build, clock, kept, report};

/// Prints new links, or takes them away.
pub(crate) fn run(args: &HostLink) -> Result<Outcome> {
    tokio::runtime::Runtime::new()?.block_on(async {
        match args.revoke {
            true => revoke(args).await,
            false => link(args).await,
        }
    })
}

async fn link(args: &HostLink) -> Result<Outcome> {
    let content = build::existing(&args.content.content)?;
    let read = match office_hours(content, clock::today(None), false) {
        Ok(read) => read,
        Err(found) => {
            report::diagnostics(anstream::stderr(), content, &found)?;
            return Ok(Outcome::ContentWrong);
        }
    };
    let ids = read.hosts.iter().map(|(id, _)| id.as_str());
    if !ids.clone().any(|id| id == args.host) {
        let hint = did_you_mean(&args.host, ids).map_or(String::new(), |hint| format!("; {hint}"));
        bail!(
            "nobody with the id `{}` hosts office hours{hint}",
            args.host
        );
    }
    let store = kept::existing(&args.kept).await?;
    let secret = Token::random();
    let work = Link {
        host: args.host.clone(),
        secret: secret.clone(),
        now: (clock::ticking(None))(),
    };
    store.write(work).await?;
    store.close().await;
    let site = format!(
        "{}{}",
        read.portal.url.trim_end_matches('/'),
        args.base_path
    );
    println!("{site}office-hours/#h/{}", secret.text());
    println!("{site}api/v1/feeds/host/{}.ics", secret.feed().text());
    report::note("an earlier link of this host opens nothing any more");
    Ok(Outcome::Done)
}

async fn revoke(args: &HostLink) -> Result<Outcome> {
    let store = kept::existing(&args.kept).await?;
    let work = Unlink {
        host: args.host.clone(),
        now: (clock::ticking(None))(),
    };
    let there = store.write(work).await?;
    store.close().await;
    report::note(match there {
        true => "the links open nothing any more",
        false => "there were no links of this host",
    });
    Ok(Outcome::Done)
}
