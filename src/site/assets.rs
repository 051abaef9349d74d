//! The files that every page refers to, under names that carry their content's hash.
//!
//! The client bundle is what Trunk leaves: `index.html`, which says in which order the style
//! sheets stand and what the module is called, and the scripts beside it.

use std::{collections::BTreeMap, path::Path};

use glassbox_app::view::{Assets, Module};
use scraper::{Html, Selector};
use thiserror::Error;

/// A client bundle that cannot be used.
#[derive(Debug, Error)]
pub enum ClientError {
    /// A file of it cannot be read.
    #[error("the client bundle has no readable `{path}`")]
    Read {
        /// The file, below the bundle's folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Its `index.html` names no module.
    #[error("the client bundle's index.html names no WebAssembly module")]
    NoModule,
}

/// The files of a client bundle, and the names by which pages refer to them.
#[derive(Debug, Default)]
pub(crate) struct Client {
    /// What pages refer to, with the base path.
    pub(crate) assets: Assets,
    /// The files to write, by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Client {
    /// Reads the bundle in `folder`.
    ///
    /// # Errors
    ///
    /// When a file of it cannot be read or is not named.
    pub(crate) fn read(folder: &Path, base: &str) -> Result<Client, ClientError> {
        let mut client = Client::default();
        let index = String::from_utf8_lossy(&read(folder, "index.html")?).into_owned();
        let page = Html::parse_document(&index);

        let mut css = Vec::new();
        for name in hrefs(&page, "link[rel=stylesheet]") {
            css.extend(read(folder, &name)?);
        }
        let stylesheet = client.add(base, "style", "css", css);
        let theme = client.add(base, "theme", "js", script(folder, "theme")?);
        let page_script = client.add(base, "page", "js", script(folder, "page")?);
        let tabs = client.add(base, "tabs", "js", script(folder, "tabs")?);
        let walk = client.add(base, "walk", "js", script(folder, "walk")?);
        let start = client.add(base, "start", "js", script(folder, "start")?);

        let glue = hrefs(&page, "link[rel=modulepreload]").into_iter().next();
        let wasm = hrefs(&page, "link[rel=preload]").into_iter().next();
        let (glue, wasm) = glue.zip(wasm).ok_or(ClientError::NoModule)?;
        let glue = client.add(base, "glassbox", "js", read(folder, &glue)?);
        let wasm = client.add(base, "glassbox", "wasm", read(folder, &wasm)?);
        client.assets = Assets {
            stylesheet,
            theme,
            page: page_script,
            tabs,
            walk,
            module: Some(Module { start, glue, wasm }),
        };
        Ok(client)
    }

    /// Adds a file under a name with its hash; returns its URL.
    fn add(&mut self, base: &str, name: &str, extension: &str, bytes: Vec<u8>) -> String {
        let path = hashed(name, extension, &bytes);
        let url = format!("{base}{path}");
        self.files.insert(path, bytes);
        url
    }
}

/// One of our own scripts, without indentation and lines that only comment.
fn script(folder: &Path, name: &str) -> Result<Vec<u8>, ClientError> {
    let text = read(folder, &format!("scripts/{name}.js"))?;
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().map(str::trim);
    let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    Ok(code
        .flat_map(|line| [line, "\n"])
        .collect::<String>()
        .into_bytes())
}

/// The path of a file that is named after its content.
pub(crate) fn hashed(name: &str, extension: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("assets/{name}-{}.{extension}", &hash[..16])
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>, ClientError> {
    std::fs::read(folder.join(path)).map_err(|source| ClientError::Read {
        path: path.to_owned(),
        source,
    })
}

/// The file names that the matching elements link to.
fn hrefs(page: &Html, selector: &str) -> Vec<String> {
    let Ok(selector) = Selector::parse(selector) else {
        return Vec::new();
    };
    page.select(&selector)
        .filter_map(|element| element.attr("href"))
        .filter_map(|href| href.rsplit('/').next())
        .map(str::to_owned)
        .collect()
}
