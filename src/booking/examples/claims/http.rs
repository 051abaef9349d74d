//! Clients over HTTP/1.1 that do as little as a client can, since they share the machine.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use chrono::{NaiveDate, TimeDelta};

use super::{Result, Taken};

/// A connection that is kept.
struct Client {
    stream: TcpStream,
    host: String,
    /// What came and was not looked at yet.
    buffer: Vec<u8>,
}

impl Client {
    fn connect(origin: &str) -> Result<Client> {
        let host = origin.trim_start_matches("http://").to_owned();
        let stream = TcpStream::connect(&host)?;
        stream.set_nodelay(true)?;
        Ok(Client {
            stream,
            host,
            buffer: Vec::new(),
        })
    }

    /// Asks; returns the status and the body.
    fn ask(&mut self, request: &str) -> Result<(u16, Vec<u8>)> {
        self.stream.write_all(request.as_bytes())?;
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.read()?;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text.get(9..12).unwrap_or_default().parse()?;
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(Ok(0), str::parse)?;
        while self.buffer.len() < head + length {
            self.read()?;
        }
        let body = self.buffer[head..head + length].to_vec();
        self.buffer.drain(..head + length);
        Ok((status, body))
    }

    fn read(&mut self) -> Result<()> {
        let mut part = [0; 65_536];
        match self.stream.read(&mut part)? {
            0 => Err("the server went away".into()),
            read => {
                self.buffer.extend_from_slice(&part[..read]);
                Ok(())
            }
        }
    }

    fn get(&mut self, path: &str) -> Result<Vec<u8>> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.host);
        match self.ask(&request)? {
            (200, body) => Ok(body),
            (status, body) => {
                Err(format!("{path}: {status} {}", String::from_utf8_lossy(&body)).into())
            }
        }
    }

    fn book(&mut self, slot: &str, key: &str) -> Result<()> {
        let body = format!(
            "{{\"slot_id\":\"{slot}\",\"name\":\"Ada Lovelace\",\"email\":\"{key}@example.com\",\
             \"topic\":\"Something\",\"agenda\":\"How the current cookbooks work, and where to \
             begin with one of our own.\",\"booker_tz\":\"Europe/Berlin\"}}"
        );
        let request = format!(
            "POST /api/v1/bookings HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             idempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        );
        match self.ask(&request)? {
            (201, _) => Ok(()),
            (status, body) => {
                Err(format!("{slot}: {status} {}", String::from_utf8_lossy(&body)).into())
            }
        }
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// The free slots of a year, as far as the service tells them.
fn slots(origin: &str) -> Result<Vec<String>> {
    let mut client = Client::connect(origin)?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).ok_or("a day")?;
    let mut slots = Vec::new();
    for part in 0..6 {
        let from = today + TimeDelta::days(part * 62);
        let to = from + TimeDelta::days(61);
        let body = client.get(&format!("/api/v1/slots?from={from}&to={to}"))?;
        let body: serde_json::Value = serde_json::from_slice(&body)?;
        let free = body["slots"].as_array().ok_or("a list")?.iter();
        let free = free.filter(|slot| slot["full"] == false);
        slots.extend(
            free.filter_map(|slot| slot["slot_id"].as_str())
                .map(str::to_owned),
        );
    }
    Ok(slots)
}

/// Books the next free slot again and again, each client others.
pub(super) fn book(origin: &str, clients: usize, span: Duration) -> Result<Taken> {
    let slots = slots(origin)?;
    let run = std::process::id();
    let share = slots.len() / clients;
    let end = Instant::now() + span;
    let taken = thread::scope(|scope| {
        let parts: Vec<_> = (0..clients)
            .map(|client| {
                let mut mine = slots[client * share..(client + 1) * share]
                    .iter()
                    .enumerate();
                scope.spawn(move || {
                    let mut connection = Client::connect(origin)?;
                    Taken::until(end, || {
                        let (at, slot) = mine.next().ok_or("there are too few slots")?;
                        connection.book(slot, &format!("c{run}-{client}-{at}"))
                    })
                })
            })
            .collect();
        let parts = parts.into_iter().map(|part| part.join());
        parts
            .map(|part| part.map_err(|_| "a client fell")?)
            .collect::<Result<Vec<_>>>()
    })?;
    Ok(taken.into_iter().fold(Taken::default(), Taken::and))
}

/// Reads a path again and again.
pub(super) fn look(origin: &str, path: &str, span: Duration) -> Result<Taken> {
    let mut client = Client::connect(origin)?;
    client.get(path)?;
    Taken::until(Instant::now() + span, || client.get(path).map(drop))
}
