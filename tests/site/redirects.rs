//! Earlier addresses of pages lead to where they are now.

use crate::{TODAY, built, glassbox, output, portal, stderr, tree};

const PAGES: &[(&str, &str)] = &[
    (
        "site.toml",
        "name = 'Test'\nurl = 'https://portal.example'\n",
    ),
    (
        "guides/htop.md",
        "---\naliases: [/wiki/htop/, \"/wiki/Was%20läuft.html\"]\ntitle: \"What <htop> shows\"\n---\n",
    ),
    ("guides/index.md", "---\naliases: [/howto]\n---\n# Guides\n"),
    (
        "guides/gone.md",
        "---\ndraft: true\naliases: [/wiki/gone/]\n---\n# Gone\n",
    ),
];

#[test]
fn an_alias_is_a_page_that_leads_on() {
    let folder = portal(PAGES);
    let files = built(folder.path(), &["--base-path", "/p/"]);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();

    let page = text("wiki/htop/index.html");
    for part in [
        "<title>What &lt;htop&gt; shows</title>",
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://portal.example/p/guides/htop/\">",
        "<noscript><meta http-equiv=\"refresh\" content=\"0; url=/p/guides/htop/\"></noscript>",
        "data-to=\"/p/guides/htop/\"",
        "<a href=\"/p/guides/htop/\">",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let script = page
        .split("src=\"/p/")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    assert!(text(script.expect("a script")).contains("location.hash"));
    assert!(text("howto/index.html").contains("url=/p/guides/"));
    assert!(files.contains_key("wiki/Was läuft.html"));
    assert!(
        !files.contains_key("wiki/gone/index.html"),
        "nobody hears of a draft"
    );
    assert!(!text("sitemap.xml").contains("wiki"));

    assert_eq!(
        text("_redirects"),
        "/p/wiki/htop /p/guides/htop/ 301\n\
         /p/wiki/htop/ /p/guides/htop/ 301\n\
         /p/wiki/Was%20l%C3%A4uft.html /p/guides/htop/ 301\n\
         /p/howto /p/guides/ 301\n\
         /p/howto/ /p/guides/ 301\n"
    );
    assert!(text("_redirects.haproxy").contains("/p/wiki/Was%20l%C3%A4uft.html /p/guides/htop/\n"));
    assert!(text("_redirects.nginx").contains("\"/p/wiki/Was läuft.html\" \"/p/guides/htop/\";\n"));
}

#[test]
fn without_aliases_there_is_no_script() {
    let folder = portal(&[("guides/a.md", "# A\n")]);
    let built = output(
        glassbox(&["build", "--today", TODAY, "--client", "none"]).current_dir(folder.path()),
    );
    assert!(built.status.success(), "{}", stderr(&built));
    let files = tree(&folder.path().join("dist"));
    assert!(files.keys().all(|path| !path.contains("redirect-")));
    assert_eq!(files["_redirects"], b"");
}
