//! Asking the booking service.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::page::{get, object, promised, put, text_of};

/// What the service answered.
pub(crate) struct Answer {
    /// The HTTP status.
    pub status: u32,
    /// The body, read as JSON; null when it is none.
    pub body: JsValue,
}

impl Answer {
    /// The kind of a problem (RFC 9457): `slot-taken`; empty when the answer tells of none.
    pub(crate) fn problem(&self) -> String {
        let kind = text_of(&self.body, "type");
        let name = kind.strip_prefix("urn:glassbox:problem:");
        name.unwrap_or_default().to_owned()
    }

    /// True when it comes from the service, and not from whatever stands in its place.
    pub(crate) fn is_served(&self) -> bool {
        self.status < 500 && self.body.is_object()
    }
}

/// The header that shows a secret.
pub(crate) fn bearer(secret: &str) -> String {
    ["Bearer ", secret].concat()
}

/// The header that says which version of a booking was seen.
pub(crate) fn seen(booking: &JsValue) -> String {
    let sequence = get(booking, "sequence").as_f64().unwrap_or_default();
    ["\"", &(sequence as usize).to_string(), "\""].concat()
}

/// Asks for an address; `None` when no answer came.
pub(crate) async fn ask(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Option<Answer> {
    let kind = JsValue::from("application/json");
    let all = object(&[("Accept", kind.clone())]);
    for (name, value) in headers {
        put(&all, name, &(*value).into());
    }
    let options = object(&[("method", method.into()), ("cache", "no-cache".into())]);
    if let Some(body) = body {
        put(&all, "Content-Type", &kind);
        put(&options, "body", &body.into());
    }
    put(&options, "headers", &all);
    let asked = promised(&window(), "fetch", &[&url.into(), &options]);
    let response = JsFuture::from(asked).await.ok()?;
    let status = get(&response, "status").as_f64()?;
    let body = JsFuture::from(promised(&response, "json", &[])).await;
    Some(Answer {
        status: status as u32,
        body: body.unwrap_or(JsValue::NULL),
    })
}
