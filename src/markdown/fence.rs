//! Fences: code that is highlighted, diagrams that are drawn.

use glassbox_model::{Code, Source};

use crate::{
    compile::{Compiler, Inclusion},
    escape::{attribute, text},
    include,
    info::{Info, Mark},
    lines::{Line, by_line},
};

/// A fence, or indented code, that is open.
#[derive(Default)]
pub(crate) struct Fence {
    info: Info,
    /// Where it opens in the file.
    at: usize,
    /// Where what it says behind its language stands in the file.
    info_at: usize,
    /// The text so far.
    code: String,
    /// Where that starts in the file.
    start: Option<usize>,
}

impl Fence {
    /// The fence that opens at byte `at` of a file.
    pub(crate) fn opened(source: &Source, at: usize) -> Fence {
        let line = source.text[at..].lines().next().unwrap_or_default();
        let info = line.trim_start_matches(['`', '~']).trim();
        Fence {
            info: Info::parse(info),
            at,
            info_at: at + line.find(info).unwrap_or_default(),
            ..Fence::default()
        }
    }

    /// Adds text that stands at byte `at` of the file.
    pub(crate) fn add(&mut self, text: &str, at: usize) {
        self.start.get_or_insert(at);
        self.code.push_str(text);
    }
}

impl Compiler<'_> {
    pub(crate) fn end_code(&mut self) {
        let Some(mut fence) = self.open.code.take() else {
            return;
        };
        let start = fence.start.unwrap_or(self.start);
        for (span, problem) in std::mem::take(&mut fence.info.problems) {
            let span = fence.info_at + span.start..fence.info_at + span.end;
            self.report(Code::FenceOption, &span, problem);
        }
        let included = self.included(&mut fence);
        let language = fence.info.language.clone();
        let id = format!("diagram-{}", start - self.start);
        match self.env.draw(&language, &fence.code, &id) {
            Some(Ok(svg)) => {
                self.trust_block(format!(
                    "<figure class=\"diagram\" tabindex=\"0\">{svg}</figure>\n"
                ));
                return;
            }
            Some(Err((span, problem))) => {
                let at = included.unwrap_or_else(|| self.in_file(start, &fence.code, span.start));
                self.report(Code::Diagram, &(at..at), problem);
            }
            None => self.read_code(&fence.code),
        }
        let figure = self.figure(fence);
        self.trust_block(figure);
    }

    /// Takes the text of a fence from a file, when it asks for that; returns where it does.
    fn included(&mut self, fence: &mut Fence) -> Option<usize> {
        let (reference, span) = fence.info.include.take()?;
        let at = fence.info_at + span.start;
        let (path, part) = include::parts(&reference);
        let taken = self
            .env
            .include(path)
            .and_then(|text| include::take(&text, &part));
        let own = !fence.code.trim().is_empty();
        match taken {
            Ok(_) if own => {
                let hint = "leave the fence empty, or drop `include`".to_owned();
                let message = "the fence has text of its own beside what it includes".to_owned();
                self.report(Code::Include, &(at..at), (message, Some(hint)));
            }
            Ok(text) => {
                self.document.included.push(Inclusion {
                    at: fence.at - self.start,
                    code: text.clone(),
                });
                fence.code = text;
            }
            Err(problem) => self.report(Code::Include, &(at..at), problem),
        }
        Some(at)
    }

    /// Code with what its fence says about it.
    fn figure(&mut self, fence: Fence) -> String {
        let Fence {
            mut info,
            info_at,
            code,
            ..
        } = fence;
        // `diff lang="js"`: what has a sign is marked, the signs go, and the rest is highlighted.
        let (language, code) = match info.language.strip_prefix("diff ") {
            Some(language) => (language.to_owned(), without_signs(&code, &mut info)),
            None => (info.language.clone(), code),
        };
        let highlighted = match language.is_empty() {
            true => None,
            false => self.env.highlight(&language, &code),
        };
        let mut html = highlighted.unwrap_or_else(|| text(&code));
        let lines = code.lines().count();
        for (_, marked, span) in &info.marks {
            if *marked.end() > lines {
                let span = info_at + span.start..info_at + span.end;
                let message = format!("the code has no line {}", marked.end());
                let hint = format!("its last line is {lines}");
                self.report(Code::FenceOption, &span, (message, Some(hint)));
            }
        }
        if info.numbers.is_some() || !info.marks.is_empty() {
            html = by_line(&html, |at| Line {
                mark: info
                    .marks
                    .iter()
                    .filter(|(_, lines, _)| lines.contains(&at))
                    .map(|(mark, ..)| *mark)
                    .max(),
                number: info.numbers.map(|first| first + at - 1),
            });
        }
        let class = match language.is_empty() {
            true => String::new(),
            false => format!(" class=\"language-{}\"", attribute(&language)),
        };
        let caption = info.title.unwrap_or(language);
        let caption = match caption.is_empty() {
            true => String::new(),
            false => format!("<figcaption>{}</figcaption>", text(&caption)),
        };
        format!(
            "<figure class=\"code\">{caption}<pre tabindex=\"0\"><code{class}>{html}</code></pre></figure>\n"
        )
    }

    /// Counts code as reading, without making it part of an excerpt.
    fn read_code(&mut self, code: &str) {
        self.document.words += code.split_whitespace().count();
    }

    /// Where byte `at` of a fence's text stands in the file: fences in lists and quotes are
    /// indented there, so it is found by line.
    fn in_file(&self, start: usize, code: &str, at: usize) -> usize {
        let before = &code[..at.min(code.len())];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().len();
        let code_line = code.lines().nth(line).unwrap_or_default();
        let mut file_line = start;
        for _ in 0..line {
            file_line += self.source.text[file_line..]
                .find('\n')
                .map_or(self.source.text.len() - file_line, |at| at + 1);
        }
        let rest = &self.source.text[file_line..];
        let rest = rest.lines().next().unwrap_or_default();
        file_line + rest.find(code_line).unwrap_or_default() + column
    }
}

/// The text of a difference without the signs before its lines, which become marks. Where every
/// line has room for a sign, that room goes, too.
fn without_signs(code: &str, info: &mut Info) -> String {
    let room = code
        .lines()
        .all(|line| line.is_empty() || line.starts_with(['+', '-', ' ']));
    let mut out = String::with_capacity(code.len());
    for (at, line) in code.split_inclusive('\n').enumerate() {
        let mark = match line.as_bytes().first() {
            Some(b'+') => Some(Mark::Ins),
            Some(b'-') => Some(Mark::Del),
            _ => None,
        };
        info.marks
            .extend(mark.map(|mark| (mark, at + 1..=at + 1, 0..0)));
        let cut = mark.is_some() || (room && line.starts_with(' '));
        out.push_str(&line[usize::from(cut)..]);
    }
    out
}
