//! Office hours that can be booked: the content and the store, put together.

use std::{path::Path, sync::Arc};

use anyhow::{Context, Result};
use glassbox_booking::{Options, Service, Statsd, mail::Mail};

use crate::{
    args::{Log, Press, Serve},
    build, clock,
    hours::{self, Offered},
    kept, report,
};

/// The content is wrong; it has been said what and where.
pub(crate) struct ContentWrong;

/// The service, if bookings are to be taken.
///
/// # Errors
///
/// When the store cannot be opened.
pub(crate) async fn service(args: &Serve) -> Result<Result<Option<Arc<Service>>, ContentWrong>> {
    let Some(store) = kept::writable(&args.booking.kept).await? else {
        return Ok(Ok(None));
    };
    log(args.booking.log);
    let content = build::existing(&args.press.content.content)?;
    let today = clock::today(args.press.today);
    let offered = match hours::read(content, today, args.watch) {
        Ok(offered) => offered,
        // The preview tells of what is wrong, and the next press brings it.
        Err(_) if args.watch => Offered::default(),
        Err(found) => {
            report::diagnostics(anstream::stderr(), content, &found)?;
            return Ok(Err(ContentWrong));
        }
    };
    Ok(Ok(Some(Service::new(Options {
        store,
        mail: mail(args, &offered)?,
        words: offered.words,
        catalogue: offered.catalogue,
        clock: clock::ticking(args.press.today),
        rate_limit: args.booking.rate_limit.0,
        trusted_proxies: args.booking.trusted_proxy.clone(),
        base_path: args.press.base_path.clone(),
        statsd: statsd(args.booking.statsd.as_deref()).await?,
    }))))
}

/// Says so when people hold links to a page that the site does not have (any more).
pub(crate) async fn tell_of_lost_links(site: &Path, service: &Service) {
    if site.join("office-hours/index.html").is_file() {
        return;
    }
    // Housekeeping tells of a store that does not answer.
    let lost = service.rules_changed().await.unwrap_or_default().len();
    if lost > 0 {
        report::note(&format!(
            "{lost} booked ahead, and the site has no page `office-hours/` for the links in their \
             mails: leave `content/office-hours/_index.md` with a title"
        ));
    }
}

/// What offers the hours as the content says now; as long as it is wrong, as it said before.
pub(crate) fn reload(args: &Serve, service: Option<Arc<Service>>) -> impl Fn() + Send + use<> {
    let press = args.press.clone();
    move || {
        let today = clock::today(press.today);
        if let Some(service) = &service
            && let Ok(offered) = hours::read(&press.content.content, today, true)
        {
            service.replace(offered.catalogue);
        }
    }
}

/// Heeds from now on that the process is told to read its content again (`SIGHUP`); what it gives
/// offers the hours as the content says then, and says what came of it; as long as the content is
/// wrong, they stay as they were. Never ends. Where no bookings are taken there is nothing to read,
/// and serving goes on.
#[cfg(unix)]
pub(crate) fn reload_when_told(
    press: Press,
    service: Option<Arc<Service>>,
) -> Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut told = signal(SignalKind::hangup())?;
    Ok(async move {
        while told.recv().await.is_some() {
            let Some(service) = &service else {
                continue;
            };
            let content = &press.content.content;
            match hours::read(content, clock::today(press.today), false) {
                Ok(Offered { catalogue, .. }) => {
                    report::note(&format!("office hours of revision {}", catalogue.revision));
                    service.replace(catalogue);
                }
                Err(found) => {
                    // Who does not listen any more hears nothing, and is served all the same.
                    let _ = report::diagnostics(anstream::stderr(), content, &found);
                    report::note("the office hours stay as they were");
                }
            }
        }
    })
}

fn mail(args: &Serve, offered: &Offered) -> Result<Option<Mail>> {
    let booking = &args.booking;
    let Some((server, from)) = booking.smtp_url.clone().zip(booking.mail_from.clone()) else {
        return Ok(None);
    };
    let url = offered.url.trim_end_matches('/');
    let mail = Mail {
        server,
        from,
        portal: offered.portal.clone(),
        site: format!("{url}{}", args.press.base_path),
    };
    mail.check().context("SMTP_URL names no mail server")?;
    Ok(Some(mail))
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
