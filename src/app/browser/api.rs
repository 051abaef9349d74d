//! Asking the booking service.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::page::{get, object, promised, text_of};

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
        kind.rsplit(':').next().unwrap_or_default().to_owned()
    }

    /// True when it comes from the service, and not from whatever stands in its place.
    pub(crate) fn is_served(&self) -> bool {
        self.status < 500 && self.body.is_object()
    }
}

/// Asks for an address; `None` when no answer came.
pub(crate) async fn ask(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Option<Answer> {
    let mut all = vec![("Accept", JsValue::from("application/json"))];
    all.extend(headers.iter().map(|(name, value)| (*name, (*value).into())));
    let mut options = vec![
        ("method", JsValue::from(method)),
        ("cache", "no-cache".into()),
    ];
    if let Some(body) = body {
        all.push(("Content-Type", "application/json".into()));
        options.push(("body", body.into()));
    }
    options.push(("headers", object(&all)));
    let asked = promised(
        &js_sys::global(),
        "fetch",
        &[&url.into(), &object(&options)],
    );
    let response = JsFuture::from(asked).await.ok()?;
    let status = get(&response, "status").as_f64()?;
    let body = JsFuture::from(promised(&response, "json", &[])).await;
    Some(Answer {
        status: status as u32,
        body: body.unwrap_or(JsValue::NULL),
    })
}
