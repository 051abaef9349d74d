//! What a host sees, and the secret that opens it.

use chrono::{DateTime, Utc};

use crate::{
    rules::secret::Token,
    store::{Booking, Error, Tx, Work},
};

/// Gives a host a new link; an earlier one opens nothing from then on.
#[derive(Clone, Debug)]
pub struct Link {
    /// The host.
    pub host: String,
    /// The secret of the page, from which that of the feed follows.
    pub secret: Token,
    /// When.
    pub now: DateTime<Utc>,
}

impl Work for Link {
    type Output = ();

    async fn run(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let sql = "INSERT INTO host_link (host, page, feed, created) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (host) DO UPDATE SET page = excluded.page, feed = excluded.feed, \
            created = excluded.created";
        let values = [
            self.host.as_str().into(),
            self.secret.hash().into(),
            self.secret.feed().hash().into(),
            self.now.timestamp().into(),
        ];
        tx.execute(sql, &values).await?;
        audit(tx, self.now, "link", &self.host).await
    }
}

/// Takes a host's link away.
#[derive(Clone, Debug)]
pub struct Unlink {
    /// The host.
    pub host: String,
    /// When.
    pub now: DateTime<Utc>,
}

impl Work for Unlink {
    /// Whether there was one.
    type Output = bool;

    async fn run(self, tx: &mut Tx<'_>) -> Result<bool, Error> {
        let sql = "DELETE FROM host_link WHERE host = $1";
        let there = tx.execute(sql, &[self.host.as_str().into()]).await? > 0;
        if there {
            audit(tx, self.now, "unlink", &self.host).await?;
        }
        Ok(there)
    }
}

async fn audit(tx: &mut Tx<'_>, at: DateTime<Utc>, action: &str, host: &str) -> Result<(), Error> {
    let details = serde_json::json!({ "host": host }).to_string();
    let sql = "INSERT INTO audit (at, actor, action, booking, details) \
        VALUES ($1, 'operator', $2, '', $3)";
    let values = [at.timestamp().into(), action.into(), details.into()];
    tx.execute(sql, &values).await?;
    Ok(())
}

/// What a secret is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A host's page.
    Page,
    /// A host's calendar.
    Feed,
}

/// The bookings that a host's secret opens: all that begin from an instant on, in order.
#[derive(Clone, Debug)]
pub struct OfHost {
    /// What somebody has shown.
    pub secret: Token,
    /// What for.
    pub opens: Opens,
    /// From when.
    pub from: DateTime<Utc>,
}

impl Work for OfHost {
    /// The host and the bookings; `None` when the secret opens nothing.
    type Output = Option<(String, Vec<Booking>)>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Self::Output, Error> {
        let Some(host) = opened(tx, &self.secret, self.opens).await? else {
            return Ok(None);
        };
        // Ids stand between spaces: what is left without one is shorter.
        let sql = format!(
            "SELECT {} FROM booking WHERE starts >= $1 AND replace(hosts, $2, '') <> hosts \
             ORDER BY starts, id",
            Booking::COLUMNS
        );
        let values = [self.from.timestamp().into(), format!(" {host} ").into()];
        let rows = tx.query(&sql, &values).await?;
        let bookings = rows.iter().map(Booking::read).collect::<Result<_, _>>()?;
        Ok(Some((host, bookings)))
    }
}

/// The host whose page a secret opens.
#[derive(Clone, Debug)]
pub struct HostOf(pub Token);

impl Work for HostOf {
    type Output = Option<String>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
        opened(tx, &self.0, Opens::Page).await
    }
}

async fn opened(tx: &mut Tx<'_>, secret: &Token, opens: Opens) -> Result<Option<String>, Error> {
    let sql = match opens {
        Opens::Page => "SELECT host FROM host_link WHERE page = $1",
        Opens::Feed => "SELECT host FROM host_link WHERE feed = $1",
    };
    let row = tx.first(sql, &[secret.hash().into()]).await?;
    row.map(|row| row.text(0).map(str::to_owned)).transpose()
}
