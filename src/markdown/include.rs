//! The part of a file that a fence shows: all of it, some lines, or a named region.
//!
//! `include="conf/haproxy.cfg#frontend"` takes what stands between `#region frontend` and
//! `#endregion` (as editors fold it), or `ANCHOR: frontend` and `ANCHOR_END: frontend` (mdBook's);
//! `include="conf/haproxy.cfg:10-20"` takes lines by number.

use glassbox_model::did_you_mean;

use crate::env::Problem;

/// What of a file is wanted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// All of it.
    All,
    /// Lines from 1, the last one included.
    Lines(usize, usize),
    /// What stands between the marks of this name.
    Region(&'a str),
}

/// A reference in its two parts: the file, and what of it.
pub(crate) fn parts(reference: &str) -> (&str, Part<'_>) {
    if let Some((path, region)) = reference.rsplit_once('#') {
        return (path, Part::Region(region));
    }
    let numbers = reference.rsplit_once(':').and_then(|(path, lines)| {
        let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
        Some((path, Part::Lines(first.parse().ok()?, last.parse().ok()?)))
    });
    numbers.unwrap_or((reference, Part::All))
}

/// The wanted part of a file's text, moved to the left as far as it goes; it ends with a line break.
pub(crate) fn take(text: &str, part: &Part<'_>) -> Result<String, Problem> {
    let lines: Vec<_> = text.lines().collect();
    let wanted = match part {
        Part::All => &lines[..],
        Part::Lines(first, last) => first
            .checked_sub(1)
            .and_then(|first| lines.get(first..*last))
            .filter(|lines| !lines.is_empty())
            .ok_or_else(|| {
                let message = format!("there are no lines {first} to {last}");
                (message, Some(format!("the file has {}", lines.len())))
            })?,
        Part::Region(name) => region(&lines, name)?,
    };
    let shown: Vec<_> = wanted
        .iter()
        .filter(|line| matches!(part, Part::Lines(..)) || mark(line).is_none())
        .collect();
    let indent = |line: &&&&str| line.len() - line.trim_start().len();
    let written = shown.iter().filter(|line| !line.trim().is_empty());
    let indent = written.map(|line| indent(&line)).min().unwrap_or_default();
    Ok(shown
        .iter()
        .flat_map(|line| [line.get(indent..).unwrap_or_default(), "\n"])
        .collect())
}

/// The lines between the marks of a region.
fn region<'a, 't>(lines: &'a [&'t str], name: &str) -> Result<&'a [&'t str], Problem> {
    let mut begins = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| match mark(line) {
            Some(Mark::Begin(begun)) => Some((at, begun)),
            _ => None,
        });
    let Some((start, _)) = begins.clone().find(|(_, begun)| *begun == name) else {
        let names: Vec<_> = begins.by_ref().map(|(_, name)| name).collect();
        let hint = did_you_mean(name, &names).unwrap_or_else(|| match names.is_empty() {
            true => format!("mark it by `#region {name}` and `#endregion`"),
            false => format!("its regions: {}", names.join(", ")),
        });
        return Err((format!("there is no region `{name}`"), Some(hint)));
    };
    let mut depth = 0;
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        match mark(line) {
            Some(Mark::End(ended)) if ended == name || (ended.is_empty() && depth == 0) => {
                return Ok(&lines[start + 1..at]);
            }
            Some(Mark::End("")) => depth -= 1,
            // Only these are ended without a name.
            Some(Mark::Begin(_)) if line.contains("region ") => depth += 1,
            _ => {}
        }
    }
    let hint = format!("end it by `#endregion {name}`");
    Err((format!("the region `{name}` has no end"), Some(hint)))
}

/// A line that begins or ends a region.
#[derive(Debug, PartialEq, Eq)]
enum Mark<'a> {
    Begin(&'a str),
    End(&'a str),
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let name = |rest: &str| -> usize {
        let rest = rest
            .trim_end()
            .trim_end_matches("-->")
            .trim_end_matches("*/");
        rest.trim().len()
    };
    for (word, begins) in [
        ("#region ", true),
        ("# region ", true),
        ("#endregion", false),
        ("# endregion", false),
        ("ANCHOR: ", true),
        ("ANCHOR_END: ", false),
    ] {
        if let Some((before, rest)) = line.split_once(word)
            // A mark is a comment: letters before it make it text.
            && !before.contains(char::is_alphanumeric)
        {
            let rest = rest.trim_start();
            let rest = &rest[..name(rest)];
            return Some(if begins {
                Mark::Begin(rest)
            } else {
                Mark::End(rest)
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
one
  // #region outer
  two
    /* #region inner */
    three
    /* #endregion */
  // #endregion
<!-- ANCHOR: old -->
four
<!-- ANCHOR_END: old -->
# region open
";

    fn taken(reference: &str) -> Result<String, String> {
        let (_, part) = parts(reference);
        take(FILE, &part)
            .map_err(|(message, hint)| format!("{message}; {}", hint.unwrap_or_default()))
    }

    #[test]
    fn a_reference_has_two_parts() {
        assert_eq!(parts("a.c"), ("a.c", Part::All));
        assert_eq!(parts("a.c#x"), ("a.c", Part::Region("x")));
        assert_eq!(parts("a.c:10-20"), ("a.c", Part::Lines(10, 20)));
        assert_eq!(parts("a.c:7"), ("a.c", Part::Lines(7, 7)));
        assert_eq!(parts("a:b"), ("a:b", Part::All));
    }

    #[test]
    fn regions_and_lines_are_taken() {
        assert_eq!(taken("f#outer").as_deref(), Ok("two\n  three\n"));
        assert_eq!(taken("f#inner").as_deref(), Ok("three\n"));
        assert_eq!(taken("f#old").as_deref(), Ok("four\n"));
        assert_eq!(
            taken("f:3-5").as_deref(),
            Ok("two\n  /* #region inner */\n  three\n")
        );
        assert_eq!(taken("f").as_deref(), Ok("one\n  two\n    three\nfour\n"));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let wrong = |reference| taken(reference).unwrap_err();
        assert_eq!(
            wrong("f#outter"),
            "there is no region `outter`; did you mean `outer`?"
        );
        assert_eq!(
            wrong("f#zebra"),
            "there is no region `zebra`; its regions: outer, inner, old, open"
        );
        assert_eq!(
            wrong("f#open"),
            "the region `open` has no end; end it by `#endregion open`"
        );
        assert_eq!(
            wrong("f:10-99"),
            "there are no lines 10 to 99; the file has 11"
        );
        assert_eq!(wrong("f:0-1"), "there are no lines 0 to 1; the file has 11");
    }
}
