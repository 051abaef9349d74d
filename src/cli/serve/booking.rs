//! Office hours that can be booked: the content and the store, put together.

use std::sync::Arc;

use anyhow::{Context, Result};
use glassbox_booking::{
    Options, Service,
    mail::Mail,
    rules::catalogue::{Catalogue, Host, Hours},
    store::Store,
};
use glassbox_model::Diagnostic;
use glassbox_site::office_hours;

use crate::{
    args::{Booking, Log, Press, Serve},
    build, clock, report,
};

/// The content is wrong; it has been said what and where.
pub(crate) struct ContentWrong;

/// The service, if bookings are to be taken.
///
/// # Errors
///
/// When the store cannot be opened.
pub(crate) async fn service(args: &Serve) -> Result<Result<Option<Arc<Service>>, ContentWrong>> {
    let Some(store) = store(&args.booking).await? else {
        return Ok(Ok(None));
    };
    log(args.booking.log);
    let content = build::existing(&args.press.content.content)?;
    let (catalogue, portal) = match catalogue(&args.press, args.watch) {
        Ok((catalogue, portal)) => (catalogue, portal),
        // The preview tells of what is wrong, and the next press brings it.
        Err(_) if args.watch => Default::default(),
        Err(found) => {
            report::diagnostics(anstream::stderr(), content, &found)?;
            return Ok(Err(ContentWrong));
        }
    };
    Ok(Ok(Some(Service::new(Options {
        store,
        catalogue,
        clock: clock::ticking(args.press.today),
        rate_limit: args.booking.rate_limit.0,
        trusted_proxies: args.booking.trusted_proxy.clone(),
        base_path: args.press.base_path.clone(),
        mail: mail(&args.booking, portal),
    }))))
}

/// What offers the hours as the content says now; as long as it is wrong, as it said before.
pub(crate) fn reload(args: &Serve, service: Option<Arc<Service>>) -> impl Fn() + Send + use<> {
    let press = args.press.clone();
    move || {
        if let Some(service) = &service
            && let Ok((catalogue, _)) = catalogue(&press, true)
        {
            service.replace(catalogue);
        }
    }
}

async fn store(args: &Booking) -> Result<Option<Store>> {
    match (&args.data, &args.database_url) {
        (Some(folder), _) => Store::sqlite(folder)
            .map(Some)
            .with_context(|| format!("bookings cannot be kept in {}", folder.display())),
        (None, Some(url)) => Store::postgres(url)
            .await
            .map(Some)
            .context("bookings cannot be kept in the database of DATABASE_URL"),
        (None, None) => Ok(None),
    }
}

fn mail(args: &Booking, portal: String) -> Option<Mail> {
    let (server, from) = args.smtp_url.clone().zip(args.mail_from.clone())?;
    Some(Mail {
        server,
        from,
        portal,
    })
}

/// What can be booked, of drafts only where drafts are pressed; and the portal's name.
fn catalogue(press: &Press, drafts: bool) -> Result<(Catalogue, String), Vec<Diagnostic>> {
    let today = clock::today(press.today);
    let read = office_hours(&press.content.content, today, drafts)?;
    let hosts = read.hosts.into_iter().map(|(id, person)| Host {
        id,
        name: person.name,
        email: person.email,
    });
    let hours = read
        .hours
        .into_iter()
        .map(|(id, rule, zone)| Hours { id, rule, zone });
    let catalogue = Catalogue::new(hosts.collect(), hours.collect(), read.revision, today);
    Ok((catalogue, read.portal.name))
}

fn log(format: Log) {
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    // The first subscriber of a process stays; there is no other.
    let _ = match format {
        Log::Text => lines.try_init(),
        Log::Json => lines.json().flatten_event(true).try_init(),
        Log::Off => Ok(()),
    };
}
