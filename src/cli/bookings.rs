//! `glassbox bookings`: what is booked ahead, and what of it no longer fits the hours.

use std::io::{self, Write};

use anyhow::Result;
use glassbox_booking::{
    rules::{catalogue::Catalogue, changed::Changed},
    store::{Booking, work::Ahead},
};
use serde_json::{Value, json};

use crate::{
    Outcome,
    args::{Bookings, BookingsFormat},
    build, clock, hours, kept, report,
};

/// Prints the bookings ahead, soonest first.
pub(crate) fn run(args: &Bookings) -> Result<Outcome> {
    let content = build::existing(&args.content.content)?;
    let today = clock::today(args.today);
    let catalogue = match hours::read(content, today, false) {
        Ok(offered) => offered.catalogue,
        Err(found) => {
            report::diagnostics(anstream::stderr(), content, &found)?;
            return Ok(Outcome::ContentWrong);
        }
    };
    let ahead = tokio::runtime::Runtime::new()?.block_on(async {
        let store = kept::existing(&args.kept).await?;
        let ahead = store.read(Ahead((clock::ticking(args.today))())).await?;
        store.close().await;
        anyhow::Ok(ahead)
    })?;
    let all = ahead.len();
    let held = |booking: Booking| (catalogue.changed(&booking), booking);
    let mut listed: Vec<_> = ahead.into_iter().map(held).collect();
    let changed = listed.iter().filter(|(how, _)| how.is_some()).count();
    listed.retain(|(how, _)| how.is_some() || !args.changed);
    print(args.format, &catalogue, &listed)?;
    report::note(&format!(
        "{all} ahead, of which {changed} no longer fit the office hours"
    ));
    Ok(Outcome::Done)
}

fn print(
    format: BookingsFormat,
    catalogue: &Catalogue,
    listed: &[(Option<Changed>, Booking)],
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match format {
        BookingsFormat::Text => listed
            .iter()
            .try_for_each(|(how, booking)| text(&mut out, catalogue, how.as_ref(), booking)),
        BookingsFormat::Json => {
            let all: Vec<_> = listed
                .iter()
                .map(|(how, booking)| object(catalogue, how.as_ref(), booking))
                .collect();
            serde_json::to_writer_pretty(&mut out, &all)?;
            writeln!(out)
        }
    }
}

/// A line, and one below it where something is to be done.
fn text(
    out: &mut impl Write,
    catalogue: &Catalogue,
    how: Option<&Changed>,
    booking: &Booking,
) -> io::Result<()> {
    let (details, visitor) = (&booking.details, &booking.details.visitor);
    let hosts: Vec<_> = booking.hosts.iter().map(|id| catalogue.name(id)).collect();
    writeln!(
        out,
        "{} {}  {}  {} with {} <{}>",
        details.civil,
        details.host_zone,
        booking.slot.hours,
        hosts.join(", "),
        visitor.name,
        visitor.email,
    )?;
    match how {
        None => Ok(()),
        Some(Changed::Gone) => writeln!(out, "  gone: there are no such office hours any more"),
        Some(Changed::Moved { host_civil }) => {
            writeln!(out, "  moved: by the host's clock this is now {host_civil}")
        }
    }
}

fn object(catalogue: &Catalogue, how: Option<&Changed>, booking: &Booking) -> Value {
    let (details, visitor) = (&booking.details, &booking.details.visitor);
    json!({
        "id": booking.id,
        "hours": booking.slot.hours,
        "title": catalogue.title(booking),
        "hosts": booking.hosts,
        "start": booking.slot.start,
        "end": booking.slot.end,
        "host_civil": details.civil,
        "host_tz": details.host_zone,
        "name": visitor.name,
        "email": visitor.email,
        "rules_changed": how,
    })
}
