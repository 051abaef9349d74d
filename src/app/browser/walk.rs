//! What the walk through a lifecycle needs of the page: its address, its steps, the picture's box.

use std::time::Duration;

use js_sys::{Reflect, decode_uri_component};
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};
pub(crate) use web_sys::Element;
use web_sys::{Event, HtmlElement, HtmlSelectElement, KeyboardEvent, NodeList};

/// The box that the picture scrolls in.
const SCROLL: &str = "#gb-scroll";

/// What stands before the step of a scenario beside, in an address.
const BESIDE: &str = "?with=";

/// The fragment of the address, without `#`. Whoever passed it on may have escaped it.
pub(crate) fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    plain(hash.trim_start_matches('#'))
}

/// The step of the scenario beside that the address names; empty when it names none.
pub(crate) fn beside() -> String {
    let search = window().location().search().unwrap_or_default();
    plain(search.strip_prefix(BESIDE).unwrap_or_default())
}

/// The address on this page of a fragment, or of two side by side.
pub(crate) fn address(here: &str, beside: Option<&str>) -> String {
    let beside = beside.map(|beside| [BESIDE, beside.trim_start_matches('#')].concat());
    [&*path(), &beside.unwrap_or_default(), here].concat()
}

fn plain(escaped: &str) -> String {
    decode_uri_component(escaped).map_or_else(|_| escaped.to_owned(), String::from)
}

/// The path of the address.
pub(crate) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Gives the page another address; the way back leads to the one that it has.
pub(crate) fn push(address: &str) {
    if let Ok(history) = window().history() {
        history
            .push_state_with_url(&JsValue::NULL, "", Some(address))
            .ok();
    }
}

/// Gives the page another address in place of the one that it has.
pub(crate) fn replace(address: &str) {
    if let Ok(history) = window().history() {
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(address))
            .ok();
    }
}

/// The first element of a selector.
pub(crate) fn one(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok()?
}

/// All elements of a selector, as they stand on the page.
pub(crate) fn all(selector: &str) -> Vec<Element> {
    list(document().query_selector_all(selector))
}

/// All elements of a selector within another one.
pub(crate) fn under(element: &Element, selector: &str) -> Vec<Element> {
    list(element.query_selector_all(selector))
}

/// The element of an id, which may hold any character.
pub(crate) fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The first element of a selector within another one.
pub(crate) fn first(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok()?
}

/// Gives an element an attribute, or takes it away.
pub(crate) fn set(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => element.set_attribute(name, value).ok(),
        None => element.remove_attribute(name).ok(),
    };
}

/// The text of the first element of a selector within another one.
pub(crate) fn text(element: &Element, selector: &str) -> String {
    let found = first(element, selector);
    found
        .and_then(|found| found.text_content())
        .unwrap_or_default()
}

/// Writes a text into an element, unless it is there already.
pub(crate) fn write(selector: &str, text: &str) {
    if let Some(element) = one(selector)
        && element.text_content().as_deref() != Some(text)
    {
        element.set_text_content(Some(text));
    }
}

/// Writes another text into an element that holds nothing else.
pub(crate) fn rewrite(element: &Element, text: &str) {
    match element.first_child() {
        Some(node) => node.set_node_value(Some(text)),
        None => element.set_text_content(Some(text)),
    }
}

/// Has the browser lay out what an element will be with an attribute, of which nothing is to be seen:
/// to ask where it is, is enough.
pub(crate) fn lay_out_with(element: &Element, name: &str) {
    set(element, name, Some(""));
    element.get_bounding_client_rect();
    set(element, name, None);
}

/// Does something once the next frame is painted, so that it does not keep the reader waiting.
pub(crate) fn after_paint(task: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(task, Duration::ZERO));
}

/// The value of a `<select>`.
pub(crate) fn chosen(selector: &str) -> String {
    let select = one(selector).and_then(|one| one.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}

/// Sets the value of a `<select>`.
pub(crate) fn choose(selector: &str, value: &str) {
    if let Some(select) = one(selector).and_then(|one| one.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(value);
    }
}

/// Scrolls the picture within its box until a point of it, in its own units, is in the middle.
pub(crate) fn look_at((x, y): (i32, i32)) {
    let Some(view) = one(SCROLL) else {
        return;
    };
    let (width, height) = (view.client_width(), view.client_height());
    if view.scroll_width() <= width && view.scroll_height() <= height {
        return;
    }
    let Ok(Some(picture)) = view.query_selector("svg") else {
        return;
    };
    let natural = picture.get_attribute("width");
    let natural = natural.and_then(|width| width.parse::<i32>().ok());
    let scale = natural.map_or(1.0, |natural| {
        picture.get_bounding_client_rect().width() / f64::from(natural)
    });
    let left = f64::from(x) * scale - f64::from(width) / 2.0;
    let top = f64::from(y) * scale - f64::from(height) / 2.0;
    view.scroll_to_with_x_and_y(left, top);
}

/// Scrolls a row until one of its elements is in the middle.
pub(crate) fn scroll_to(element: &Element) {
    if let Some(row) = element.parent_element() {
        let middle = |of: &Element| {
            let rect = of.get_bounding_client_rect();
            rect.left() + rect.width() / 2.0
        };
        row.scroll_by_with_x_and_y(middle(element) - middle(&row), 0.0);
    }
}

/// Brings the picture back into view where the reader has scrolled past it.
pub(crate) fn keep_in_view() {
    if let Some(stage) = one(".walk-stage")
        && stage.get_bounding_client_rect().top() < 0.0
    {
        stage.scroll_into_view();
    }
}

/// True when an event comes from within something.
pub(crate) fn within(event: &Event, selector: &str) -> bool {
    closest(event, selector).is_some()
}

/// An attribute of that within which an event comes from.
pub(crate) fn attribute(event: &Event, selector: &str, name: &str) -> Option<String> {
    closest(event, selector)?.get_attribute(name)
}

/// Where that stands among its siblings within which an event comes from; the first one, which is
/// none of them, does not count.
pub(crate) fn place(event: &Event, selector: &str) -> Option<usize> {
    let target = closest(event, selector)?;
    all(selector)
        .iter()
        .position(|one| *one == target)?
        .checked_sub(1)
}

/// The key of a keyboard event; empty with a modifier.
pub(crate) fn key(event: &Event) -> String {
    let key = event
        .dyn_ref::<KeyboardEvent>()
        .filter(|_| !modified(event));
    key.map(KeyboardEvent::key).unwrap_or_default()
}

/// True when a key or click is meant for the browser: a tab of its own, a shortcut.
pub(crate) fn modified(event: &Event) -> bool {
    ["altKey", "ctrlKey", "metaKey", "shiftKey"]
        .into_iter()
        .any(|name| Reflect::get(event, &name.into()).is_ok_and(|pressed| pressed.is_truthy()))
}

/// Gives the focus to an element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.focus().ok();
    }
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()?
}

fn list(nodes: Result<NodeList, JsValue>) -> Vec<Element> {
    let nodes = nodes.ok().into_iter();
    nodes
        .flat_map(|nodes| (0..nodes.length()).filter_map(move |index| nodes.item(index)))
        .filter_map(|node| node.dyn_into().ok())
        .collect()
}
