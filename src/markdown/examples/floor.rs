//! The floor of `cargo xtask bench`: pulldown-cmark alone reads, renders and writes every page of
//! a folder, with the extensions that Glassbox has on. Nothing can press the same text with less.

use std::{env, fs, io, path::Path};

use pulldown_cmark::{Options, Parser, html};

fn main() -> io::Result<()> {
    let mut folders = env::args_os().skip(1);
    let (Some(content), Some(out)) = (folders.next(), folders.next()) else {
        return Err(io::Error::other("usage: floor CONTENT OUT"));
    };
    render(Path::new(&content), Path::new(&out))
}

fn render(content: &Path, out: &Path) -> io::Result<()> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    fs::create_dir_all(out)?;
    for entry in fs::read_dir(content)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            render(&path, &out.join(name))?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            let mut page = String::with_capacity(text.len() * 3 / 2);
            html::push_html(&mut page, Parser::new_ext(&text, options));
            fs::write(out.join(name).with_extension("html"), page)?;
        }
    }
    Ok(())
}
