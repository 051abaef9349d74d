//! Mermaid fences to SVG, drawn by merman (the renderer that Zed uses), without a browser.
//!
//! Its SVG is meant to stand alone, with colours in a `<style>`. Ours stands in a page under a
//! policy that forbids that, and follows the page's colour scheme: shapes, text and classes stay,
//! styling goes, and `style/components/diagram.css` paints the classes.

use std::{collections::HashSet, ops::Range};

use glassbox_markdown::Problem;
use merman::{
    Engine, MermaidConfig, OperationControl, RenderError, RenderOutput, RenderRequest, Renderer,
    SvgRequest, TerminalDiagnostic,
    svg::{SvgPipeline, SvgRenderOptions},
};
use quick_xml::{
    Reader, Writer,
    events::{BytesStart, Event, attributes::Attribute},
    name::QName,
};

/// The renderer, configured once.
pub(crate) struct Mermaid {
    renderer: Renderer,
}

impl Mermaid {
    /// A renderer whose labels are SVG text.
    pub(crate) fn new() -> Mermaid {
        let config = serde_json::json!({
            "htmlLabels": false,
            // Closer together than by default: a diagram stands in a column of text.
            "flowchart": { "htmlLabels": false, "nodeSpacing": 28, "rankSpacing": 34, "padding": 10 },
            "look": "classic",
            "theme": "base",
        });
        let engine = Engine::new().with_site_config(MermaidConfig::from_value(config));
        Mermaid {
            renderer: Renderer::new().with_engine(engine),
        }
    }

    /// A diagram as one `<svg role="img">` whose ids start with `id`.
    ///
    /// # Errors
    ///
    /// The bytes of `code` that do not parse, and why.
    pub(crate) fn draw(&self, code: &str, id: &str) -> Result<String, (Range<usize>, Problem)> {
        let kinds =
            "supported are flowchart, sequenceDiagram, stateDiagram-v2, classDiagram and erDiagram";
        match self.rendered(code, id) {
            Ok(RenderOutput::Svg(Some(svg))) => restyle(svg.svg()).map_err(|error| {
                (
                    0..0,
                    (format!("the diagram cannot be drawn: {error}"), None),
                )
            }),
            Ok(_) => Err((
                0..0,
                ("no Mermaid diagram".to_owned(), Some(kinds.to_owned())),
            )),
            Err(RenderError::Parse(problem)) => {
                let span = problem.terminal_diagnostic_details().span;
                // What has no place is said to be at an end.
                let span = span.filter(|span| span.start < span.end).map_or_else(
                    || self.first_line_of(&problem, code),
                    |span| span.start..span.end,
                );
                let message = format!("the diagram does not parse: {}", ours(&said(&problem)));
                let hint = match message.contains("type detected") {
                    true => kinds,
                    false => {
                        "look just before it, too; a label with brackets stands in quotes: `a[\"f(x)\"]`"
                    }
                };
                Err((span, (message, Some(hint.to_owned()))))
            }
            Err(error) => {
                let message = error.to_string().to_lowercase();
                Err((
                    0..0,
                    (
                        format!("the diagram cannot be drawn: {message}"),
                        Some(kinds.to_owned()),
                    ),
                ))
            }
        }
    }

    fn rendered(&self, code: &str, id: &str) -> Result<RenderOutput, RenderError> {
        let request = SvgRequest {
            pipeline: Some(SvgPipeline::resvg_safe()),
            options: SvgRenderOptions {
                diagram_id: Some(id.to_owned()),
                ..SvgRenderOptions::default()
            },
            ..SvgRequest::default()
        };
        let request = RenderRequest::svg(code, OperationControl::new(), request);
        self.renderer.render(request)
    }

    /// The line of a problem that the parser has no place for: the first with which it says the
    /// same of all lines so far.
    fn first_line_of(&self, problem: &TerminalDiagnostic, code: &str) -> Range<usize> {
        let ends: Vec<_> = code.match_indices('\n').map(|(at, _)| at).collect();
        let line = ends.partition_point(|end| match self.rendered(&code[..*end], "d") {
            Err(RenderError::Parse(earlier)) => said(&earlier) != said(problem),
            _ => true,
        });
        let start = line.checked_sub(1).map_or(0, |before| ends[before] + 1);
        let end = ends.get(line).copied().unwrap_or(code.len());
        let text = &code[start..end];
        let start = start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }
}

/// What the parser says, without the name of the diagram before it.
fn said(problem: &TerminalDiagnostic) -> String {
    let message = problem.terminal_safe_message();
    let message = message.rsplit("): ").next().unwrap_or_default();
    message.to_owned()
}

/// A sentence of the parser as ours are: it begins small, and leaves the place to the diagnostic.
fn ours(message: &str) -> String {
    let message = match message.rsplit_once(" at ") {
        Some((message, at)) if at.bytes().all(|byte| byte.is_ascii_digit()) => message,
        _ => message,
    };
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// Strips styling and what nothing refers to.
fn restyle(svg: &str) -> Result<String, quick_xml::Error> {
    let used = references(svg);
    let mut reader = Reader::from_str(svg);
    let mut writer = Writer::new(Vec::with_capacity(svg.len() / 4));
    // The depth of elements inside one that is left out.
    let mut skipped = 0usize;
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(_) if skipped > 0 => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            _ if skipped > 0 => {}
            Event::Start(tag) if unwanted(&tag, &used) => skipped = 1,
            Event::Empty(tag) if unwanted(&tag, &used) => {}
            Event::Start(tag) => writer.write_event(Event::Start(clean(&tag, &used)))?,
            // HTML knows no `<path/>`: an end tag is what both syntaxes read alike.
            Event::Empty(tag) => {
                let tag = clean(&tag, &used);
                let end = tag.to_end().into_owned();
                writer.write_event(Event::Start(tag))?;
                writer.write_event(Event::End(end))?;
            }
            event @ (Event::End(_) | Event::Text(_) | Event::GeneralRef(_)) => {
                writer.write_event(event)?;
            }
            _ => {}
        }
    }
    Ok(String::from_utf8_lossy(&writer.into_inner()).into_owned())
}

/// Every id that something in the drawing refers to.
fn references(svg: &str) -> HashSet<&str> {
    let urls = svg
        .split("url(#")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let uses = svg
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let names = svg
        .split("labelledby=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let about = svg
        .split("describedby=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    urls.chain(uses).chain(names).chain(about).collect()
}

/// Elements that are kept: shapes, text and what they refer to.
const DRAWN: &[&str] = &[
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "marker", "path", "polygon",
    "polyline", "rect", "svg", "symbol", "text", "title", "tspan", "use",
];

fn unwanted(tag: &BytesStart<'_>, used: &HashSet<&str>) -> bool {
    let name = tag.local_name();
    match name.as_ref() {
        "marker" | "symbol" | "clipPath" => {
            let id = tag.try_get_attribute("id").ok().flatten();
            id.is_none_or(|id| !used.contains(id.value.as_ref()))
        }
        name => !DRAWN.contains(&name),
    }
}

/// Attributes that are kept: geometry, text and names. Colours are the style sheet's.
const KEPT: &[&str] = &[
    "aria-describedby",
    "aria-labelledby",
    "class",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "height",
    "id",
    "marker-end",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "orient",
    "points",
    "preserveAspectRatio",
    "r",
    "refX",
    "refY",
    "rx",
    "ry",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xmlns",
    "y",
    "y1",
    "y2",
];

fn clean(tag: &BytesStart<'_>, used: &HashSet<&str>) -> BytesStart<'static> {
    let name = tag.name().as_ref().to_owned();
    let mut out = BytesStart::new(name.clone());
    let attributes: Vec<_> = tag.attributes().flatten().collect();
    for attribute in &attributes {
        let key = attribute.key.as_ref();
        let key = key.strip_prefix("xlink:").unwrap_or(key);
        let raw = attribute.value.as_ref();
        match key {
            "width" if name == "svg" => {}
            "viewBox" if name == "svg" => {
                let numbers: Vec<_> = raw.split_whitespace().map(round).collect();
                if let [_, _, width, height] = numbers.as_slice() {
                    push(&mut out, "width", width);
                    push(&mut out, "height", height);
                }
                push(&mut out, key, &numbers.join(" "));
                push(&mut out, "role", "img");
            }
            "style" => {
                // What `<text>` needs to stand where it was drawn.
                for (property, value) in raw.split(';').filter_map(|rule| rule.split_once(':')) {
                    if matches!(property.trim(), "text-anchor" | "dominant-baseline") {
                        push(&mut out, property.trim(), value.trim());
                    }
                }
            }
            "d" | "points" | "transform" => push(&mut out, key, &round_all(raw)),
            // Out of the drawing, only links lead, and only to the web.
            "href" => {
                let web = raw.starts_with("https://") || raw.starts_with("http://");
                if raw.starts_with('#') || (web && name == "a") {
                    push(&mut out, key, raw);
                }
            }
            "id" if name != "svg" && !used.contains(raw) => {}
            _ if KEPT.contains(&key) => push(&mut out, key, &round(raw)),
            _ => {}
        }
    }
    out
}

/// Adds an attribute whose value is escaped already; the first of a name stays.
fn push(tag: &mut BytesStart<'static>, key: &str, value: &str) {
    if matches!(tag.try_get_attribute(key), Ok(Some(_))) {
        return;
    }
    tag.push_attribute(Attribute {
        key: QName(key),
        value: value.into(),
    });
}

/// One number with one decimal, which is a tenth of a pixel.
fn round(number: &str) -> String {
    match number.parse::<f64>() {
        Ok(value) => {
            let rounded = (value * 10.0).round() / 10.0;
            // No `-0`.
            format!("{}", rounded + 0.0)
        }
        Err(_) => number.to_owned(),
    }
}

/// Every number of a path, rounded.
fn round_all(path: &str) -> String {
    let mut out = String::with_capacity(path.len() / 2);
    let mut number = String::new();
    for c in path.chars().chain(std::iter::once('\0')) {
        let continues = c.is_ascii_digit()
            || c == '.'
            || (c == '-' && (number.is_empty() || number.ends_with('e')))
            || (c == 'e' && !number.is_empty());
        if continues {
            number.push(c);
            continue;
        }
        out.push_str(&round(&number));
        number.clear();
        match c {
            '\0' => {}
            '-' => number.push(c),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOW: &str =
        "flowchart LR\n  accTitle: The way\n  accDescr: From a to b\n  a[One] -->|go| b{Two?}\n";

    #[test]
    fn a_drawing_has_a_name_and_no_styling() {
        let svg = Mermaid::new().draw(FLOW, "diagram-7").unwrap();
        assert!(svg.starts_with("<svg id=\"diagram-7\""), "{svg}");
        assert!(
            svg.contains("role=\"img\"") && svg.contains("The way") && svg.contains("From a to b")
        );
        assert!(!svg.contains("style") && !svg.contains("fill="), "{svg}");
        assert!(svg.contains("One") && svg.contains("Two?") && svg.contains("go"));
        assert!(svg.len() < 6_000, "{} bytes", svg.len());
        assert_eq!(svg, Mermaid::new().draw(FLOW, "diagram-7").unwrap());
    }

    #[test]
    fn a_mistake_has_a_place() {
        let code = "flowchart LR\n  a --> \n  --> b[\n";
        let (span, (message, hint)) = Mermaid::new().draw(code, "d").unwrap_err();
        assert_eq!(code[span].trim(), "-->");
        assert!(message.contains("unexpected edge operator"), "{message}");
        assert!(hint.is_some());
        assert!(Mermaid::new().draw("nonsense", "d").is_err());
    }

    #[test]
    fn a_label_with_brackets_is_found_in_its_line() {
        let code = "flowchart LR\n  subgraph s\n    a --> b\n    b[Load (balancer)] --> c\n  end\n  c --> d\n";
        let (span, (message, _)) = Mermaid::new().draw(code, "d").unwrap_err();
        assert_eq!(&code[span], "b[Load (balancer)] --> c", "{message}");
        let last = "flowchart LR\n  a{one {two}}";
        let (span, _) = Mermaid::new().draw(last, "d").unwrap_err();
        assert_eq!(&last[span], "a{one {two}}");
    }

    /// Vectors as labels, links, directives and styles; browsers read what is left as HTML.
    #[test]
    fn no_diagram_acts() {
        let text = include_str!("../../tests/hostile/mermaid.json");
        let list: serde_json::Value = serde_json::from_str(text).unwrap();
        let mermaid = Mermaid::new();
        let mut drawn = 0;
        for code in list["vectors"].as_array().unwrap() {
            let code = code.as_str().unwrap();
            let Ok(svg) = mermaid.draw(code, "diagram-7") else {
                continue;
            };
            drawn += 1;
            let page = scraper::Html::parse_fragment(&svg);
            assert!(page.errors.is_empty(), "{:?} of {code}\n{svg}", page.errors);
            for element in page.root_element().descendent_elements().skip(1) {
                let name = element.value().name();
                assert!(DRAWN.contains(&name), "<{name}> of {code}\n{svg}");
                for (key, value) in element.value().attrs() {
                    assert!(
                        KEPT.contains(&key) || ["href", "role"].contains(&key),
                        "{key} of {code}\n{svg}"
                    );
                    let own = value.starts_with("#diagram-7");
                    let leaves = name == "a" && value.starts_with("https://");
                    assert!(key != "href" || own || leaves, "{value} of {code}");
                    assert!(
                        key != "id" || value.contains("diagram-7"),
                        "{value} of {code}"
                    );
                    assert!(
                        !value.contains("url(") || value.starts_with("url(#"),
                        "{value}"
                    );
                }
            }
        }
        assert!(drawn >= 30, "{drawn} are drawn");
    }

    #[test]
    fn numbers_are_rounded() {
        assert_eq!(round_all("M151.483,-0.04L1e-7,2Z"), "M151.5,0L0,2Z");
        assert_eq!(round_all("translate(517.38,8)"), "translate(517.4,8)");
        assert_eq!(round_all("M1-2"), "M1-2");
    }
}
