//! `glassbox new`: a file with its front matter, ready to be written.

use std::{fs, io::Write};

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
    let kind = match args.kind {
        NewKind::Talk => Kind::Talk,
        NewKind::Guide => Kind::Guide,
        NewKind::Component => Kind::Component,
        NewKind::Runbook => Kind::Runbook,
        NewKind::Person => Kind::Person,
    };
    let today = clock::today(None);
    let name = match args.kind {
        NewKind::Talk => format!("{}-{slug}.md", args.date.unwrap_or(today)),
        NewKind::Person => format!("{slug}.toml"),
        _ => format!("{slug}.md"),
    };
    let folder = content.join(kind.folder());
    let path = folder.join(name);
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    // Never over what somebody wrote.
    let mut file = fs::File::create_new(&path)
        .with_context(|| format!("{} cannot be made", path.display()))?;
    file.write_all(template(args, title, &today.to_string()).as_bytes())?;
    report::told(writeln!(std::io::stdout(), "{}", path.display()))?;
    Ok(Outcome::Done)
}

fn template(args: &New, title: &str, today: &str) -> String {
    // JSON strings are strings in YAML and in TOML.
    let title = serde_json::Value::from(title);
    let (keys, sections): (String, &[&str]) = match args.kind {
        NewKind::Talk => {
            let speakers = match args.speaker.is_empty() {
                true => "your-id".to_owned(),
                false => args.speaker.join(", "),
            };
            (
                format!("speakers: [{speakers}]\nstatus: planned\n"),
                &["What you will know afterwards", "Notes", "Questions"],
            )
        }
        NewKind::Guide => (
            format!("reviewed: {today}\n"),
            &["When to use it", "First look", "What the numbers mean"],
        ),
        NewKind::Component => (
            format!("reviewed: {today}\n"),
            &["What it does", "How it fails", "Where to look"],
        ),
        NewKind::Runbook => (
            format!(
                "symptom: What somebody sees when this is the right runbook.\nreviewed: {today}\n"
            ),
            &["Check", "Fix", "Escalate"],
        ),
        NewKind::Person => {
            return format!(
                "name = {title}\nrole = \"What you look after, in a few words.\"\nknows = []\n\nbio = \"\"\"\nWhat to ask you about.\n\"\"\"\n"
            );
        }
    };
    let sections: String = sections
        .iter()
        .map(|section| format!("## {section}\n\n"))
        .collect();
    format!(
        "---\ntitle: {title}\nsummary: One sentence for lists and search results.\n{keys}---\n\n{}\n",
        sections.trim_end()
    )
}
