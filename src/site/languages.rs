//! The names of languages behind a fence, to tell a slip of the pen from a language without colours.

use glassbox_model::did_you_mean;

/// What has no language, or one that arborium has never heard of.
const PLAIN: &[&str] = &[
    "apache",
    "makefile",
    "apacheconf",
    "ascii",
    "c++",
    "cfg",
    "code",
    "conf",
    "console",
    "csv",
    "cython",
    "env",
    "erb",
    "gitignore",
    "graphviz",
    "haml",
    "haproxy",
    "http",
    "jinja",
    "jinja2",
    "json5",
    "jsonc",
    "kconfig",
    "latex",
    "less",
    "liquid",
    "log",
    "logs",
    "math",
    "mermaid",
    "none",
    "output",
    "patch",
    "plain",
    "plaintext",
    "plantuml",
    "pod",
    "promql",
    "properties",
    "puppet",
    "rst",
    "sass",
    "scss",
    "sh-session",
    "shell",
    "shell-session",
    "shellsession",
    "slim",
    "solidity",
    "systemd",
    "tcl",
    "terminal",
    "tex",
    "text",
    "transcript",
    "tsv",
    "txt",
    "unit",
    "varnish",
    "vcl",
    "zsh",
];

/// The names that a slip is compared with: those that people write most.
const FREQUENT: &[&str] = &[
    "bash",
    "c",
    "clojure",
    "console",
    "cpp",
    "css",
    "csharp",
    "diff",
    "dockerfile",
    "elixir",
    "erlang",
    "go",
    "graphql",
    "haproxy",
    "haskell",
    "hcl",
    "html",
    "ini",
    "java",
    "javascript",
    "json",
    "kotlin",
    "lua",
    "make",
    "markdown",
    "mermaid",
    "nginx",
    "nix",
    "perl",
    "php",
    "powershell",
    "python",
    "ruby",
    "rust",
    "scala",
    "shell",
    "sql",
    "ssh-config",
    "swift",
    "terraform",
    "text",
    "toml",
    "tsx",
    "typescript",
    "xml",
    "yaml",
    "zig",
];

/// How to mend a name that nothing has; `None` for one that is known, with colours or without.
pub(crate) fn unknown(language: &str) -> Option<String> {
    // It maps the names of languages like those of files.
    let known = language.is_empty()
        || PLAIN.contains(&language)
        || FREQUENT.contains(&language)
        || arborium::detect_language(language).is_some();
    let hint = || {
        let near = did_you_mean(language, FREQUENT);
        near.unwrap_or_else(|| "write `text` for what has no language".to_owned())
    };
    (!known).then(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_a_language() {
        for known in [
            "", "python", "py", "js", "jsx", "sh", "yml", "rb", "c++", "cpp", "h", "cs", "f#",
            "hs", "ex", "tf", "proto", "vim", "docker", "bat", "ps1", "html", "svg", "text",
            "haproxy",
        ] {
            assert_eq!(unknown(known), None, "{known}");
        }
        assert_eq!(unknown("pyhton").as_deref(), Some("did you mean `python`?"));
        assert_eq!(unknown("yalm").as_deref(), Some("did you mean `yaml`?"));
        assert!(unknown("klingon").is_some_and(|hint| hint.contains("`text`")));
    }
}
