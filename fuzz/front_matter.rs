//! Any text is front matter or a TOML file: it is read as every kind of thing, and whatever is
//! wrong stands in the file.

#![no_main]

use chrono::{Days, NaiveDate};
use glassbox_markdown::{data, front_matter};
use glassbox_model::{
    Diagnostic, Source,
    content::{Common, Hours, Lifecycle, OnCall, Path, Person, Portal, Runbook, Talk},
    decode::{Decoder, from_map},
    node::{Node, Value},
};
use glassbox_schedule::{Zone, check, check_on_call, shifts, windows};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::new("guides/a.md", text);
    let (parts, mut found) = front_matter::split(&source);
    assert!(source.text.get(parts.body).is_some(), "the body is text");
    let (whole, also) = data::toml(&source, 0..text.len());
    found.extend(also);
    for node in std::iter::once(&parts.matter).chain(&whole) {
        spans(&source, node);
        decode(&source, node, &mut found);
    }
    for found in found {
        let at = source.offset(found.line, found.column);
        assert_eq!(source.position(at), (found.line, found.column), "{found:?}");
    }
});

/// Every part stands somewhere in the file.
fn spans(source: &Source, node: &Node) {
    assert!(source.text.get(node.span.clone()).is_some(), "{node:?}");
    match &node.value {
        Value::List(nodes) => nodes.iter().for_each(|node| spans(source, node)),
        Value::Map(entries) => {
            for (key, node) in entries {
                assert!(source.text.get(key.span.clone()).is_some(), "{key:?}");
                spans(source, node);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

fn decode(source: &Source, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let decoder = &mut Decoder {
        source,
        diagnostics,
    };
    let _: Option<Common> = from_map(node, decoder);
    let _: Option<Lifecycle> = from_map(node, decoder);
    let _: Option<Path> = from_map(node, decoder);
    let _: Option<Person> = from_map(node, decoder);
    let _: Option<Portal> = from_map(node, decoder);
    let _: Option<Runbook> = from_map(node, decoder);
    let _: Option<Talk> = from_map(node, decoder);
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    let later = today + Days::new(182);
    let zone = |name: Option<&String>| {
        let named = name.and_then(|name| Zone::named(name).ok());
        named.unwrap_or_else(Zone::utc)
    };
    let hours: Option<Hours> = from_map(node, decoder);
    let on_call: Option<OnCall> = from_map(node, decoder);
    if let Some(hours) = hours {
        diagnostics.extend(check(&hours, source));
        let zone = zone(hours.zone.as_ref().map(|zone| &zone.value));
        let _ = windows(&hours, &zone, today, later);
    }
    if let Some(on_call) = on_call {
        diagnostics.extend(check_on_call(&on_call, source));
        let zone = zone(on_call.zone.as_ref().map(|zone| &zone.value));
        let _ = shifts(&on_call, &zone, today, later);
    }
}
