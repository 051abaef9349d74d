//! A lifecycle with everything that a step can have.

use glassbox_app::view::*;
use glassbox_model::Kind;

use crate::parts::*;

pub(crate) fn drawing() -> Drawing {
    let node = |id: &str, title: &str, x: i32, members: &[&str]| DrawnNode {
        id: id.into(),
        kind: "l7".into(),
        at: (x, 120),
        lines: title.split(' ').map(Into::into).collect(),
        members: members.iter().map(|name| (*name).into()).collect(),
    };
    let edge = |path: &str, x: i32, sealed: bool| DrawnEdge {
        path: path.into(),
        label: ("TLS".into(), x, 130),
        sealed,
    };
    Drawing {
        name: "What happens to a request".into(),
        size: (560, 240),
        zones: vec![DrawnZone {
            title: "Edge network".into(),
            area: (20, 20, 340, 200),
            plain: false,
        }],
        edges: vec![
            edge("M160 140H210", 185, true),
            edge("M330 140H380", 355, false),
        ],
        nodes: vec![
            node("client", "Browser", 100, &[]),
            node("tls", "SSL terminator", 270, &[]),
            node("app", "App server", 440, &["app1", "app2"]),
        ],
        boundaries: vec![(365, 20, 220)],
        boundary: "encryption ends here".into(),
    }
}

fn message() -> Message {
    let header = |name: &str, change: &'static str, was: Option<&str>| Header {
        name: name.into(),
        value: "198.51.100.23".into(),
        was: was.map(Into::into),
        change,
        by: Some("SSL terminator".into()),
        note: Some("from the PROXY header".into()),
        trust: Some("proxy"),
    };
    Message {
        title: "Request",
        start: Some((
            "GET /orders/17 HTTP/1.1".into(),
            Some("GET /orders/17 HTTP/2".into()),
        )),
        headers: vec![
            header("Host", "same", None),
            header("X-Request-ID", "added", None),
            header("X-Forwarded-For", "changed", Some("192.0.2.66")),
            header("Connection", "removed", None),
        ],
        size: Some("300 bytes".into()),
        ..Message::default()
    }
}

pub(crate) fn scenario(id: &str, title: &str, outcome: &'static str, sees: &str) -> Scenario {
    let step = |name: &str, title: &str, sentence: &str, links| Step {
        anchor: format!("{id}/{name}"),
        aliases: vec![],
        title: title.into(),
        sentence: sentence.into(),
        html: "<p>On the wire it is <strong>unreadable bytes</strong>.</p>".into(),
        place: Some(Place {
            title: "SSL terminator".into(),
            href: Some("/architecture/ssl/".into()),
            with: Some("HAProxy".into()),
            about: "Decrypts.".into(),
        }),
        message: None,
        pick: None,
        fork: None,
        check: None,
        links,
        ask: None,
    };
    let frame = |node: usize, taken: Vec<usize>| Frame {
        lit: vec![node],
        at_node: true,
        taken,
        at: (
            100 + 170 * i32::try_from(node).expect("a small number"),
            140,
        ),
        look: "request",
        dwell: 4000,
        ..Frame::default()
    };
    Scenario {
        id: id.into(),
        title: title.into(),
        summary: "A visitor asks for a page that only your code can make.".into(),
        outcome,
        visitor_sees: sees.into(),
        example: Some("GET /orders/17".into()),
        evidence: Some("X-Request-ID in every log line".into()),
        runbook: Some(link("503, no server available", "/runbooks/503/")),
        steps: vec![
            Step {
                message: Some(Message {
                    title: "TLS records",
                    hex: Some("17 03 03 01 2c".into()),
                    sealed: true,
                    readers: vec!["Browser".into(), "SSL terminator".into()],
                    ..Message::default()
                }),
                ..step(
                    "arrive",
                    "Your request comes in",
                    "Browser. The message is sealed.",
                    vec![],
                )
            },
            Step {
                aliases: vec![format!("{id}/terminate")],
                message: Some(message()),
                check: Some(Check {
                    question: "Which header can be trusted?".into(),
                    answers: vec![
                        ("Any".into(), false, "Anybody can write one.".into()),
                        (
                            "The one that we set".into(),
                            true,
                            "It replaces what came in.".into(),
                        ),
                    ],
                }),
                ask: Some(Ask {
                    person: link("Mitchell Hashimoto", "/people/mitchell/"),
                    next: windows(1).into_iter().next(),
                }),
                ..step(
                    "tls",
                    "The terminator decrypts",
                    "SSL terminator. Adds X-Request-ID.",
                    vec![(
                        Behind::Page(Kind::Component),
                        link("SSL terminator", "/architecture/ssl/"),
                    )],
                )
            },
            Step {
                pick: Some(("app1".into(), "app2 had the last one".into())),
                fork: Some(Fork {
                    question: "Is there a file at this path?".into(),
                    options: vec![
                        (link("No", &format!("#{id}/code")), "ok", true),
                        (link("Yes", "#dynamic/arrive"), "degraded", false),
                    ],
                }),
                ..step(
                    "code",
                    "Your code is executed",
                    "App server. Picks app1.",
                    vec![],
                )
            },
        ],
        told: vec![],
        numbers: vec![Numbered {
            at: (41, 76),
            numbers: "1".into(),
        }],
        frames: vec![
            frame(0, vec![]),
            frame(1, vec![0]),
            Frame {
                pick: Some("app1".into()),
                states: vec![("app2".into(), "down")],
                ..frame(2, vec![1])
            },
        ],
    }
}
