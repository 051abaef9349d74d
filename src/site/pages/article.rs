//! Prose: components, guides, runbooks, other pages, and the notes of talks.

use chrono::NaiveDate;
use glassbox_app::view::{Article, Talk};
use glassbox_model::{Kind, content};

use super::Press;
use crate::library::{Entry, Matter};

/// How fast people read technical prose, in words a minute.
const WORDS_A_MINUTE: usize = 220;

impl Press<'_> {
    /// Time to read, in whole minutes; at least 1.
    pub(super) fn minutes(&self, entry: &Entry) -> u32 {
        let page = self.compiled.get(entry.id.as_str());
        let words = page.map_or(0, |page| page.document.words);
        u32::try_from(words.div_ceil(WORDS_A_MINUTE))
            .unwrap_or(u32::MAX)
            .max(1)
    }

    pub(super) fn article(&self, entry: &Entry) -> Article {
        let page = self.compiled.get(entry.id.as_str());
        Article {
            html: page
                .map(|page| page.document.html.clone())
                .unwrap_or_default(),
            minutes: self.minutes(entry),
            symptom: match &entry.matter {
                Matter::Runbook(runbook) => Some(runbook.symptom.clone()),
                _ => None,
            },
            call: match entry.kind {
                Kind::Runbook => self.call_rule(),
                _ => None,
            },
        }
    }

    pub(crate) fn talk(
        &self,
        entry: &Entry,
        talk: &content::Talk,
        date: NaiveDate,
    ) -> Option<Talk> {
        let minutes = self
            .library
            .portal
            .talks
            .as_ref()
            .and_then(|talks| talks.minutes);
        let speakers = talk
            .speakers
            .iter()
            .filter_map(|speaker| self.library.get(Kind::Person, speaker));
        Some(Talk {
            article: self.article(entry),
            speakers: speakers.map(|speaker| self.card(speaker)).collect(),
            start: self.calendar.talk(talk, date)?,
            minutes: talk.minutes.or(minutes).unwrap_or(15),
            status: talk.status.word(),
            slides: talk.slides.as_ref().map(|slides| self.address(slides)),
            video: talk.video.as_ref().map(|video| self.address(video)),
        })
    }
}
