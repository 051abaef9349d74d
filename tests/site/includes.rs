//! Fences that show a file: what is taken, what must not be, and the table of contents by choice.

use std::{fs, path::Path, process::Output};

use crate::{TODAY, glassbox, output, portal, stderr, stdout};

fn run(folder: &Path, command: &str) -> Output {
    output(
        glassbox(&[command, "--today", TODAY])
            .args(
                (command == "build")
                    .then_some(["--client", "none"])
                    .iter()
                    .flatten(),
            )
            .current_dir(folder),
    )
}

fn page(folder: &Path, path: &str) -> String {
    let built = run(folder, "build");
    assert!(
        built.status.success(),
        "{}{}",
        stderr(&built),
        stdout(&built)
    );
    fs::read_to_string(folder.join("dist").join(path)).expect("the page")
}

#[test]
fn code_comes_from_the_content_and_from_one_folder_more() {
    let folder = portal(&[
        ("site.toml", "[markdown]\nincludes = '../examples'\n"),
        (
            "guides/a.md",
            "# A\n\n```sh include=\"b.sh:2\"\n```\n\n```text include=\"/c.txt#x\"\n```\n\n```text include=\"../../examples/d.txt\"\n```\n",
        ),
        ("guides/b.sh", "one\ntwo <&>\n"),
        ("c.txt", "a\n// #region x\n  b\n// #endregion\n"),
        ("../examples/d.txt", "from elsewhere\n"),
    ]);
    let page = page(folder.path(), "guides/a/index.html");
    assert!(page.contains("two</span> &lt;&amp;<span"), "{page}");
    assert!(
        page.contains("<code class=\"language-text\">b\n</code>"),
        "{page}"
    );
    assert!(page.contains("from elsewhere\n</code>"), "{page}");
}

#[test]
fn the_markdown_of_a_page_holds_what_it_includes() {
    let folder = portal(&[
        (
            "guides/a.md",
            "---\ntitle: A\n---\n1. So:\n\n   ```sh title=\"b.sh\" include=\"b.sh:1-2\"\n   ```\n",
        ),
        ("guides/b.sh", "one\n  two\n"),
        (
            "people/kim.toml",
            "name = 'Kim'\nbio = \"\"\"\n# Of me\n\n```sh include=\"/guides/b.sh:1\"\n```\n\"\"\"\n",
        ),
    ]);
    assert_eq!(
        page(folder.path(), "guides/a/index.md"),
        "# A\n\n1. So:\n\n   ```sh title=\"b.sh\"\n   one\n     two\n   ```\n"
    );
    let person = page(folder.path(), "people/kim/index.md");
    assert!(person.contains("# Of me\n\n```sh\none\n```\n"), "{person}");
    // The page has its title from the name: a heading of the text is none.
    let person = page(folder.path(), "people/kim/index.html");
    assert!(person.contains("<h2 id=\"of-me\">Of me "), "{person}");
}

#[test]
fn nothing_is_taken_from_outside() {
    let folder = portal(&[
        ("site.toml", "[markdown]\nincludes = '../examples'\n"),
        (
            "guides/a.md",
            "# A\n\n```text include=\"../../secret\"\n```\n\n```text include=\"../../examples/link\"\n```\n\n```text include=\"../../examples/.env\"\n```\n\n```text include=\"../../examples\"\n```\n\n```text include=\"/etc/passwd\"\n```\n",
        ),
        ("../secret", "secret\n"),
        ("../examples/.env", "secret\n"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret", folder.path().join("examples/link")).expect("a link");
    let said = stdout(&run(folder.path(), "check"));
    for expected in [
        "a.md:3:18: error: `../../secret` is outside [include]",
        "a.md:6:18: error: `../../examples/link` is outside [include]",
        "a.md:9:18: error: `../../examples/.env` is outside [include]",
        "a.md:12:18: error: no file at `../../examples` [include]",
        "a.md:15:18: error: no file at `/etc/passwd` [include]",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn a_table_of_contents_is_as_deep_as_wanted() {
    let text = "# A\n\n## B\n\n### C\n\n#### D\n";
    let deep = format!("---\ntoc: {{max: 4}}\n---\n{text}");
    let none = format!("---\ntoc: {{max: 1}}\n---\n{text}");
    let folder = portal(&[
        ("site.toml", "[markdown]\ntoc = { min = 3, max = 3 }\n"),
        ("guides/default.md", text),
        ("guides/deep.md", &deep),
        ("guides/none.md", &none),
    ]);
    let toc = |name: &str| {
        let page = page(folder.path(), &format!("guides/{name}/index.html"));
        let links = page.split("<li class=\"toc-").skip(1);
        let link = |rest: &str| rest.split_once("</a>").map(|(link, _)| link.to_owned());
        links.filter_map(link).collect::<Vec<_>>()
    };
    assert_eq!(toc("default"), ["0\"><a href=\"#c\">C"]);
    assert_eq!(
        toc("deep"),
        [
            "0\"><a href=\"#b\">B",
            "1\"><a href=\"#c\">C",
            "2\"><a href=\"#d\">D"
        ]
    );
    assert_eq!(toc("none"), [""; 0]);
}
