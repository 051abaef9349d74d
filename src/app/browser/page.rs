//! What the calendar needs of the page: elements, fields, the address, what was remembered.
//!
//! Values of the browser are read by name: it costs the module less than a type for each.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

/// Any value of the browser.
pub(crate) use wasm_bindgen::JsValue as Value;
pub(crate) use web_sys::Element;
use web_sys::Event;

use super::walk::{one, set};

/// A member of a value; undefined where it has none.
pub(crate) fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A member that is text; empty where it is none.
pub(crate) fn text_of(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}

/// The things of a member that is a list.
pub(crate) fn list_of(of: &JsValue, name: &str) -> Array {
    list(get(of, name))
}

/// The things of a list; none where it is no list.
pub(crate) fn list(value: JsValue) -> Array {
    value.dyn_into().unwrap_or_default()
}

/// A text of each thing in a member that is a list.
pub(crate) fn texts_of(of: &JsValue, name: &str, text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for thing in list_of(of, name).iter() {
        texts.push(text_of(&thing, text));
    }
    texts
}

/// What a method answers; undefined where it cannot be called.
pub(crate) fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> JsValue {
    let method = get(of, name).dyn_into::<Function>();
    method
        .and_then(|method| Reflect::apply(&method, of, &array(arguments)))
        .unwrap_or(JsValue::UNDEFINED)
}

/// A new thing of a kind; `None` where it cannot be made.
pub(crate) fn made(of: &JsValue, kind: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let kind = get(of, kind).dyn_into::<Function>().ok()?;
    Reflect::construct(&kind, &array(arguments)).ok()
}

fn array(things: &[&JsValue]) -> Array {
    things.iter().copied().collect()
}

/// What the browser has under a name for every script.
pub(crate) fn global(name: &str) -> JsValue {
    get(&window(), name)
}

/// What a method promises.
pub(crate) fn promised(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Promise {
    Promise::resolve(&call(of, name, arguments))
}

/// A value with these members.
pub(crate) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new().into();
    for (name, value) in members {
        put(&object, name, value);
    }
    object
}

/// A value as JSON.
pub(crate) fn json(value: &JsValue) -> String {
    let json = call(&global("JSON"), "stringify", &[value]);
    json.as_string().unwrap_or_default()
}

/// An attribute; empty where it is missing.
pub(crate) fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// The text of an element.
pub(crate) fn said(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// An attribute of the first element of a selector; empty where there is none.
pub(crate) fn attribute_of(selector: &str, name: &str) -> String {
    one(selector).map_or_else(String::new, |element| attribute(&element, name))
}

/// Gives the first element of a selector an attribute, or takes it away.
pub(crate) fn set_on(selector: &str, name: &str, value: Option<&str>) {
    if let Some(element) = one(selector) {
        set(&element, name, value);
    }
}

/// Shows an element, or hides it.
pub(crate) fn show(selector: &str, on: bool) {
    set_on(selector, "hidden", (!on).then_some(""));
}

/// Says that something is so of an element, by an attribute, or that it is not.
pub(crate) fn mark(selector: &str, name: &str, on: bool) {
    set_on(selector, name, on.then_some("true"));
}

/// Makes an element, the last one in another.
pub(crate) fn add(parent: &Element, tag: &str, class: &str) -> Option<Element> {
    let new = call(&document(), "createElement", &[&tag.into()]);
    set(
        new.unchecked_ref(),
        "class",
        (!class.is_empty()).then_some(class),
    );
    append(parent, element(new)?)
}

/// Puts an element into another, as the last one.
pub(crate) fn append(parent: &Element, child: Element) -> Option<Element> {
    call(parent, "appendChild", &[&child]);
    Some(child)
}

/// A copy of an element with all that is in it.
pub(crate) fn copy(of: &Element) -> Option<Element> {
    element(call(of, "cloneNode", &[&true.into()]))
}

/// Makes an item of a list with a link in it.
pub(crate) fn add_link(list: &Element, class: &str, hash: &str, text: &str) {
    let item = add(list, "li", "");
    if let Some(link) = item.and_then(|item| add(&item, "a", class)) {
        set(&link, "href", Some(&["#", hash].concat()));
        link.set_text_content(Some(text));
    }
}

/// Hides an element, or shows it.
pub(crate) fn hide(element: &Element, on: bool) {
    set(element, "hidden", on.then_some(""));
}

/// Names in a row, with something between. The standard library's `join` takes six times the room.
pub(crate) fn row(names: &[String], between: &str) -> String {
    let mut row = String::new();
    for name in names {
        if !row.is_empty() {
            row.push_str(between);
        }
        row.push_str(name);
    }
    row
}

/// Gives the focus to an element.
pub(crate) fn focus(selector: &str) {
    if let Some(element) = one(selector) {
        super::walk::focus(&element);
    }
}

/// The value of a field; empty where there is none.
pub(crate) fn value(selector: &str) -> String {
    one(selector).map_or_else(String::new, |field| text_of(&field, "value"))
}

/// Gives a field a value.
pub(crate) fn set_value(selector: &str, value: &str) {
    if let Some(field) = one(selector) {
        set_member(&field, "value", value);
    }
}

/// A value of the address's query, by its key; empty where it has none.
pub(crate) fn asked(key: &str) -> String {
    let search = get(&window().location(), "search");
    let query = made(&window(), "URLSearchParams", &[&search]).unwrap_or_default();
    let value = call(&query, "get", &[&key.into()]);
    value.as_string().unwrap_or_default()
}

/// The address of this page with another fragment.
pub(crate) fn address(hash: &str) -> String {
    let origin = text_of(&window().location(), "origin");
    [&origin, &super::walk::path(), "#", hash].concat()
}

/// Goes to another fragment of the page.
pub(crate) fn go(hash: &str) {
    set_member(&window().location(), "hash", hash);
}

/// True while nobody looks at the page.
pub(crate) fn unseen() -> bool {
    get(&document(), "hidden").is_truthy()
}

/// Keeps an event from doing what it does by itself.
pub(crate) fn prevent(event: &Event) {
    event.prevent_default();
}

/// 128 random bits, as numbers with dots between.
pub(crate) fn random() -> String {
    let bytes = made(&window(), "Uint8Array", &[&16.into()]).unwrap_or_default();
    call(&global("crypto"), "getRandomValues", &[&bytes]);
    let text = call(&bytes, "join", &[&".".into()]);
    text.as_string().unwrap_or_default()
}

/// A text as a part of an address.
pub(crate) fn encode(text: &str) -> String {
    let encoded = call(&window(), "encodeURIComponent", &[&text.into()]);
    encoded.as_string().unwrap_or_default()
}

/// A value that is an element.
pub(crate) fn element(value: JsValue) -> Option<Element> {
    value.dyn_into().ok()
}

/// Gives a member of an element a text.
pub(crate) fn set_member(of: &JsValue, name: &str, value: &str) {
    put(of, name, &value.into());
}

/// The value of the field that an event comes from.
pub(crate) fn event_value(event: &Event) -> String {
    event
        .target()
        .map_or_else(String::new, |target| text_of(&target, "value"))
}

/// Brings the top of an element into view, where it is above.
pub(crate) fn to_top(selector: &str) {
    if let Some(element) = one(selector)
        && element.get_bounding_client_rect().top() < 0.0
    {
        element.scroll_into_view();
    }
}

/// Gives a value a member.
pub(crate) fn put(of: &JsValue, name: &str, value: &JsValue) {
    Reflect::set(of, &name.into(), value).ok();
}

/// An instant, given as ISO 8601 or in milliseconds since 1970.
pub(crate) fn date(instant: impl Into<JsValue>) -> JsValue {
    made(&window(), "Date", &[&instant.into()]).unwrap_or_default()
}

/// An instant in milliseconds since 1970, given as ISO 8601; no number when it is none.
pub(crate) fn millis(instant: &str) -> f64 {
    let millis = call(&date(instant), "getTime", &[]);
    millis.as_f64().unwrap_or(f64::NAN)
}

/// This moment in milliseconds since 1970.
pub(crate) fn millis_now() -> f64 {
    let now = call(&global("Date"), "now", &[]);
    now.as_f64().unwrap_or_default()
}

/// The civil day of an instant in UTC: `2026-11-30`.
pub(crate) fn day(millis: f64) -> String {
    let mut text = iso(millis);
    text.truncate(10);
    text
}

/// An instant as ISO 8601 in UTC, to the second: `2026-11-30T23:00:00`; empty when it is none.
pub(crate) fn iso(millis: f64) -> String {
    let text = call(&date(millis), "toISOString", &[]).as_string();
    let mut text = text.unwrap_or_default();
    text.truncate(19);
    text
}
