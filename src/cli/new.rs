//! `glassbox new`: a file with its keys, each explained, ready to be written.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use anyhow::{Context, Result, bail};
use glassbox_model::{Kind, slugify};

use crate::{
    Outcome,
    args::{New, NewKind},
    build, clock, report,
};

/// Writes the file and prints its path.
pub(crate) fn run(args: &New) -> Result<Outcome> {
    let content = build::existing(&args.content.content)?;
    let title = args.title.trim();
    let slug = slugify(title);
    if slug.is_empty() {
        bail!("a title needs letters or digits");
    }
    let (kind, template) = started(args.kind);
    let today = clock::today(None);
    let name = match kind {
        Kind::Talk => format!("{}-{slug}", args.date.unwrap_or(today)),
        _ => slug.clone(),
    };
    let people = match args.person.as_slice() {
        [] => vec![the_only_person(content)?.unwrap_or_else(|| "your-id".to_owned())],
        people => people.to_owned(),
    };
    // JSON strings are strings in YAML and in TOML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let people: Vec<_> = people.iter().map(|id| quoted(id)).collect();
    let text = template
        .replace("@id@", &slug)
        .replace("@today@", &today.to_string())
        .replace("@people@", &people.join(", "))
        .replace("@title@", &quoted(title));
    let folder = content.join(kind.folder());
    let path = folder.join(format!("{name}.{}", ending(kind)));
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    // Never over what somebody wrote.
    let mut file = fs::File::create_new(&path)
        .with_context(|| format!("{} cannot be made", path.display()))?;
    file.write_all(text.as_bytes())?;
    report::told(writeln!(io::stdout(), "{}", path.display()))?;
    Ok(Outcome::Done)
}

/// What a kind begins as. Between `@` stands what is filled in.
fn started(kind: NewKind) -> (Kind, &'static str) {
    match kind {
        NewKind::Talk => (Kind::Talk, include_str!("new/talk.md")),
        NewKind::Guide => (Kind::Guide, include_str!("new/guide.md")),
        NewKind::Component => (Kind::Component, include_str!("new/component.md")),
        NewKind::Runbook => (Kind::Runbook, include_str!("new/runbook.md")),
        NewKind::Page => (Kind::Page, include_str!("new/page.md")),
        NewKind::Person => (Kind::Person, include_str!("new/person.toml")),
        NewKind::Path => (Kind::Path, include_str!("new/path.toml")),
        NewKind::OfficeHours => (Kind::OfficeHours, include_str!("new/office-hours.toml")),
        NewKind::OnCall => (Kind::OnCall, include_str!("new/on-call.toml")),
        NewKind::Lifecycle => (Kind::Lifecycle, include_str!("new/lifecycle.toml")),
    }
}

/// What the files of a kind end in.
fn ending(kind: Kind) -> &'static str {
    match kind {
        Kind::Person | Kind::Path | Kind::OfficeHours | Kind::OnCall | Kind::Lifecycle => "toml",
        _ => "md",
    }
}

/// The id of the one person that the portal has; `None` when it has none or several.
fn the_only_person(content: &Path) -> Result<Option<String>> {
    let folder = content.join(Kind::Person.folder());
    let files = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        files => files.with_context(|| format!("{} cannot be read", folder.display()))?,
    };
    let paths = files.flatten().map(|file| file.path());
    let paths = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let ids: Vec<_> = paths
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    Ok(match <[String; 1]>::try_from(ids) {
        Ok([only]) => Some(only),
        Err(_) => None,
    })
}
