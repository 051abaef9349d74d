//! The API is as its OpenAPI document says: every answer that any test gets is checked.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::world::{Answer, Kind, World};

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../src/booking/router/openapi.json")).expect("JSON")
});

/// The path of the document that a request's path is of.
fn template(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<_> = path.strip_prefix("/api/v1/")?.split('/').collect();
    let templates = DOCUMENT["paths"].as_object().expect("paths").keys();
    let mut fitting = templates.map(String::as_str).filter(|template| {
        let wanted: Vec<_> = template.trim_start_matches('/').split('/').collect();
        wanted.len() == parts.len()
            && wanted
                .iter()
                .zip(&parts)
                .all(|(want, part)| want.starts_with('{') || want == part)
    });
    fitting.next()
}

/// Panics when an answer is not as the document says.
pub(crate) fn assert_documented(method: &str, path: &str, answer: &Answer) {
    let Some(template) = template(path) else {
        return;
    };
    let operation = &DOCUMENT["paths"][template][method.to_lowercase()];
    if operation.is_null() {
        assert_eq!(answer.status, 405, "{method} {path} is not documented");
        return;
    }
    let status = answer.status.to_string();
    let documented = &operation["responses"][&status];
    assert!(
        documented.is_object(),
        "{method} {template} answers {status}, which is not documented"
    );
    for header in documented["headers"]
        .as_object()
        .into_iter()
        .flat_map(|map| map.keys())
    {
        assert!(
            answer.headers.contains_key(header),
            "{method} {template} lacks {header}"
        );
    }
    let Some(content) = documented["content"].as_object() else {
        return;
    };
    let kind = answer.header("content-type");
    let schema = &content
        .get(kind)
        .unwrap_or_else(|| panic!("{method} {template} is {kind}"))["schema"];
    let mut root = schema.clone();
    root["components"] = DOCUMENT["components"].clone();
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&root)
        .expect("a schema");
    let errors: Vec<_> = validator
        .iter_errors(&answer.body)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{method} {template} {status}: {errors:#?} in {:#}",
        answer.body
    );
}

#[test]
fn the_document_is_served_and_holds_what_the_router_does() {
    let world = World::new(Kind::Sqlite);
    assert_eq!(world.get("/api/v1/openapi.json").body, *DOCUMENT);
    for (template, methods) in DOCUMENT["paths"].as_object().expect("paths") {
        let path = template
            .replace("{id}", "mitchell")
            .replace("{secret}", "secret");
        let path = format!("/api/v1{path}");
        for method in ["get", "post"] {
            let answer = match method {
                "get" => world.get(&path),
                _ => world.post(&path, &[], &json!({})),
            };
            let known = answer.status != 405;
            assert_eq!(known, methods.get(method).is_some(), "{method} {template}");
        }
    }
}
