//! What people read in a message: one text, as plain text and as HTML.

use html_escape::encode_double_quoted_attribute as escape;

/// One line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What the text is; may be empty.
    pub(super) label: String,
    /// The text.
    pub(super) text: String,
    /// Where the line leads; may be empty.
    pub(super) href: String,
}

impl Line {
    /// A line of text alone.
    pub(super) fn of(text: impl Into<String>) -> Line {
        let text = text.into();
        Line {
            text,
            ..Line::default()
        }
    }

    /// A fact with its label; an address of the web is a link.
    pub(super) fn fact(label: &str, text: String) -> Line {
        let web = text.starts_with("https://") || text.starts_with("http://");
        Line {
            label: label.to_owned(),
            href: if web { text.clone() } else { String::new() },
            text,
        }
    }

    fn plain(&self) -> String {
        match self.label.as_str() {
            "" => self.text.clone(),
            label => format!("{label}: {}", self.text),
        }
    }

    fn html(&self) -> String {
        let (label, text, href) = (escape(&self.label), escape(&self.text), escape(&self.href));
        let text = text.replace('\n', "<br>\n");
        let text = match href.as_ref() {
            "" => text,
            href => format!("<a href=\"{href}\">{text}</a>"),
        };
        match label.as_ref() {
            "" => text,
            label => format!("{label}: {text}"),
        }
    }
}

/// The paragraphs as plain text.
pub(super) fn plain(paragraphs: &[Vec<Line>]) -> String {
    let lines = |lines: &Vec<Line>| lines.iter().map(Line::plain).collect::<Vec<_>>().join("\n");
    paragraphs
        .iter()
        .map(lines)
        .collect::<Vec<_>>()
        .join("\n\n")
        + "\n"
}

/// The paragraphs as a page of HTML with a language and a title: no style and nothing that is fetched.
pub(super) fn html(language: &str, title: &str, paragraphs: &[Vec<Line>]) -> String {
    let lines = |lines: &Vec<Line>| {
        lines
            .iter()
            .map(Line::html)
            .collect::<Vec<_>>()
            .join("<br>\n")
    };
    let paragraphs = paragraphs
        .iter()
        .map(|paragraph| format!("<p>{}</p>\n", lines(paragraph)));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><meta charset=\"utf-8\"><title>{}</title><body>\n{}</body></html>\n",
        escape(language),
        escape(title),
        paragraphs.collect::<String>()
    )
}
