//! One page of every kind, rendered and held against what every document must keep to.
//!
//! The pages are left in `target/tmp/gallery/` for looking at.

mod language;
mod lifecycle;
mod pages;
mod parts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use glassbox_app::render;

/// Calls `check` with the name and the document of every page.
fn each(check: impl Fn(&str, &str)) {
    let site = parts::site();
    for (name, page) in pages::pages() {
        check(name, &render(&site, &page));
    }
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn pages_can_be_looked_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    fs::create_dir_all(&folder).expect("the folder can be made");
    each(|name, html| {
        fs::write(folder.join(format!("{name}.html")), html).expect("the page can be written");
    });
}

#[test]
fn a_strict_content_security_policy_holds() {
    each(|name, html| {
        for forbidden in ["<style", " style=\"", " onclick=", "javascript:"] {
            assert!(!html.contains(forbidden), "{name}: {forbidden}");
        }
        let inline = html
            .split("<script")
            .skip(1)
            .find(|script| !script.contains("></script>"));
        assert_eq!(inline, None, "{name}: an inline script");
    });
}

#[test]
fn ids_are_unique_and_fragments_lead_somewhere() {
    each(|name, html| {
        let ids = values(html, "id");
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        for href in values(html, "popovertarget") {
            assert!(unique.contains(href), "{name}: {href}");
        }
    });
}

#[test]
fn every_page_has_one_title_and_one_main_part() {
    each(|name, html| {
        assert!(
            html.starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">"),
            "{name}"
        );
        assert_eq!(html.matches("<h1>").count(), 1, "{name}");
        assert_eq!(html.matches("<main ").count(), 1, "{name}");
    });
}

#[test]
fn every_icon_is_drawn_once_and_none_in_vain() {
    each(|name, html| {
        let used: BTreeSet<_> = html
            .split("href=\"#i-")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let drawn: Vec<_> = html
            .split("<g id=\"i-")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(used.into_iter().collect::<Vec<_>>(), drawn, "{name}");
    });
}

#[test]
fn reading_pages_have_no_island() {
    each(|name, html| {
        let live = matches!(
            name,
            "index" | "person" | "hours" | "on-call" | "agenda" | "lifecycle"
        );
        assert_eq!(html.contains("<leptos-island"), live, "{name}");
    });
}

#[test]
fn without_a_client_nothing_waits_for_one() {
    let mut site = parts::site();
    Arc::make_mut(&mut site).assets.module = None;
    for (name, page) in pages::pages() {
        let html = render(&site, &page);
        assert!(!html.contains("leptos-island"), "{name}");
        assert!(!html.contains("zone-picker"), "{name}");
    }
}
