//! Markdown as companies write it, made deterministically: four short reference pages to one long
//! chapter, with front matter or without, code in several languages (three fences in two pages),
//! tables, lists and links to other pages and their headings.

mod snippets;

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use fastrand::Rng;

use snippets::SNIPPETS;

/// Where pages stand, with how many of ten.
const FOLDERS: [(&str, usize); 5] = [
    ("guides", 3),
    ("architecture", 2),
    ("runbooks", 2),
    ("talks", 1),
    ("handbook", 2),
];

/// A page in this many has much to say.
const LONG: usize = 5;

const WORDS: &str = "a an and another any are as at back balancer be because before behind both \
    breaks bucket build by cache can certificate check client cluster config connection counts \
    database deploy disk does down drain each edge error every fails file first for from gateway \
    graph group half handshake has health host if in index instance into is it its job keeps key \
    last latency leader limit line log long machine memory metric more must network never new no \
    node not of often on once one only open operator or other out over packet page pool port \
    process proxy queue quickly rate read record region release replica reply request restart \
    retry role rolls route run same second secret sends server service shard shell should shows \
    side signal slow so socket some stale start state stop stream table takes task that the their \
    then there they thread three time to token traffic two under unit until up use user value \
    volume waits wall when where which while window with without worker writes yet zone";

const SECTIONS: [&str; 10] = [
    "Overview",
    "When to use it",
    "How it works",
    "Configuration",
    "What the numbers mean",
    "How it fails",
    "Where to look",
    "In scripts",
    "Limits",
    "History",
];

/// Writes a portal of `pages` Markdown pages into `folder`; the same ones each time.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn write(folder: &Path, pages: usize) -> Result<()> {
    let file = |path: String, text: String| -> Result<()> {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))
            .and_then(|()| fs::write(&path, text))
            .with_context(|| format!("cannot write `{}`", path.display()))
    };
    file(
        "site.toml".to_owned(),
        "name = 'Bench'\ntagline = 'Made to be measured.'\nurl = 'https://bench.example'\nzone = 'Europe/Berlin'\n[social]\ncards = false\n".to_owned(),
    )?;
    let people = pages.div_ceil(100);
    for person in 0..people {
        let text = format!(
            "name = 'Person {person}'\nrole = 'Operations'\nzone = 'Europe/Berlin'\nknows = ['tag-{}', '{}']\n",
            person % 20,
            id_of(&path_of(person * 100, pages)),
        );
        file(format!("people/person-{person}.toml"), text)?;
    }
    for page in 0..pages {
        file(path_of(page, pages), text_of(page, pages, people))?;
    }
    Ok(())
}

/// The path of a page below the content folder.
pub(super) fn path_of(page: usize, pages: usize) -> String {
    let page = page % pages;
    let mut tenth = page % 10;
    for (folder, share) in FOLDERS {
        if tenth < share {
            // Folders of one level hold what a company's wiki calls a space.
            return match folder {
                "handbook" => format!("handbook/part-{}/page-{page}.md", page / 100),
                "talks" => format!(
                    "talks/2026-0{}-1{}-page-{page}.md",
                    1 + page / 10 % 9,
                    page % 9
                ),
                folder => format!("{folder}/page-{page}.md"),
            };
        }
        tenth -= share;
    }
    unreachable!("the shares add up to ten")
}

/// The id of the page at a path: the path without its extension and the date of a talk.
pub(super) fn id_of(path: &str) -> String {
    let stem = path.trim_end_matches(".md");
    match stem.strip_prefix("talks/") {
        Some(dated) => format!("talks/{}", &dated[11..]),
        None => stem.to_owned(),
    }
}

fn text_of(page: usize, pages: usize, people: usize) -> String {
    let path = path_of(page, pages);
    let folder = path.split('/').next().unwrap_or_default();
    let mut writer = Writer {
        rng: Rng::with_seed(page as u64),
        text: front_matter(folder, page, people),
        page,
        pages,
    };
    let title = writer.title();
    let _ = writeln!(writer.text, "# {title}\n");
    match page % LONG == LONG - 1 {
        true => writer.chapter(),
        false => writer.reference(),
    }
    writer.text
}

fn front_matter(folder: &str, page: usize, people: usize) -> String {
    let own = match folder {
        // Plain Markdown, as most folders are.
        "handbook" => return String::new(),
        "talks" => format!("speakers: [person-{}]\nstatus: given\n", page % people),
        "runbooks" => "symptom: Requests wait, and the graph of the queue climbs.\n".to_owned(),
        _ => String::new(),
    };
    format!(
        "---\nsummary: What to know about number {page}, in a sentence or two.\nowner: person-{}\nreviewed: 2026-10-1{}\ntags: [tag-{}, tag-{}]\n{own}---\n\n",
        page % people,
        page % 10,
        page % 20,
        (page / 7) % 20 + 20,
    )
}

struct Writer {
    rng: Rng,
    text: String,
    page: usize,
    pages: usize,
}

impl Writer {
    fn word(&mut self) -> &'static str {
        let words = WORDS.split_whitespace();
        let at = self.rng.usize(..words.clone().count());
        words.clone().nth(at).unwrap_or_default()
    }

    fn title(&mut self) -> String {
        let words: Vec<_> = (0..3).map(|_| self.word()).collect();
        format!("Page {}: {}", self.page, words.join(" "))
    }

    fn sentence(&mut self) -> String {
        let words = self.rng.usize(6..20);
        let mut sentence = String::new();
        for at in 0..words {
            let word = self.word();
            match self.rng.usize(..30) {
                0 => drop(write!(sentence, "`{word}`")),
                1 => drop(write!(sentence, "**{word}**")),
                2 => drop(write!(sentence, "*{word}*")),
                3 if at > 0 => {
                    let link = self.link(word);
                    sentence += &link;
                }
                _ => sentence += word,
            }
            sentence += if at + 1 == words { ". " } else { " " };
        }
        sentence[..1].make_ascii_uppercase();
        sentence
    }

    /// A link to another page, sometimes to one of its headings, or elsewhere.
    fn link(&mut self, words: &str) -> String {
        let other = self.rng.usize(..self.pages);
        let path = path_of(other, self.pages);
        match self.rng.usize(..4) {
            0 => format!("[{words}](https://docs.example/{other})"),
            1 if other % LONG == LONG - 1 => format!("[{words}](/{path}#overview)"),
            1 => format!("[{words}](/{path}#examples)"),
            _ => format!("[{words}](/{path})"),
        }
    }

    fn paragraph(&mut self) {
        for _ in 0..self.rng.usize(2..6) {
            let sentence = self.sentence();
            self.text += &sentence;
        }
        self.text += "\n\n";
    }

    fn list(&mut self) {
        for _ in 0..self.rng.usize(3..7) {
            let sentence = self.sentence();
            let _ = writeln!(self.text, "- {}", sentence.trim_end());
        }
        self.text += "\n";
    }

    fn table(&mut self) {
        self.text += "| setting | default | what it does |\n|---|--:|---|\n";
        for _ in 0..self.rng.usize(3..9) {
            let (name, value, what) = (self.word(), self.rng.u16(..), self.sentence());
            let _ = writeln!(self.text, "| `{name}` | {value} | {} |", what.trim_end());
        }
        self.text += "\n";
    }

    fn code(&mut self) {
        let (language, code) = SNIPPETS[self.rng.usize(..SNIPPETS.len())];
        let (one, two) = (self.word(), self.word());
        let code = code.replace("NAME", one).replace("OTHER", two);
        let _ = writeln!(self.text, "```{language}\n{}\n```\n", code.trim());
    }

    /// As the pages of a command: what it is, and one example after the other.
    fn reference(&mut self) {
        self.paragraph();
        self.text += "## Examples\n\n";
        for _ in 0..self.rng.usize(2..5) {
            let sentence = self.sentence();
            let _ = writeln!(self.text, "{}\n", sentence.trim_end());
            let (one, two) = (self.word(), self.word());
            match self.rng.usize(..6) {
                0 => self.code(),
                1 => {
                    let output = format!("$ {one} --{two} {}\n{two}: ok", self.page);
                    let _ = writeln!(self.text, "```console\n{output}\n```\n");
                }
                _ => drop(writeln!(self.text, "`{one} --{two} {}`\n", self.page)),
            }
        }
    }

    fn chapter(&mut self) {
        for section in SECTIONS {
            let _ = writeln!(self.text, "## {section}\n");
            for _ in 0..self.rng.usize(1..4) {
                self.paragraph();
            }
            match self.rng.usize(..5) {
                0 => self.table(),
                1 => self.list(),
                2 => self.text += "> [!NOTE]\n> The rest holds for one zone only.\n\n",
                _ => self.code(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{path_of, text_of};

    #[test]
    fn pages_are_the_same_each_time_and_differ_among_each_other() {
        assert_eq!(text_of(4, 100, 1), text_of(4, 100, 1));
        assert_ne!(text_of(4, 100, 1), text_of(9, 100, 1));
        let mut paths: Vec<_> = (0..1000).map(|page| path_of(page, 1000)).collect();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), 1000);
    }

    #[test]
    fn chapters_are_longer_than_reference_pages() {
        let long = text_of(4, 100, 1).len();
        let short: usize = (0..4).map(|page| text_of(page, 100, 1).len()).sum();
        assert!(long > short, "{long} > {short}");
    }
}
