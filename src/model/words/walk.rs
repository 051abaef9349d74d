//! The words of the walk through a lifecycle.

use serde::{Deserialize, Serialize};

/// The walk through a lifecycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkWords {
    /// The name of the whole figure.
    pub figure: &'static str,
    /// How many scenarios were seen on this device: `{seen}`, `{all}`.
    pub seen: &'static str,
    /// Of a scenario that was seen.
    pub seen_mark: &'static str,
    /// Before the choice of a scenario to be shown beside.
    pub compare: &'static str,
    /// The choice of none.
    pub nothing: &'static str,
    /// The name of the controls.
    pub steps: &'static str,
    /// A button: goes on by itself.
    pub play: &'static str,
    /// The same while it does.
    pub pause: &'static str,
    /// A button.
    pub first: &'static str,
    /// A button.
    pub previous: &'static str,
    /// A button.
    pub next: &'static str,
    /// A button.
    pub last: &'static str,
    /// The name of the choice of a speed.
    pub speed: &'static str,
    /// A button.
    pub copy: &'static str,
    /// When it is done.
    pub copied: &'static str,
    /// When the browser does not let us.
    pub by_hand: &'static str,
    /// A button.
    pub full: &'static str,
    /// Where the reader is: `{number}`, `{count}`.
    pub count: &'static str,
    /// The name of a picture with numbers: `{title}`.
    pub hops: &'static str,
    /// Where the first steps are told in full, on paper: `{first}`, `{last}`, `{title}`.
    pub told: &'static str,
    /// The same of one step: `{first}`, `{title}`.
    pub told_one: &'static str,
    /// Who was picked out of a pool, and why: `{chosen}`, `{because}`.
    pub picked: &'static str,
    /// What is behind a link.
    pub code: &'static str,
    /// What is behind a link.
    pub dashboard: &'static str,
    /// Whom to ask about a step: `{person}`.
    pub ask: &'static str,
    /// Of the right answer.
    pub right: &'static str,
    /// Of another answer.
    pub wrong: &'static str,
    /// What a message is made of.
    pub packets: &'static str,
    /// What a message is made of.
    pub tls_record: &'static str,
    /// What a message is made of.
    pub request: &'static str,
    /// What a message is made of.
    pub answer: &'static str,
    /// What a message is made of.
    pub file: &'static str,
    /// What a message is made of.
    pub call: &'static str,
    /// What a message is made of.
    pub empty: &'static str,
    /// Before bytes in hexadecimal.
    pub bytes: &'static str,
    /// Before what it was.
    pub was: &'static str,
    /// The heading of a column.
    pub change: &'static str,
    /// The heading of a column.
    pub header: &'static str,
    /// The heading of a column.
    pub value: &'static str,
    /// Of a header.
    pub added: &'static str,
    /// Of a header.
    pub changed: &'static str,
    /// Of a header.
    pub removed: &'static str,
    /// Of a header: `{by}`.
    pub added_by: &'static str,
    /// Of a header: `{by}`.
    pub changed_by: &'static str,
    /// Of a header: `{by}`.
    pub removed_by: &'static str,
    /// Of a header that was there before: `{by}`.
    pub set_by: &'static str,
    /// Of a header that anybody could have sent.
    pub trust_client: &'static str,
    /// Of a header that a hop of ours wrote.
    pub trust_proxy: &'static str,
    /// Of a message.
    pub sealed: &'static str,
    /// Of a message: `{readers}`.
    pub sealed_but: &'static str,
    /// Of a message.
    pub clear: &'static str,
    /// Of a message: `{readers}`.
    pub clear_but: &'static str,
    /// Where a message arrives: `{port}`.
    pub port: &'static str,
    /// Where a step happens: `{from}`, `{to}`.
    pub on_the_way: &'static str,
    /// The same for an answer.
    pub on_the_way_back: &'static str,
    /// What happens at a step: `{chosen}`.
    pub picks: &'static str,
    /// What is so at a step.
    pub is_sealed: &'static str,
    /// What happens at a step: `{names}`.
    pub adds: &'static str,
    /// What happens at a step: `{names}`.
    pub changes: &'static str,
    /// What happens at a step: `{names}`.
    pub removes: &'static str,
}
