//! One page of every kind, with made-up content.
use std::sync::Arc;

use chrono::NaiveDate;
use glassbox_app::view::*;
use glassbox_model::{Kind, Language};

use crate::lifecycle::{drawing, scenario};
use crate::parts::*;

const PROSE: &str = include_str!("prose.html");

fn page(kind: Kind, title: &str, summary: &str, body: Body) -> Page {
    let toc = |depth, id: &str, title: &str| TocEntry {
        depth,
        id: id.into(),
        title: title.into(),
    };
    Page {
        kind,
        language: Language::of_portal("en"),
        href: format!("/{}/this/", kind.folder()),
        title: title.into(),
        summary: summary.into(),
        excerpted: false,
        social_card: None,
        title_id: None,
        breadcrumbs: vec![
            link("Glassbox", "/"),
            link(kind.folder(), &format!("/{}/", kind.folder())),
        ],
        sidebar: Some(Sidebar {
            title: "Disk and memory".into(),
            links: Arc::new([
                link(title, &format!("/{}/this/", kind.folder())),
                link("The machine swaps", "/runbooks/swap/"),
                link("Out of inodes", "/runbooks/inodes/"),
                link("Certificate about to expire", "/runbooks/cert/"),
            ]),
            shown: 0..4,
            current: 0,
        }),
        toc: vec![
            toc(0, "check", "Check"),
            toc(1, "deleted", "Deleted but open"),
            toc(0, "fix", "Fix"),
            toc(0, "numbers", "The numbers"),
            toc(0, "flow", "The flow"),
        ],
        body: Arc::new(body),
        related: [
            Group {
                title: "Talks about this".into(),
                cards: cards()[2..3].to_vec(),
            },
            Group {
                title: "Guides for this".into(),
                cards: cards()[1..2].to_vec(),
            },
        ]
        .into(),
        experts: vec![
            Expert {
                person: link("Mitchell Hashimoto", "/people/mitchell/"),
                role: Some("Operations engineer".into()),
                next: windows(1).into_iter().next(),
                book: None,
            },
            Expert {
                person: link("Julia Evans", "/people/julia/"),
                role: None,
                next: None,
                book: None,
            },
        ],
        colophon: Some(Colophon {
            owner: Some(link("Mitchell Hashimoto", "/people/mitchell/")),
            reviewed: NaiveDate::from_ymd_opt(2026, 5, 3),
            stale_since: NaiveDate::from_ymd_opt(2026, 11, 3),
            edit: Some("https://git.example.com/edit".into()),
            new: Some("https://git.example.com/new".into()),
            tags: vec![
                link("linux", "/tags/linux/"),
                link("storage", "/tags/storage/"),
            ],
            ..Colophon::default()
        }),
        previous: Some(link("Certificate about to expire", "/runbooks/cert/")),
        next: Some(link("The machine swaps", "/runbooks/swap/")),
    }
}

fn bare(kind: Kind, title: &str, summary: &str, body: Body) -> Page {
    Page {
        sidebar: None,
        toc: vec![],
        related: [].into(),
        experts: vec![],
        colophon: None,
        previous: None,
        next: None,
        breadcrumbs: vec![link("Glassbox", "/")],
        ..page(kind, title, summary, body)
    }
}

fn article() -> Article {
    Article {
        html: PROSE.into(),
        minutes: 7,
        call: None,
        symptom: Some(
            "Writes fail with “No space left on device”, and df shows a file system at 100 %."
                .into(),
        ),
    }
}

fn steps() -> Vec<PathStep> {
    let notes = [
        "Step through it once before you read anything else.",
        "",
        "",
        "Fifteen minutes; the slides are in the notes.",
    ];
    cards()
        .into_iter()
        .zip(notes)
        .map(|(card, note)| PathStep {
            card,
            note: note.into(),
        })
        .collect()
}

/// Every page, by file name.
pub(crate) fn pages() -> Vec<(&'static str, Page)> {
    let collections = Kind::COLLECTIONS
        .into_iter()
        .map(|kind| card(kind, kind.folder(), "", "12 of them"))
        .collect();
    let home = Home {
        html: "<p>Operations is not a black box. Everything between a visitor’s click and your code is written down here, with the names of the people who can explain it.</p>".into(),
        start: Some((card(Kind::Path, "Your first week", "From the click to the disk, in seven steps.", "7 steps"), steps())),
        next_talk: Some((card(Kind::Talk, "Load balancing with HAProxy", "What round robin means when one of the servers is slow.", ""), instant(0, 15), 15)),
        last_talk: Some(card(Kind::Talk, "Reading strace without fear", "", "")),
        windows: windows(1),
        collections,
        recent: cards(),
        lifecycle: Some((card(Kind::Lifecycle, "What happens to a request", "From the browser to your code and back, hop by hop.", "8 scenarios"), drawing())),
    };
    let talk = Talk {
        article: Article {
            symptom: None,
            call: None,
            ..article()
        },
        speakers: vec![card(Kind::Person, "Mitchell Hashimoto", "", "")],
        start: instant(0, 15),
        minutes: 15,
        status: "planned",
        slides: Some("https://example.com/slides".into()),
        video: Some("https://example.com/video".into()),
    };
    let person = Person {
        role: Some("Operations engineer".into()),
        pronouns: Some("he/him".into()),
        zone: Some("America/Los_Angeles".into()),
        links: vec![link("Chat: @mitchell", "https://chat.example.com/mitchell")],
        html: "<p>Looks after the load balancers and everything that speaks TLS.</p>".into(),
        knows: cards(),
        talks: cards(),
        windows: windows(1),
    };
    let lifecycle = Lifecycle {
        id: "request".into(),
        intro: "<p>Follow one request from the click to the code.</p>".into(),
        outro: "<h2 id=\"next\">Got it?</h2><p>Ready to learn about service orchestration?</p>"
            .into(),
        drawing: drawing(),
        scenarios: vec![
            scenario("dynamic", "A page from your code", "ok", "200"),
            scenario(
                "app-down",
                "One app server is down",
                "degraded",
                "200, a little late",
            ),
            scenario("all-down", "No app server left", "error", "503"),
        ],
    };
    let hours = Hours {
        html: "<p>Bring a question, a trace or a config.</p>".into(),
        rule: "Mondays, 15:00 to 17:00, America/Los_Angeles".into(),
        hosts: vec![card(Kind::Person, "Mitchell Hashimoto", "", "")],
        topics: vec![
            "HAProxy".into(),
            "TLS certificates".into(),
            "Why is it slow?".into(),
        ],
        place: Some(link(
            "Room Lovelace, or call",
            "https://meet.example.com/ops",
        )),
        slot_minutes: 20,
        book: "/office-hours/?hours=load-balancers".into(),
        windows: windows(4),
        weeks: 26,
    };
    let index = Index {
        html: String::new(),
        groups: vec![
            Group {
                title: "Disk and memory".into(),
                cards: cards(),
            },
            Group {
                title: "Network".into(),
                cards: cards(),
            },
        ],
        new: Some("https://git.example.com/new".into()),
        print: Some("/architecture/print/".into()),
    };
    vec![
        (
            "index",
            Page {
                breadcrumbs: vec![],
                ..bare(
                    Kind::Page,
                    "Glassbox",
                    "See what happens between the click and your code.",
                    Body::Home(Box::new(home)),
                )
            },
        ),
        (
            "article",
            page(
                Kind::Runbook,
                "The disk is full",
                "What to do when nothing can be written any more, and how to find what fills the disk.",
                Body::Article(article()),
            ),
        ),
        (
            "talk",
            page(
                Kind::Talk,
                "Load balancing with HAProxy",
                "What round robin means when one of the servers is slow.",
                Body::Talk(talk),
            ),
        ),
        (
            "person",
            Page {
                toc: vec![],
                related: [].into(),
                experts: vec![],
                ..page(Kind::Person, "Mitchell Hashimoto", "", Body::Person(person))
            },
        ),
        (
            "path",
            Page {
                toc: vec![],
                ..page(
                    Kind::Path,
                    "Your first week",
                    "From the click to the disk, in seven steps.",
                    Body::Path(Path {
                        html: "<p>Take them in order, one or two a day.</p>".into(),
                        audience: Some("new developers".into()),
                        steps: steps(),
                    }),
                )
            },
        ),
        (
            "lifecycle",
            page(
                Kind::Lifecycle,
                "What happens to a request",
                "From the browser to your code and back, hop by hop.",
                Body::Lifecycle(Box::new(lifecycle)),
            ),
        ),
        (
            "hours",
            Page {
                toc: vec![],
                ..page(
                    Kind::OfficeHours,
                    "Load balancers and TLS",
                    "Two hours a week for everything between the firewall and your app server.",
                    Body::Hours(hours),
                )
            },
        ),
        (
            "on-call",
            page(
                Kind::OnCall,
                "Ops on call",
                "One engineer a week, from Monday to Monday.",
                Body::OnCall(OnCall {
                    html: PROSE.into(),
                    handoffs: "Handoff every Monday, 10:00, America/Los_Angeles".into(),
                    people: cards()[..2].to_vec(),
                    rule: Some(CallRule {
                        language: None,
                        text: "Not in the wiki, or not fixed in five minutes: call.".into(),
                        links: vec![link("Call", "tel:+1-555-0100")],
                    }),
                    shifts: windows(2),
                    all: "/on-call/".into(),
                }),
            ),
        ),
        (
            "agenda",
            bare(
                Kind::OfficeHours,
                "All hours",
                "Ask anything.",
                Body::Agenda(Agenda {
                    call: None,
                    rules: cards()[..3].to_vec(),
                    windows: windows(26),
                    weeks: 26,
                    offer: None,
                }),
            ),
        ),
        (
            "runbooks",
            bare(
                Kind::Runbook,
                "All failures",
                "What broke, and how it was mended.",
                Body::Index(index.clone()),
            ),
        ),
        (
            "404",
            bare(
                Kind::Page,
                "No such page",
                "",
                Body::NotFound(Index {
                    new: None,
                    print: None,
                    groups: index.groups[..1].to_vec(),
                    html: String::new(),
                }),
            ),
        ),
    ]
}
