//! The other side of `cargo xtask bench booking`: clients, and the least that a store must do.
//!
//! - `claims disk DIR`: how often a second a disk makes a small write durable.
//! - `claims bare URL-OR-DIR CLIENTS SECONDS`: the same rows as a booking's, without HTTP and rules.
//! - `claims book ORIGIN CLIENTS SECONDS`: bookings over HTTP, each of another time.
//! - `claims look ORIGIN PATH SECONDS`: one client that reads the same path again and again.
//!
//! Each prints a line: how many a second, and the median and 99th percentile in milliseconds.

mod bare;
mod http;

use std::{
    env,
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["disk", folder] => disk(Path::new(folder))?.print(),
        ["bare", store, clients, seconds] => {
            bare::run(store, clients.parse()?, span(seconds)?)?.print();
        }
        ["book", origin, clients, seconds] => {
            http::book(origin, clients.parse()?, span(seconds)?)?.print();
        }
        ["look", origin, path, seconds] => http::look(origin, path, span(seconds)?)?.print(),
        _ => return Err("see the head of src/booking/examples/claims/main.rs".into()),
    }
    Ok(())
}

fn span(seconds: &str) -> Result<Duration> {
    Ok(Duration::from_secs_f64(seconds.parse()?))
}

/// How long each of something took, and how long all of it.
#[derive(Default)]
struct Taken {
    each: Vec<Duration>,
    all: Duration,
}

impl Taken {
    /// One after the other, until the time is over.
    fn until(end: Instant, mut once: impl FnMut() -> Result<()>) -> Result<Taken> {
        let begun = Instant::now();
        let mut each = Vec::new();
        while Instant::now() < end {
            let start = Instant::now();
            once()?;
            each.push(start.elapsed());
        }
        let all = begun.elapsed();
        Ok(Taken { each, all })
    }

    /// Together with what others did in the same time.
    fn and(mut self, other: Taken) -> Taken {
        self.each.extend(other.each);
        self.all = self.all.max(other.all);
        self
    }

    fn print(mut self) {
        self.each.sort();
        let at = |part: f64| {
            let at = (self.each.len().saturating_sub(1)) as f64 * part;
            let taken = self.each.get(at.round() as usize);
            taken.map_or(0.0, |taken| taken.as_secs_f64() * 1e3)
        };
        let rate = self.each.len() as f64 / self.all.as_secs_f64();
        println!("{rate:.1} {:.3} {:.3}", at(0.5), at(0.99));
    }
}

/// A page at a time, as a log is written.
fn disk(folder: &Path) -> Result<Taken> {
    let path = folder.join("probe");
    let mut file = File::create(&path)?;
    let end = Instant::now() + Duration::from_secs(2);
    let taken = Taken::until(end, || {
        file.write_all(&[7; 4096])?;
        Ok(file.sync_data()?)
    });
    std::fs::remove_file(path)?;
    taken
}
