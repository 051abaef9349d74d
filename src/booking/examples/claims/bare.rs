//! The rows of a booking, written as fast as a store can: no HTTP, no JSON, no rules.
//!
//! SQLite has one writer that commits all that wait together, PostgreSQL a connection for each
//! client. Both write into the tables of the service, with its constraints.

use std::{
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use glassbox_booking::store::{SETTINGS, Store};

use super::{Result, Taken};

const BOOKING: &str = "INSERT INTO booking (id, uid, sequence, status, hours, slot, starts, ends, \
    busy_from, busy_to, hosts, email, token, created, changed, details) \
    VALUES ($1, $2, 0, 'confirmed', 'ops', $3, $4, $5, $4, $5, ' mitchell ', $6, $7, 0, 0, $8)";
const CELLS: &str = "INSERT INTO cell (host, cell, slot) VALUES \
    ($1, $2, $3), ($1, $2 + 1, $3), ($1, $2 + 2, $3), ($1, $2 + 3, $3), ($1, $2 + 4, $3), \
    ($1, $2 + 5, $3)";
const CLAIMS: &str = "INSERT INTO claim (host, cell, seat, slot, booking) VALUES \
    ($1, $2, 0, $3, $4), ($1, $2 + 1, 0, $3, $4), ($1, $2 + 2, 0, $3, $4), \
    ($1, $2 + 3, 0, $3, $4), ($1, $2 + 4, 0, $3, $4), ($1, $2 + 5, 0, $3, $4)";
const ATTEMPT: &str =
    "INSERT INTO attempt (key, request, booking, sealed, at) VALUES ($1, $2, $3, $4, 0)";
const AUDIT: &str = "INSERT INTO audit (at, actor, action, booking, details) \
    VALUES (0, 'visitor', 'book', $1, $2)";

/// The values of one booking, as long as real ones.
struct Row {
    id: String,
    slot: String,
    cell: i64,
    hash: String,
    details: String,
}

impl Row {
    fn new(client: usize, at: i64) -> Row {
        let client = i64::try_from(client).unwrap_or_default();
        let cell = (client * 1_000_000 + at) * 6;
        Row {
            id: format!("{client:08}{at:08}"),
            slot: format!("ops.{:016}/0+30+0", cell),
            cell,
            hash: format!("{cell:064}"),
            details: "d".repeat(400),
        }
    }
}

/// Writes until the time is over.
pub(super) fn run(store: &str, clients: usize, span: Duration) -> Result<Taken> {
    match store.starts_with("postgres") {
        true => postgres(store, clients, span),
        false => sqlite(Path::new(store), clients, span),
    }
}

fn sqlite(folder: &Path, clients: usize, span: Duration) -> Result<Taken> {
    drop(Store::sqlite(folder)?);
    let connection = rusqlite::Connection::open(folder.join("bookings.sqlite"))?;
    connection.execute_batch(SETTINGS)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    let (sender, rows) = channel();
    let writer = thread::spawn(move || write(&connection, &rows));
    let end = Instant::now() + span;
    let clients: Vec<_> = (0..clients)
        .map(|client| {
            let sender: Sender<(Row, Sender<()>)> = sender.clone();
            thread::spawn(move || {
                let mut at = 0;
                let (done, heard) = channel();
                Taken::until(end, || {
                    at += 1;
                    sender.send((Row::new(client, at), done.clone()))?;
                    Ok(heard.recv()?)
                })
            })
        })
        .collect();
    drop(sender);
    let taken = joined(clients)?;
    writer.join().map_err(|_| "the writer fell")??;
    Ok(taken)
}

fn write(connection: &rusqlite::Connection, rows: &Receiver<(Row, Sender<()>)>) -> Result<()> {
    while let Ok(first) = rows.recv() {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let group = std::iter::once(first).chain(std::iter::from_fn(|| rows.try_recv().ok()));
        let mut written = Vec::new();
        for (row, done) in group.take(512) {
            let Row {
                id,
                slot,
                cell,
                hash,
                details,
            } = &row;
            let run = |sql, values: &[&dyn rusqlite::ToSql]| -> Result<()> {
                connection.prepare_cached(sql)?.execute(values)?;
                Ok(())
            };
            let (from, to) = (cell * 300, (cell + 6) * 300);
            run(BOOKING, &[id, hash, slot, &from, &to, id, hash, details])?;
            run(CELLS, &[&"mitchell", cell, slot])?;
            run(CLAIMS, &[&"mitchell", cell, slot, id])?;
            run(ATTEMPT, &[hash, hash, id, hash])?;
            run(AUDIT, &[id, hash])?;
            written.push(done);
        }
        connection.execute_batch("COMMIT")?;
        for done in written {
            let _ = done.send(());
        }
    }
    Ok(())
}

fn postgres(url: &str, clients: usize, span: Duration) -> Result<Taken> {
    let runtime = Arc::new(
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?,
    );
    drop(runtime.block_on(Store::postgres(url))?);
    let end = Instant::now() + span;
    let clients: Vec<_> = (0..clients)
        .map(|client| {
            let (url, runtime) = (url.to_owned(), runtime.clone());
            let write = async move {
                let (mut connection, driver) =
                    tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
                tokio::spawn(driver);
                let mut statements = Vec::new();
                for sql in [BOOKING, CELLS, CLAIMS, ATTEMPT, AUDIT] {
                    statements.push(connection.prepare(sql).await?);
                }
                let mut taken = Taken::default();
                let begun = Instant::now();
                for at in 0.. {
                    let start = Instant::now();
                    if start >= end {
                        break;
                    }
                    insert(&mut connection, &statements, &Row::new(client, at)).await?;
                    taken.each.push(start.elapsed());
                }
                taken.all = begun.elapsed();
                Ok(taken)
            };
            thread::spawn(move || runtime.block_on(write))
        })
        .collect();
    joined(clients)
}

async fn insert(
    connection: &mut tokio_postgres::Client,
    statements: &[tokio_postgres::Statement],
    row: &Row,
) -> Result<()> {
    let transaction = connection.transaction().await?;
    let (from, to) = (row.cell * 300, (row.cell + 6) * 300);
    let Row {
        id,
        slot,
        cell,
        hash,
        details,
    } = row;
    let host = "mitchell";
    let values: [&[&(dyn tokio_postgres::types::ToSql + Sync)]; 5] = [
        &[id, hash, slot, &from, &to, id, hash, details],
        &[&host, cell, slot],
        &[&host, cell, slot, id],
        &[hash, hash, id, hash],
        &[id, hash],
    ];
    for (statement, values) in statements.iter().zip(values) {
        transaction.execute(statement, values).await?;
    }
    Ok(transaction.commit().await?)
}

fn joined(clients: Vec<thread::JoinHandle<Result<Taken>>>) -> Result<Taken> {
    let mut all = Taken::default();
    for client in clients {
        all = all.and(client.join().map_err(|_| "a client fell")??);
    }
    Ok(all)
}
