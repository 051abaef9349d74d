//! A running service with content, a clock that tests turn, and a way to ask it things.

use std::{
    fs,
    net::SocketAddr,
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use glassbox_booking::{
    Options, Service,
    mail::Mail,
    rules::catalogue::{Catalogue, Host, Hours},
    store::{Error, Store, Tx, Work},
};
use glassbox_model::words::Words;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::openapi::assert_documented;

/// Which store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// The Sunday before the first slot of [`OPS`].
pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";

/// Two hours of four slots on Mondays: 23:00Z to 01:00Z.
pub(crate) const OPS: &str = r#"
title = "Ops"
hosts = ["mitchell"]
zone = "America/Los_Angeles"
weekdays = ["monday"]
from = "15:00"
to = "17:00"
place = "https://meet.example/ops"
topics = [{ id = "chef", title = "A Chef tutorial" }, { id = "review", title = "Code review" }]
"#;

/// A service that ends with the test.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) service: Arc<Service>,
    pub(crate) runtime: Runtime,
    pub(crate) folder: TempDir,
    pub(crate) origin: String,
    clock: Arc<AtomicI64>,
    database: Option<Database>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The last part of the problem's type.
    pub(crate) fn problem(&self) -> &str {
        let kind = self.body["type"].as_str().unwrap_or_default();
        kind.rsplit(':').next().unwrap_or_default()
    }
}

/// How a world differs from the usual one.
#[derive(Default)]
pub(crate) struct Setup<'a> {
    /// The files of `office-hours/`, by name; none: [`OPS`].
    pub(crate) hours: &'a [(&'a str, &'a str)],
    /// Limits are off without.
    pub(crate) rate_limit: Option<u32>,
    pub(crate) trusted_proxies: &'a [&'a str],
    /// The mail server; without one nobody is written to.
    pub(crate) mail: Option<&'a str>,
    pub(crate) statsd: Option<SocketAddr>,
    /// English without another.
    pub(crate) words: &'static Words,
}

impl World {
    pub(crate) fn new(kind: Kind) -> World {
        World::with(kind, Setup::default())
    }

    pub(crate) fn hours(kind: Kind, hours: &[(&str, &str)]) -> World {
        World::with(
            kind,
            Setup {
                hours,
                ..Setup::default()
            },
        )
    }

    pub(crate) fn with(kind: Kind, setup: Setup<'_>) -> World {
        let folder = TempDir::new().expect("a folder");
        let hours = match setup.hours {
            [] => &[("ops", OPS)],
            hours => hours,
        };
        for (name, text) in hours {
            write(&folder, &format!("office-hours/{name}.toml"), text);
        }
        for name in ["mitchell", "amara", "yuki"] {
            let mut text = format!("name = \"{name}\"\nemail = \"{name}@example.com\"\n");
            if name == "yuki" {
                text += "zone = \"Asia/Tokyo\"\n";
            }
            write(&folder, &format!("people/{name}.toml"), &text);
        }
        let runtime = Runtime::new().expect("a runtime");
        let now: DateTime<Utc> = NOW.parse().expect("an instant");
        let clock = Arc::new(AtomicI64::new(now.timestamp()));
        let database = Database::new(kind);
        let store = match &database {
            None => Store::sqlite(&folder.path().join("data")),
            Some(database) => runtime.block_on(Store::postgres(&database.url())),
        };
        let store = store.expect("a store");
        let ticking = clock.clone();
        let service = Service::new(Options {
            store: store.clone(),
            catalogue: catalogue(&folder, now),
            clock: Arc::new(move || {
                DateTime::from_timestamp(ticking.load(Ordering::SeqCst), 0).expect("an instant")
            }),
            rate_limit: setup.rate_limit.and_then(NonZeroU32::new),
            trusted_proxies: setup
                .trusted_proxies
                .iter()
                .map(|net| net.parse().expect("a network"))
                .collect(),
            base_path: "/".to_owned(),
            mail: setup.mail.map(|server| Mail {
                server: server.to_owned(),
                from: "Office hours <hours@example.com>"
                    .parse()
                    .expect("an address"),
                portal: "Portal".to_owned(),
                site: "https://portal.example/".to_owned(),
            }),
            words: setup.words,
            statsd: setup
                .statsd
                .map(|server| glassbox_booking::Statsd::new(server).expect("a socket")),
        });
        let app = glassbox_booking::router(service.clone());
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
            .expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        runtime.spawn(async move { axum::serve(listener, app).await });
        World {
            store,
            service,
            runtime,
            folder,
            origin,
            clock,
            database,
        }
    }

    /// Offers other content from now on.
    pub(crate) fn rewrite(&self, hours: &[(&str, &str)]) {
        fs::remove_dir_all(self.folder.path().join("content/office-hours")).expect("removed");
        for (name, text) in hours {
            write(&self.folder, &format!("office-hours/{name}.toml"), text);
        }
        self.service.replace(catalogue(&self.folder, self.now()));
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.clock.load(Ordering::SeqCst), 0).expect("an instant")
    }

    /// Turns the clock.
    pub(crate) fn at(&self, instant: &str) {
        let instant: DateTime<Utc> = instant.parse().expect("an instant");
        self.clock.store(instant.timestamp(), Ordering::SeqCst);
    }

    /// Turns the clock when all mail is written down as sent: what was on its way would fall due
    /// again, and go twice.
    pub(crate) fn at_when_mail_is_sent(&self, instant: &str) {
        let patience = Instant::now() + Duration::from_secs(60);
        while self.count("outbox WHERE state = 'waiting'") > 0 {
            assert!(Instant::now() < patience, "mail is sent");
            thread::sleep(Duration::from_millis(20));
        }
        self.at(instant);
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], None)
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.ask("POST", path, headers, Some(body.to_string()))
    }

    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let answer = ask(&self.origin, method, path, headers, body);
        assert_documented(method, path, &answer);
        answer
    }

    /// Books a slot for somebody, with a new key.
    pub(crate) fn book(&self, slot: &str, who: &str) -> Answer {
        let answer = book(&self.origin, slot, who);
        assert_documented("POST", "/api/v1/bookings", &answer);
        answer
    }

    /// The slots of some days.
    pub(crate) fn slots(&self, from: &str, to: &str) -> Vec<Value> {
        let answer = self.get(&format!("/api/v1/slots?from={from}&to={to}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["slots"].as_array().expect("a list").clone()
    }

    /// How many rows there are in a table, or of it: `claim WHERE seat > 0`.
    pub(crate) fn count(&self, table: &str) -> i64 {
        count(&self.runtime, &self.store, table)
    }

    /// Everything that is stored.
    pub(crate) fn dump(&self) -> String {
        let rows = self.runtime.block_on(self.store.read(Dump));
        rows.expect("it answers")
    }

    /// Runs SQL behind the back of the service.
    pub(crate) fn sql(&self, sqlite: &str, postgres: &str) {
        match &self.database {
            None => {
                let file = self.folder.path().join("data/bookings.sqlite");
                let connection = rusqlite::Connection::open(file).expect("the file");
                connection.execute_batch(sqlite).expect("SQL");
            }
            Some(database) => run(&database.url(), postgres),
        }
    }

    /// How to connect to its PostgreSQL.
    pub(crate) fn url(&self) -> String {
        let database = self.database.as_ref();
        database.expect("a store with a server").url()
    }

    /// Ends all connections of the service to PostgreSQL, as its restart would.
    pub(crate) fn break_connections(&self) {
        if let Some(database) = &self.database {
            let end = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE application_name = '{}'",
                database.schema
            );
            run(&server(), &end);
        }
    }
}

/// How many rows a store has in a table, or of it.
pub(crate) fn count(runtime: &Runtime, store: &Store, table: &str) -> i64 {
    let count = runtime.block_on(store.read(Count(table.to_owned())));
    count.expect("a count")
}

#[derive(Clone)]
struct Count(String);

impl Work for Count {
    type Output = i64;

    async fn run(self, tx: &mut Tx<'_>) -> Result<i64, Error> {
        let sql = format!("SELECT COUNT(*) FROM {}", self.0);
        let row = tx.first(&sql, &[]).await?;
        row.expect("a count is a row").int(0)
    }
}

#[derive(Clone)]
struct Dump;

impl Work for Dump {
    type Output = String;

    async fn run(self, tx: &mut Tx<'_>) -> Result<String, Error> {
        let mut text = String::new();
        for table in [
            "booking", "cell", "claim", "attempt", "audit", "outbox", "reminder",
        ] {
            let sql = format!("SELECT * FROM {table} ORDER BY 1, 2");
            let rows = tx.query(&sql, &[]).await?;
            text += &format!("{table}: {rows:#?}\n");
        }
        Ok(text)
    }
}

/// Asks a service that is there.
pub(crate) fn ask(
    origin: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<String>,
) -> Answer {
    try_ask(origin, method, path, headers, body).expect("an answer")
}

/// Asks a service that may go away meanwhile.
pub(crate) fn try_ask(
    origin: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<String>,
) -> Result<Answer, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let mut request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("{origin}{path}"));
    let typed = headers.iter().any(|(name, _)| *name == "content-type");
    if body.is_some() && !typed {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.unwrap_or_default()).expect("a request");
    let mut response = agent.run(request)?;
    let text = response.body_mut().read_to_string()?;
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: serde_json::from_str(&text).unwrap_or(Value::String(text)),
    })
}

/// Books a slot for somebody, with a new key.
pub(crate) fn book(origin: &str, slot: &str, who: &str) -> Answer {
    let key = format!("{:032x}", rand_u128());
    let body = request(slot, who).to_string();
    ask(
        origin,
        "POST",
        "/api/v1/bookings",
        &[("idempotency-key", &key)],
        Some(body),
    )
}

/// A request for a booking.
pub(crate) fn request(slot: &str, who: &str) -> Value {
    json!({
        "slot_id": slot,
        "name": who,
        "email": format!("{who}@example.com"),
        "topic_id": null,
        "topic": "Something",
        "agenda": format!("What {who} asks"),
        "booker_tz": "Europe/Berlin",
    })
}

/// Random enough to be nobody else's.
pub(crate) fn rand_u128() -> u128 {
    use std::hash::{BuildHasher, RandomState};
    let random = || u128::from(RandomState::new().hash_one(0_u8));
    random() << 64 | random()
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join("content").join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(path, text).expect("a file");
}

/// What the folder offers: read as `glassbox serve` reads it.
fn catalogue(folder: &TempDir, now: DateTime<Utc>) -> Catalogue {
    let content = folder.path().join("content");
    let read = glassbox_site::office_hours(&content, now.date_naive(), false)
        .unwrap_or_else(|found| panic!("{found:?}"));
    let hosts = read.hosts.into_iter().map(|(id, person)| Host {
        id,
        name: person.name,
        email: person.email,
        zone: person.zone.map(|zone| zone.value),
    });
    let hours = read
        .hours
        .into_iter()
        .map(|(id, rule, zone)| Hours { id, rule, zone });
    Catalogue::new(
        hosts.collect(),
        hours.collect(),
        read.revision,
        now.date_naive(),
    )
}

/// A schema of PostgreSQL that is a test's own, and goes with it.
pub(crate) struct Database {
    schema: String,
}

impl Database {
    /// A new one; none for a store that needs none.
    pub(crate) fn new(kind: Kind) -> Option<Database> {
        (kind == Kind::Postgres).then(|| {
            let schema = format!("test_{:032x}", rand_u128());
            run(&server(), &format!("CREATE SCHEMA {schema}"));
            Database { schema }
        })
    }

    /// How to connect to it.
    pub(crate) fn url(&self) -> String {
        let url = server();
        let separator = if url.contains('?') { '&' } else { '?' };
        let schema = &self.schema;
        format!("{url}{separator}options=-csearch_path%3D{schema}&application_name={schema}")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP SCHEMA IF EXISTS {} CASCADE", self.schema);
        run(&server(), &drop);
    }
}

/// The server, over a socket and without a password.
pub(crate) fn server() -> String {
    std::env::var("GLASSBOX_POSTGRES")
        .expect("GLASSBOX_POSTGRES names a server; `cargo xtask test --only postgres` starts one")
}

/// Runs SQL on PostgreSQL.
fn run(url: &str, sql: &str) {
    let run = async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
            .await
            .expect("PostgreSQL answers");
        let connection = tokio::spawn(connection);
        client.batch_execute(sql).await.expect("SQL");
        drop(client);
        let _ = connection.await;
    };
    // A thread of its own: whoever asks may be in a runtime already.
    thread::scope(|scope| {
        scope.spawn(|| Runtime::new().expect("a runtime").block_on(run));
    });
}
