//! The booking service through its API, on both stores.
//!
//! A test whose name starts with `i` and a number proves the invariant of that number;
//! research keeps them as I1 to I28. On PostgreSQL the tests are ignored by plain `cargo test`, which
//! says so; `cargo xtask test` starts a server and runs them.

mod backup;
mod bookings;
mod calendars;
mod claims;
mod commands;
mod crash;
mod host;
mod letters;
mod limits;
mod mail;
mod metrics;
mod openapi;
mod process;
mod races;
mod release;
mod secrets;
mod server;
mod shown;
mod sink;
mod time;
mod tls;
mod trouble;
mod world;

/// Runs each function on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both_stores {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name($crate::world::Kind::Sqlite) })*
        }
        mod postgres {
            $(
                #[test]
                #[ignore = "needs PostgreSQL: cargo xtask test --only postgres"]
                fn $name() { super::$name($crate::world::Kind::Postgres) }
            )*
        }
    };
}
