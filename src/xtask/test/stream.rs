//! The output of a test runner, shown as it comes and read line by line.
//!
//! [`run()`] ends soon after the runner does, even if a process that it left behind keeps its
//! output open.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{run, test::count::Tally};

/// How long a runner's last lines may take to arrive.
const GRACE: Duration = Duration::from_secs(2);

/// Runs a test runner, counting by `add` what each line of its stdout tells.
///
/// # Errors
/// When the runner cannot be started.
pub(super) fn run(command: &mut Command, add: fn(&mut Tally, &str)) -> Result<Tally> {
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = run::spawn(command)?;
    let stdout = child.stdout.take().context("a test runner has no output")?;
    let lines = read_lines(stdout);
    let mut tally = Tally::default();
    let status = loop {
        if let Some(line) = next(&lines, Duration::from_millis(100)) {
            show(&line, &mut tally, add)?;
        } else if let Some(status) = child.try_wait()? {
            break status;
        }
    };
    while let Some(line) = next(&lines, GRACE) {
        show(&line, &mut tally, add)?;
    }
    Ok(tally.ended(status.success()))
}

fn read_lines(output: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// The next line, if one comes in time.
fn next(lines: &Receiver<Vec<u8>>, patience: Duration) -> Option<Vec<u8>> {
    let next = lines.recv_timeout(patience);
    if next == Err(RecvTimeoutError::Disconnected) {
        // The output is closed, so the end is near: wait for it without spinning.
        thread::sleep(Duration::from_millis(20));
    }
    next.ok()
}

fn show(line: &[u8], tally: &mut Tally, add: fn(&mut Tally, &str)) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(line)?;
    stdout.write_all(b"\n")?;
    stdout.flush()?;
    add(tally, &String::from_utf8_lossy(line));
    Ok(())
}
