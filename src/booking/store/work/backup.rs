//! All that a store holds, into a file and out of it. The file is the same for both databases: what
//! was kept in one can go on in the other.
//!
//! It is JSON, a value a line: what the file is, then each table with its columns and rows, and at
//! last how many rows there were and the SHA-256 of all lines before. A file without that last line
//! was cut off.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::store::{Error, Migrate, Row, Tx, Value, Work, latest, tx::places};

/// A table: its name, its columns, and what puts its rows into an order.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    order: &'static str,
}

/// What others refer to comes first.
const TABLES: [Table; 8] = [
    Table {
        name: "booking",
        columns: &[
            "id",
            "uid",
            "sequence",
            "status",
            "hours",
            "slot",
            "starts",
            "ends",
            "busy_from",
            "busy_to",
            "hosts",
            "email",
            "token",
            "created",
            "changed",
            "details",
        ],
        order: "id",
    },
    Table {
        name: "cell",
        columns: &["host", "cell", "slot"],
        order: "host, cell",
    },
    Table {
        name: "claim",
        columns: &["host", "cell", "seat", "slot", "booking"],
        order: "host, cell, seat",
    },
    Table {
        name: "attempt",
        columns: &["key", "request", "booking", "sealed", "at"],
        order: "key",
    },
    Table {
        name: "audit",
        columns: &["at", "actor", "action", "booking", "details"],
        order: "at, booking, action, actor, details",
    },
    Table {
        name: "outbox",
        columns: &[
            "id",
            "booking",
            "recipient",
            "message",
            "due",
            "tries",
            "state",
            "sequence",
        ],
        order: "id",
    },
    Table {
        name: "reminder",
        columns: &["booking", "starts"],
        order: "booking, starts",
    },
    Table {
        name: "host_link",
        columns: &["host", "page", "feed", "created"],
        order: "host",
    },
];

/// How many rows are read or written at once.
const AT_ONCE: i64 = 1_000;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Begin { glassbox: String, version: i64 },
    Table { table: String, columns: Vec<String> },
    End { rows: u64, sha256: String },
    Row(Vec<Json>),
}

/// What the first line says that the file is.
const KIND: &str = "bookings";

/// Writes all of a store, as it is at one moment. Others go on meanwhile.
#[derive(Clone)]
pub struct Backup(pub Arc<Mutex<dyn Write + Send>>);

impl Work for Backup {
    /// How many rows there were.
    type Output = u64;

    async fn run(self, tx: &mut Tx<'_>) -> Result<u64, Error> {
        tx.stand_still().await?;
        let mut out = Out {
            to: self.0,
            digest: Sha256::new(),
        };
        out.say([Line::Begin {
            glassbox: KIND.to_owned(),
            version: latest(),
        }])?;
        let mut rows = 0;
        for table in &TABLES {
            out.say([Line::Table {
                table: table.name.to_owned(),
                columns: table.columns.iter().map(|it| (*it).to_owned()).collect(),
            }])?;
            let sql = format!(
                "SELECT {} FROM {} ORDER BY {} LIMIT $1 OFFSET $2",
                table.columns.join(", "),
                table.name,
                table.order
            );
            for part in 0.. {
                let values = [AT_ONCE.into(), (part * AT_ONCE).into()];
                let found = tx.query(&sql, &values).await?;
                if found.is_empty() {
                    break;
                }
                rows += u64::try_from(found.len()).unwrap_or_default();
                out.say(found.into_iter().map(line))?;
            }
        }
        let sha256 = hex(&out.digest.clone().finalize());
        out.say([Line::End { rows, sha256 }])?;
        Ok(rows)
    }
}

/// Where the lines go, and the digest of them.
struct Out {
    to: Arc<Mutex<dyn Write + Send>>,
    digest: Sha256,
}

impl Out {
    fn say(&mut self, lines: impl IntoIterator<Item = Line>) -> Result<(), Error> {
        let mut text = String::new();
        for line in lines {
            text += &serde_json::to_string(&line).map_err(broken)?;
            text.push('\n');
        }
        self.digest.update(&text);
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        to.write_all(text.as_bytes()).map_err(broken)
    }
}

/// Fills an empty store from a file, all of it or nothing.
#[derive(Clone, Debug)]
pub struct Restore(pub PathBuf);

impl Work for Restore {
    /// How many rows there were.
    type Output = u64;

    async fn run(self, tx: &mut Tx<'_>) -> Result<u64, Error> {
        for table in &TABLES {
            let sql = format!("SELECT 1 FROM {} LIMIT 1", table.name);
            if tx.first(&sql, &[]).await?.is_some() {
                let message = "there are bookings in it already, and only an empty one is filled";
                return Err(Error::Broken(message.to_owned()));
            }
        }
        let (version, rows) = verify(&self.0)?;
        // The tables as they were when the file was written, then what has changed about them since.
        for table in TABLES.iter().rev() {
            tx.execute(&format!("DROP TABLE {}", table.name), &[])
                .await?;
        }
        tx.execute("DELETE FROM version", &[]).await?;
        Migrate { to: version }.run(tx).await?;
        let mut insert = Insert::default();
        for line in lines(&self.0)? {
            match read(&line?)? {
                Line::Table { table, columns } => {
                    insert.flush(tx).await?;
                    insert.table(&table, &columns)?;
                }
                Line::Row(row) => insert.add(tx, row).await?,
                Line::Begin { .. } | Line::End { .. } => {}
            }
        }
        insert.flush(tx).await?;
        Migrate::default().run(tx).await?;
        Ok(rows)
    }
}

/// Rows on their way into a table.
#[derive(Default)]
struct Insert {
    head: String,
    columns: usize,
    values: Vec<Value>,
}

impl Insert {
    /// Only names that are ours come into SQL.
    fn table(&mut self, table: &str, columns: &[String]) -> Result<(), Error> {
        let known = TABLES.iter().find(|known| known.name == table);
        let known = known.filter(|known| {
            columns
                .iter()
                .all(|it| known.columns.contains(&it.as_str()))
        });
        if known.is_none() || columns.is_empty() {
            return Err(Error::Broken(format!(
                "the file has a table `{table}` that is not ours"
            )));
        }
        self.head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
        self.columns = columns.len();
        Ok(())
    }

    async fn add(&mut self, tx: &mut Tx<'_>, row: Vec<Json>) -> Result<(), Error> {
        if row.len() != self.columns {
            return Err(Error::Broken(
                "a row of the file has other columns".to_owned(),
            ));
        }
        for value in row {
            self.values.push(match value {
                Json::String(text) => text.into(),
                Json::Null => Value::Null,
                other => {
                    let int = other.as_i64();
                    int.ok_or_else(|| Error::Broken(format!("{other} is no value of ours")))?
                        .into()
                }
            });
        }
        match self.values.len() / self.columns >= 100 {
            true => self.flush(tx).await,
            false => Ok(()),
        }
    }

    async fn flush(&mut self, tx: &mut Tx<'_>) -> Result<(), Error> {
        if !self.values.is_empty() {
            let places = places(self.values.len() / self.columns, self.columns);
            tx.execute(&format!("{}{places}", self.head), &self.values)
                .await?;
            self.values.clear();
        }
        Ok(())
    }
}

/// The version of the tables in a file that is whole, and how many rows it has.
fn verify(file: &Path) -> Result<(i64, u64), Error> {
    let cut = || Error::Broken("the file is no backup, or was cut off".to_owned());
    let mut digest = Sha256::new();
    let (mut version, mut counted, mut end) = (None, 0, None);
    for line in lines(file)? {
        let line = line?;
        match read(&line)? {
            _ if end.is_some() => return Err(cut()),
            Line::Begin {
                glassbox,
                version: of,
            } if glassbox == KIND => version = Some(of),
            Line::Begin { .. } => return Err(cut()),
            Line::Table { .. } => {}
            Line::Row(_) => counted += 1,
            Line::End { rows, sha256 } => {
                let whole = rows == counted && sha256 == hex(&digest.clone().finalize());
                end = Some(rows).filter(|_| whole);
                if !whole {
                    return Err(Error::Broken(
                        "the file has changed since it was written".to_owned(),
                    ));
                }
            }
        }
        digest.update(&line);
        digest.update("\n");
    }
    let (version, rows) = version.zip(end).ok_or_else(cut)?;
    if version > latest() {
        return Err(Error::Broken(format!(
            "the file has version {version}, and this program knows only {}",
            latest()
        )));
    }
    Ok((version, rows))
}

fn lines(file: &Path) -> Result<impl Iterator<Item = Result<String, Error>> + use<>, Error> {
    let lines = BufReader::new(File::open(file).map_err(broken)?).lines();
    Ok(lines.map(|line| line.map_err(broken)))
}

fn read(line: &str) -> Result<Line, Error> {
    serde_json::from_str(line)
        .map_err(|_| Error::Broken("the file is no backup, or was cut off".to_owned()))
}

fn line(row: Row) -> Line {
    let value = |value| match value {
        Value::Text(text) => Json::String(text),
        Value::Int(int) => Json::from(int),
        Value::Null => Json::Null,
    };
    Line::Row(row.values().into_iter().map(value).collect())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Broken(error.to_string())
}
