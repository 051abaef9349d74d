//! A transaction of either database, as far as the work in it sees it.

use deadpool_postgres::GenericClient;
use rusqlite::{
    ErrorCode, ffi,
    types::{ToSqlOutput, ValueRef},
};
use tokio_postgres::{
    error::SqlState,
    types::{IsNull, ToSql, Type, to_sql_checked},
};

use super::Error;

/// A value that goes into or comes out of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// TEXT.
    Text(String),
    /// BIGINT.
    Int(i64),
    /// NULL.
    Null,
}

/// A row of an answer.
#[derive(Clone, Debug)]
pub struct Row(Vec<Value>);

/// An open transaction.
///
/// Parameters are written `$1`, `$2`, … and stand in that order when a statement first names them.
pub enum Tx<'a> {
    /// Of SQLite.
    Sqlite(&'a mut rusqlite::Connection),
    /// Of PostgreSQL.
    Postgres(deadpool_postgres::Transaction<'a>),
}

impl Tx<'_> {
    /// Runs a statement; returns how many rows it changed.
    ///
    /// # Errors
    ///
    /// When the statement is wrong or breaks a constraint, or the store does not answer.
    pub async fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        match self {
            Tx::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let changed = statement.execute(rusqlite::params_from_iter(values))?;
                Ok(u64::try_from(changed).unwrap_or(u64::MAX))
            }
            Tx::Postgres(transaction) => {
                let statement = transaction.prepare_cached(sql).await?;
                Ok(transaction.execute(&statement, &parameters(values)).await?)
            }
        }
    }

    /// Asks; returns the rows.
    ///
    /// # Errors
    ///
    /// As [`Tx::execute`].
    pub async fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        match self {
            Tx::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let columns = statement.column_count();
                let row = |row: &rusqlite::Row<'_>| {
                    (0..columns)
                        .map(|at| row.get(at))
                        .collect::<Result<_, _>>()
                        .map(Row)
                };
                let rows = statement.query_map(rusqlite::params_from_iter(values), row)?;
                Ok(rows.collect::<Result<_, _>>()?)
            }
            Tx::Postgres(transaction) => {
                let statement = transaction.prepare_cached(sql).await?;
                let rows = transaction.query(&statement, &parameters(values)).await?;
                rows.iter()
                    .map(|row| {
                        (0..row.len())
                            .map(|at| Ok(row.try_get(at)?))
                            .collect::<Result<_, _>>()
                            .map(Row)
                    })
                    .collect()
            }
        }
    }

    /// Asks for at most one row.
    ///
    /// # Errors
    ///
    /// As [`Tx::execute`].
    pub async fn first(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, values).await?.into_iter().next())
    }
}

impl Tx<'_> {
    /// Lets all that is read be as it was at one moment. Has to come first. SQLite does so anyway.
    ///
    /// # Errors
    ///
    /// As [`Tx::execute`].
    pub(super) async fn stand_still(&mut self) -> Result<(), Error> {
        if let Tx::Postgres(_) = self {
            let sql = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
            self.execute(sql, &[]).await?;
        }
        Ok(())
    }

    /// Holds a name until the transaction ends: of all that hold the same one, one goes on at a
    /// time. SQLite has one writer anyway.
    ///
    /// # Errors
    ///
    /// As [`Tx::execute`].
    pub(super) async fn hold(&mut self, name: &str) -> Result<(), Error> {
        if let Tx::Postgres(_) = self {
            let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
            self.query(sql, &[name.into()]).await?;
        }
        Ok(())
    }
}

impl Row {
    /// All columns.
    pub(super) fn values(self) -> Vec<Value> {
        self.0
    }

    /// A column of type TEXT.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn text(&self, at: usize) -> Result<&str, Error> {
        match self.0.get(at) {
            Some(Value::Text(text)) => Ok(text),
            other => Err(Error::Broken(format!("column {at} is no text: {other:?}"))),
        }
    }

    /// A column of type BIGINT.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn int(&self, at: usize) -> Result<i64, Error> {
        match self.0.get(at) {
            Some(Value::Int(int)) => Ok(*int),
            other => Err(Error::Broken(format!(
                "column {at} is no number: {other:?}"
            ))),
        }
    }
}

/// `($1, $2), ($3, $4), …`: places for `rows` rows of `columns` values.
pub(super) fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<_> = (1..=columns)
            .map(|column| format!("${}", row * columns + column))
            .collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Value {
        Value::Int(int)
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Text(text) => text.to_sql(kind, out),
            Value::Int(int) => int.to_sql(kind, out),
            Value::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::TEXT, Type::INT8].contains(kind)
    }

    to_sql_checked!();
}

impl<'a> tokio_postgres::types::FromSql<'a> for Value {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> Result<Value, Box<dyn std::error::Error + Sync + Send>> {
        match *kind {
            Type::INT8 => i64::from_sql(kind, raw).map(Value::Int),
            _ => String::from_sql(kind, raw).map(Value::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Value, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        [Type::TEXT, Type::INT8, Type::VOID].contains(kind)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Text(text) => ValueRef::from(text.as_str()),
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Null => ValueRef::Null,
        }))
    }
}

impl rusqlite::types::FromSql for Value {
    fn column_result(value: ValueRef<'_>) -> rusqlite::types::FromSqlResult<Value> {
        match value {
            ValueRef::Integer(int) => Ok(Value::Int(int)),
            ValueRef::Null => Ok(Value::Null),
            text => text.as_str().map(Value::from),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        match error.sqlite_error() {
            Some(ffi::Error {
                extended_code: ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
                ..
            }) => Error::Reference,
            Some(ffi::Error {
                code: ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked,
                ..
            }) => Error::Conflict,
            Some(ffi::Error {
                code: ErrorCode::ReadOnly,
                ..
            }) => Error::Broken("its file or folder can only be read".to_owned()),
            // The file is made where there is none, and so is its log.
            Some(ffi::Error {
                code: ErrorCode::CannotOpen,
                ..
            }) => Error::Broken(
                "its file cannot be opened, or its folder can only be read".to_owned(),
            ),
            _ => Error::Broken(error.to_string()),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Error {
        match error.code() {
            Some(&SqlState::FOREIGN_KEY_VIOLATION) => Error::Reference,
            Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED) => {
                Error::Conflict
            }
            _ => Error::Broken(with_causes(&error)),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Error {
        Error::Broken(with_causes(&error))
    }
}

/// What an error says, and what those say that it comes from.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !said.ends_with(&text) {
            said = format!("{said}: {text}");
        }
        cause = error.source();
    }
    said
}
