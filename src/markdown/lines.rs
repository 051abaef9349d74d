//! Code by lines: those that are marked, added or taken out, and their numbers.

use crate::info::Mark;

/// A line as it is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Line {
    /// How it is marked.
    pub(crate) mark: Option<Mark>,
    /// Its number, where numbers are shown.
    pub(crate) number: Option<usize>,
}

/// The HTML of code with every line in an element of its own, its line break included.
pub(crate) fn by_line(html: &str, line: impl Fn(usize) -> Line) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    for (at, text) in split(html).into_iter().enumerate() {
        let Line { mark, number } = line(at + 1);
        let (element, class) = match mark {
            None => ("span", ""),
            Some(Mark::Look) => ("mark", " line-mark"),
            Some(Mark::Ins) => ("ins", " line-ins"),
            Some(Mark::Del) => ("del", " line-del"),
        };
        let number = number.map(|number| format!(" data-line=\"{number}\""));
        let number = number.unwrap_or_default();
        out += &format!("<{element} class=\"line{class}\"{number}>{text}</{element}>");
    }
    out
}

/// The lines of highlighted code: what is open where one ends is ended there and begun again.
fn split(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut line = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '\n']) {
        line.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\n') {
            line.push('\n');
            line.extend(open.iter().map(|_| "</span>"));
            lines.push(std::mem::take(&mut line));
            line.extend(open.iter().copied());
            rest = after;
            continue;
        }
        let (tag, after) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
        match tag.starts_with("</") {
            true => drop(open.pop()),
            false => open.push(tag),
        }
        line.push_str(tag);
        rest = after;
    }
    line.push_str(rest);
    // Behind the last line break stands no line, only the ends of what was begun again.
    let mut texts = line.split('<').enumerate();
    if texts.any(|(at, part)| match part.split_once('>') {
        Some((_, text)) if at > 0 => !text.is_empty(),
        _ => !part.is_empty(),
    }) {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spans_lines_is_ended_and_begun_again() {
        let html = "<span class=\"a\">one\ntwo</span>\n\nthree\n";
        assert_eq!(
            split(html),
            [
                "<span class=\"a\">one\n</span>",
                "<span class=\"a\">two</span>\n",
                "\n",
                "three\n",
            ]
        );
        let all = "<span class=\"a\">one\n</span>";
        assert_eq!(split(all), ["<span class=\"a\">one\n</span>"]);
        assert_eq!(split("no break"), ["no break"]);
    }

    #[test]
    fn lines_are_marked_and_numbered() {
        let html = by_line("a\nb\n", |at| Line {
            mark: (at == 2).then_some(Mark::Del),
            number: Some(at + 8),
        });
        assert_eq!(
            html,
            "<span class=\"line\" data-line=\"9\">a\n</span>\
             <del class=\"line line-del\" data-line=\"10\">b\n</del>"
        );
    }
}
