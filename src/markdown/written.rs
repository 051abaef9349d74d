//! Where the author's own HTML stands in a file, and where the addresses in it do.

use std::{
    collections::{BTreeMap, VecDeque},
    ops::Range,
};

/// The attributes that hold an address.
const ATTRIBUTES: [&str; 2] = ["href", "src"];

/// The places of the HTML, in order.
#[derive(Debug, Default)]
pub(crate) struct Written {
    spans: Vec<Range<usize>>,
}

/// The places of addresses, by what they say.
#[derive(Debug)]
pub(crate) struct Places {
    by_address: BTreeMap<String, VecDeque<Range<usize>>>,
    /// Where the HTML begins.
    first: usize,
}

impl Written {
    /// Adds HTML that stands at these bytes of the file.
    pub(crate) fn add(&mut self, span: Range<usize>) {
        match self.spans.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.spans.push(span),
        }
    }

    /// Finds the addresses in the HTML of a file.
    pub(crate) fn places(&self, text: &str) -> Places {
        let mut by_address: BTreeMap<String, VecDeque<_>> = BTreeMap::new();
        for span in &self.spans {
            for place in values(&text[span.clone()]) {
                let place = span.start + place.start..span.start + place.end;
                let address = text[place.clone()].replace("&amp;", "&");
                by_address.entry(address).or_default().push_back(place);
            }
        }
        Places {
            by_address,
            first: self.spans.first().map_or(0, |span| span.start),
        }
    }
}

impl Places {
    /// Where the next address that says this stands. One that is written in no way that we know is
    /// said to stand where the HTML begins.
    pub(crate) fn next(&mut self, address: &str) -> Range<usize> {
        let places = self.by_address.get_mut(address);
        let next = places.and_then(|places| match places.len() {
            1 => places.front().cloned(),
            _ => places.pop_front(),
        });
        next.unwrap_or(self.first..self.first)
    }
}

/// Where the values of attributes that hold an address stand in HTML, in order.
fn values(html: &str) -> Vec<Range<usize>> {
    let lower = html.to_ascii_lowercase();
    let mut values: Vec<_> = ATTRIBUTES
        .iter()
        .flat_map(|name| lower.match_indices(name).map(|(at, name)| at + name.len()))
        .filter_map(|at| {
            let assigned = html[at..].trim_start().strip_prefix('=')?.trim_start();
            let (value, end) = match assigned.strip_prefix(['"', '\'']) {
                Some(value) => (value, assigned.chars().next()),
                None => (assigned, None),
            };
            let length = match end {
                Some(quote) => value.find(quote)?,
                None => value.find([' ', '\t', '\n', '>']).unwrap_or(value.len()),
            };
            let start = html.len() - value.len();
            Some(start..start + length)
        })
        .collect();
    values.sort_by_key(|place| place.start);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_attributes_and_in_their_order() {
        let text = "see a.md, <a title=\"a.md\" HREF = \"a.md\">a.md</a> a.md <a href=a.md> <a href='b.md?x&amp;y'>";
        let mut written = Written::default();
        for (at, _) in text.match_indices("<a") {
            let end = at + text[at..].find('>').expect("a tag") + 1;
            written.add(at..end);
        }
        let mut places = written.places(text);
        let first = text.find("HREF = \"a.md").expect("it is there") + 8;
        assert_eq!(places.next("a.md"), first..first + 4);
        let second = text.find("href=a.md").expect("it is there") + 5;
        assert_eq!(places.next("a.md"), second..second + 4);
        let third = text.find("b.md").expect("it is there");
        assert_eq!(places.next("b.md?x&y"), third..third + 12);
        let html = text.find('<').expect("it is there");
        assert_eq!(places.next("nowhere.md"), html..html);
    }
}
