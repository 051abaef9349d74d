//! What the calendar needs of the page: elements, fields, the address, what was remembered.
//!
//! Values of the browser are read by name: it costs the module less than a type for each.

use js_sys::{Array, Date, Function, JSON, Object, Promise, Reflect};
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
    get(of, name).dyn_into().unwrap_or_default()
}

/// What a method answers; undefined where it cannot be called.
pub(crate) fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().copied().collect();
    let method = get(of, name).dyn_into::<Function>();
    method
        .and_then(|method| Reflect::apply(&method, of, &arguments))
        .unwrap_or(JsValue::UNDEFINED)
}

/// What a method promises.
pub(crate) fn promised(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Promise {
    Promise::resolve(&call(of, name, arguments))
}

/// A value with these members.
pub(crate) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object.into()
}

/// A value as JSON.
pub(crate) fn json(value: &JsValue) -> String {
    JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// An attribute; empty where it is missing.
pub(crate) fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// The text of an element.
pub(crate) fn said(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// Shows an element, or hides it.
pub(crate) fn show(selector: &str, on: bool) {
    if let Some(element) = one(selector) {
        set(&element, "hidden", (!on).then_some(""));
    }
}

/// Says that something is so of an element, by an attribute, or that it is not.
pub(crate) fn mark(selector: &str, name: &str, on: bool) {
    if let Some(element) = one(selector) {
        set(&element, name, on.then_some("true"));
    }
}

/// Makes an element, the last one in another.
pub(crate) fn add(parent: &Element, tag: &str, class: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element).ok()?;
    Some(element)
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
        Reflect::set(&field, &"value".into(), &value.into()).ok();
    }
}

/// The values of the address's query, by key.
pub(crate) fn query() -> JsValue {
    let search = window().location().search().unwrap_or_default();
    get(&js_sys::global(), "URLSearchParams")
        .dyn_into::<Function>()
        .and_then(|kind| Reflect::construct(&kind, &Array::of1(&search.into())))
        .unwrap_or(JsValue::UNDEFINED)
}

/// The address of this page with another fragment.
pub(crate) fn address(hash: &str) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    [origin.as_str(), &path, "#", hash].concat()
}

/// Goes to another fragment of the page.
pub(crate) fn go(hash: &str) {
    window().location().set_hash(hash).ok();
}

/// True while nobody looks at the page.
pub(crate) fn unseen() -> bool {
    get(&document(), "hidden").is_truthy()
}

/// Keeps an event from doing what it does by itself.
pub(crate) fn prevent(event: &Event) {
    event.prevent_default();
}

/// 128 random bits, as 32 hexadecimal digits.
pub(crate) fn random() -> String {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    call(
        &get(&js_sys::global(), "crypto"),
        "getRandomValues",
        &[&bytes],
    );
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    let bytes = bytes.to_vec().into_iter();
    bytes
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// A text as a part of an address.
pub(crate) fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A node that is an element.
pub(crate) fn element(node: web_sys::Node) -> Option<Element> {
    node.dyn_into().ok()
}

/// Gives a member of an element a text.
pub(crate) fn set_member(of: &Element, name: &str, value: &str) {
    Reflect::set(of, &name.into(), &value.into()).ok();
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

/// An instant in milliseconds since 1970, given as ISO 8601.
pub(crate) fn millis(instant: &str) -> f64 {
    Date::parse(instant)
}

/// This moment in milliseconds since 1970.
pub(crate) fn millis_now() -> f64 {
    Date::now()
}

/// An instant as ISO 8601 in UTC, to the second: `2026-11-30T23:00:00`; empty when it is none.
pub(crate) fn iso(millis: f64) -> String {
    if millis.is_nan() {
        return String::new();
    }
    let mut text = String::from(Date::new(&millis.into()).to_iso_string());
    text.truncate(19);
    text
}
