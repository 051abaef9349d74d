//! A mail server that keeps what it gets: a real exchange of SMTP (RFC 5321).

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Barrier, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use mailparse::{MailHeaderMap, ParsedMail};

/// The server; it listens as long as the process lives.
#[derive(Clone)]
pub(crate) struct Sink {
    pub(crate) url: String,
    got: Arc<Mutex<Vec<Mail>>>,
}

/// A message that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    /// The recipient of its envelope.
    pub(crate) to: String,
    /// As it came.
    pub(crate) raw: String,
}

impl Mail {
    /// The message as a parser that is not ours reads it.
    pub(crate) fn parsed(&self) -> ParsedMail<'_> {
        mailparse::parse_mail(self.raw.as_bytes()).expect("a message")
    }

    /// The value of a header; none: empty.
    pub(crate) fn header(&self, name: &str) -> String {
        let value = self.parsed().headers.get_first_value(name);
        value.unwrap_or_default()
    }

    /// What people read of it.
    pub(crate) fn text(&self) -> String {
        self.part("text/plain")
    }

    /// The first part of a type, decoded.
    pub(crate) fn part(&self, kind: &str) -> String {
        let mail = self.parsed();
        let mut parts = mail.parts();
        let part = parts.find(|part| part.ctype.mimetype == kind);
        part.expect("a part").get_body().expect("decoded")
    }

    /// The invitations in it, decoded: the part that calendars look for, and the file.
    pub(crate) fn calendars(&self) -> Vec<String> {
        let mail = self.parsed();
        let parts = mail.parts();
        parts
            .filter(|part| part.ctype.mimetype == "text/calendar")
            .map(|part| String::from_utf8(part.get_body_raw().expect("decoded")).expect("UTF-8"))
            .collect()
    }
}

impl Sink {
    pub(crate) fn new() -> Sink {
        Sink::refusing(0)
    }

    /// One that refuses the first messages for now.
    pub(crate) fn refusing(refusals: usize) -> Sink {
        Sink::with(refusals, 1)
    }

    /// One that takes a message only together with others: so many at once.
    pub(crate) fn together(count: usize) -> Sink {
        Sink::with(0, count)
    }

    fn with(refusals: usize, together: usize) -> Sink {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let sink = Sink {
            url,
            got: Arc::default(),
        };
        let (refusals, got) = (Arc::new(AtomicUsize::new(refusals)), sink.got.clone());
        let together = Arc::new(Barrier::new(together));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (refusals, got) = (refusals.clone(), got.clone());
                let together = together.clone();
                thread::spawn(move || converse(stream, &refusals, &together, &got));
            }
        });
        sink
    }

    /// Sends it a message of nobody's, which others may wait for; ends when it is taken.
    pub(crate) fn join(&self) {
        let address = self.url.trim_start_matches("smtp://");
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream
            .write_all(b"RCPT TO:<nobody@example.com>\r\nDATA\r\n.\r\nQUIT\r\n")
            .expect("it reads");
        io::read_to_string(stream).expect("it answers");
    }

    /// All that has come so far.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.got.lock().expect("no panic").clone()
    }

    /// Waits for so many messages.
    pub(crate) fn wait_for(&self, count: usize) -> Vec<Mail> {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let got = self.mails();
            if got.len() >= count || Instant::now() > patience {
                let to: Vec<_> = got
                    .iter()
                    .map(|mail| (&mail.to, mail.header("Subject")))
                    .collect();
                assert_eq!(got.len(), count, "{to:#?}");
                return got;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for so many messages: recipient and unfolded text.
    pub(crate) fn wait(&self, count: usize) -> Vec<(String, String)> {
        let mails = self.wait_for(count).into_iter();
        mails
            .map(|mail| {
                // Quoted-printable first (RFC 2045), then what calendars fold.
                let text = mail.raw.replace("=\r\n", "").replace("=3D", "=");
                (mail.to, text.replace("\r\n ", ""))
            })
            .collect()
    }
}

/// Ends when the other goes away.
fn converse(
    stream: TcpStream,
    refusals: &AtomicUsize,
    together: &Barrier,
    kept: &Mutex<Vec<Mail>>,
) -> io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 sink\r\n")?;
    let mut to = String::new();
    while let Some(line) = lines.next().transpose()? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "RCPT" => {
                let path = line.trim_start_matches("RCPT TO:");
                path.trim_matches(['<', '>']).clone_into(&mut to);
                "250 ok"
            }
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let Some(raw) = data(&mut lines)? else {
                    // Cut off: not a message.
                    return Ok(());
                };
                together.wait();
                let less = |left: usize| left.checked_sub(1);
                match refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less) {
                    Ok(_) => "451 not now",
                    Err(_) => {
                        let to = to.clone();
                        kept.lock().expect("no panic").push(Mail { to, raw });
                        "250 ok"
                    }
                }
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => "250 ok",
        };
        out.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}

/// A message up to the line with a dot; `None` when it ends before.
fn data(lines: &mut impl Iterator<Item = io::Result<String>>) -> io::Result<Option<String>> {
    let mut text = String::new();
    for line in lines {
        let line = line?;
        if line == "." {
            return Ok(Some(text));
        }
        text += line.strip_prefix('.').unwrap_or(&line);
        text += "\r\n";
    }
    Ok(None)
}
