//! Many names, so ordered that those near a wrong one are found without looking at all of them.

use std::cmp::Ordering;

use crate::diagnostic::nearest;

/// How many names are compared with a wrong one on each side of its place, in each order.
const AROUND: usize = 32;

/// Names to choose from, such as those of all pages.
///
/// A slip cuts a name in two, and what stands before or behind it is still right: the name that was
/// meant is near the wrong one when sorted from the front, or from the back.
#[derive(Debug)]
pub struct Names {
    forward: Vec<String>,
    backward: Vec<String>,
}

impl Names {
    /// Sorts names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
        let mut forward: Vec<_> = names.into_iter().map(str::to_owned).collect();
        forward.sort_unstable();
        let mut backward = forward.clone();
        backward.sort_unstable_by(|a, b| from_back(a, b));
        Names { forward, backward }
    }

    /// The name that `wrong` may be a slip for: of those around it, as [`nearest()`] tells.
    pub fn nearest(&self, wrong: &str) -> Option<&str> {
        nearest(wrong, self.around(wrong))
    }

    /// `did you mean …?` when there is one.
    pub fn did_you_mean(&self, wrong: &str) -> Option<String> {
        let name = self.nearest(wrong)?;
        Some(format!("did you mean `{name}`?"))
    }

    fn around(&self, wrong: &str) -> impl Iterator<Item = &str> {
        let forward = self.forward.partition_point(|name| name.as_str() < wrong);
        let backward = self
            .backward
            .partition_point(|name| from_back(name, wrong) == Ordering::Less);
        let [forward, backward] =
            [(&self.forward, forward), (&self.backward, backward)].map(|(names, at)| {
                let end = (at + AROUND).min(names.len());
                names[at.saturating_sub(AROUND)..end]
                    .iter()
                    .map(String::as_str)
            });
        forward.chain(backward)
    }
}

/// The order of two names that are read from their ends.
fn from_back(a: &str, b: &str) -> Ordering {
    a.bytes().rev().cmp(b.bytes().rev())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn among_many_names_a_slip_is_found_wherever_it_is() {
        let all: Vec<_> = (0..10_000)
            .map(|n| format!("guides/part-{}/page-{n}.md", n / 100))
            .collect();
        let names = Names::new(all.iter().map(String::as_str));
        for wrong in [
            "giudes/part-42/page-4242.md",
            "guides/prat-42/page-4242.md",
            "guides/part-42/pge-4242.md",
            "guides/part-42/page-4242.m",
            "guide/part-42/page-4242.md",
        ] {
            let near = names.nearest(wrong);
            assert_eq!(near, Some("guides/part-42/page-4242.md"), "{wrong}");
        }
        assert_eq!(names.nearest("zebra"), None);
    }

    #[test]
    fn a_wrong_name_is_compared_with_a_few_however_many_there_are() {
        for count in [0, 1, 100, 10_000] {
            let all: Vec<_> = (0..count).map(|n| format!("page-{n:05}")).collect();
            let names = Names::new(all.iter().map(String::as_str));
            for wrong in ["", "page-05000", "page-05x00", "zebra"] {
                assert!(names.around(wrong).count() <= 4 * AROUND);
            }
        }
    }

    #[test]
    fn among_few_names_all_are_compared() {
        let names = ["mitchell", "amara", "björk"];
        for wrong in ["mitchel", "armara", "bjork", "zebra", ""] {
            let all = Names::new(names);
            assert_eq!(all.nearest(wrong), nearest(wrong, names), "{wrong}");
        }
    }
}
