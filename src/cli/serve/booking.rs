//! Office hours that can be booked: the content and the store, put together.

use std::sync::Arc;

use anyhow::{Context, Result};
use glassbox_booking::{
    Options, Service, Statsd,
    mail::Mail,
    rules::catalogue::{Catalogue, Host, Hours},
};
use glassbox_model::Diagnostic;
use glassbox_site::office_hours;

use crate::{
    args::{Booking, Log, Press, Serve},
    build, clock, kept, report,
};

/// The content is wrong; it has been said what and where.
pub(crate) struct ContentWrong;

/// What mail says of the portal.
#[derive(Default)]
struct Portal {
    name: String,
    /// Its address, base path included.
    site: String,
}

/// The service, if bookings are to be taken.
///
/// # Errors
///
/// When the store cannot be opened.
pub(crate) async fn service(args: &Serve) -> Result<Result<Option<Arc<Service>>, ContentWrong>> {
    let Some(store) = kept::open(&args.booking.kept).await? else {
        return Ok(Ok(None));
    };
    log(args.booking.log);
    let content = build::existing(&args.press.content.content)?;
    let (catalogue, portal) = match catalogue(&args.press, args.watch) {
        Ok(read) => read,
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
        statsd: statsd(args.booking.statsd.as_deref()).await?,
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

fn mail(args: &Booking, portal: Portal) -> Option<Mail> {
    let (server, from) = args.smtp_url.clone().zip(args.mail_from.clone())?;
    Some(Mail {
        server,
        from,
        portal: portal.name,
        site: portal.site,
    })
}

/// The statsd of a name and port.
async fn statsd(server: Option<&str>) -> Result<Option<Statsd>> {
    let Some(server) = server else {
        return Ok(None);
    };
    let mut found = tokio::net::lookup_host(server)
        .await
        .with_context(|| format!("there is no statsd at {server}"))?;
    let address = found
        .next()
        .with_context(|| format!("{server} has no address"))?;
    Ok(Some(Statsd::new(address)?))
}

/// What can be booked, of drafts only where drafts are pressed; and the portal.
fn catalogue(press: &Press, drafts: bool) -> Result<(Catalogue, Portal), Vec<Diagnostic>> {
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
    let url = read.portal.url.trim_end_matches('/');
    let portal = Portal {
        site: format!("{url}{}", press.base_path),
        name: read.portal.name,
    };
    Ok((catalogue, portal))
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
