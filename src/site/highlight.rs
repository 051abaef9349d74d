//! Code to coloured HTML: tree-sitter by the arborium crate, classes `hl-…`.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
};

use arborium::{Config, Highlighter, HtmlFormat};
use glassbox_markdown::text;

/// Grammars are compiled on first use, which takes long, and shared by all threads.
static GRAMMARS: LazyLock<Highlighter> = LazyLock::new(|| {
    Highlighter::with_config(Config {
        html_format: HtmlFormat::ClassNamesWithPrefix("hl".to_owned()),
        ..Config::default()
    })
});

thread_local! {
    /// A parser for each thread.
    static HIGHLIGHTER: RefCell<Highlighter> = RefCell::new(GRAMMARS.fork());
}

/// Languages whose grammar is compiled, or being compiled by the thread that came first.
static COMPILED: Mutex<BTreeMap<String, Arc<OnceLock<()>>>> = Mutex::new(BTreeMap::new());

/// Has the grammar of a language compiled by one thread while others wait for it: left to
/// themselves they would all compile it.
fn prepare(language: &str) {
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let once = match compiled.get(language) {
        Some(once) => Arc::clone(once),
        None => {
            let once = Arc::new(OnceLock::new());
            compiled.insert(language.to_owned(), Arc::clone(&once));
            once
        }
    };
    drop(compiled);
    once.get_or_init(|| drop(GRAMMARS.store().get(language)));
}

/// `code` in `language` as HTML; `None` for languages without a grammar.
pub(crate) fn highlight(language: &str, code: &str) -> Option<String> {
    if language == "console" {
        return Some(console(code));
    }
    prepare(language);
    let mut html = HIGHLIGHTER
        .with_borrow_mut(|highlighter| highlighter.highlight(language, code))
        .ok()?;
    // Line breaks at the end are the author's, not the highlighter's.
    let end = code.len() - code.trim_end_matches('\n').len();
    html.truncate(html.trim_end_matches('\n').len());
    html.push_str(&"\n".repeat(end));
    Some(html)
}

/// A shell's transcript: lines with a prompt are commands, the others what they printed.
fn console(code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut continued = false;
    for line in code.split_inclusive('\n') {
        let prompt = match continued {
            true => "> ",
            false => "$ ",
        };
        let prompt = line.starts_with(prompt).then_some(prompt);
        match prompt {
            Some(prompt) => {
                let command = &line[prompt.len()..];
                html.push_str(&format!(
                    "<span class=\"hl-prompt\">{}</span>",
                    text(prompt)
                ));
                html.push_str(&highlight("bash", command).unwrap_or_else(|| text(command)));
                continued = command.trim_end().ends_with('\\');
            }
            None if continued => {
                // A command goes on, without a prompt of its own.
                html.push_str("<span class=\"hl-prompt\"></span>");
                html.push_str(&highlight("bash", line).unwrap_or_else(|| text(line)));
                continued = line.trim_end().ends_with('\\');
            }
            None => html.push_str(&text(line)),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_coloured_and_complete() {
        let html = highlight("rust", "fn a() {}\n").unwrap();
        assert!(
            html.contains("<span class=\"hl-keyword\">fn</span>"),
            "{html}"
        );
        assert!(
            html.ends_with("}</span>\n") || html.ends_with("}\n"),
            "{html}"
        );
        assert_eq!(highlight("klingon", "x"), None);
    }

    #[test]
    fn transcripts_know_commands_from_output() {
        let html = console("$ ls <x>\n# not output\nfile & co\n");
        assert!(html.starts_with("<span class=\"hl-prompt\">$ </span>"));
        assert!(html.contains("file &amp; co\n"));
        assert!(!html.contains("<x>"));
    }

    #[test]
    fn every_listed_language_has_a_grammar() {
        for language in [
            "bash", "sh", "yaml", "yml", "ruby", "nginx", "toml", "json", "ini", "diff", "python",
        ] {
            assert!(highlight(language, "a\n").is_some(), "{language}");
        }
    }
}
