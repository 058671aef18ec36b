//! What of a path is done, and since when: kept on the device for anybody, and per company and registro
//! patronal on the server.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::guide::{Guide, PathId};

/// How far somebody is along one path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Ids of the steps that are done.
    pub done: BTreeSet<String>,
    /// When the request was made, where the person said so.
    pub asked_on: Option<Date>,
}

impl Progress {
    /// Ticks a step, or takes the tick away.
    pub fn set(&mut self, step: &str, done: bool) {
        if done {
            self.done.insert(step.to_owned());
        } else {
            self.done.remove(step);
        }
    }

    /// Whether a step is done.
    #[must_use]
    pub fn is_done(&self, step: &str) -> bool {
        self.done.contains(step)
    }

    /// How many of a path's steps are done; names that the path no longer has do not count.
    #[must_use]
    pub fn count(&self, guide: &Guide) -> usize {
        let steps = guide.steps.iter();
        steps.filter(|step| self.is_done(step.id)).count()
    }

    /// Whether nothing is ticked and no date is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.asked_on.is_none()
    }

    /// One line: the date or `-`, then the steps, apart by spaces.
    #[must_use]
    pub fn to_text(&self) -> String {
        let date = self.asked_on.map(|date| date.to_string());
        let date = date.unwrap_or_else(|| "-".to_owned());
        let steps: Vec<&str> = self.done.iter().map(String::as_str).collect();
        [&[date.as_str()], steps.as_slice()].concat().join(" ")
    }

    /// Reads [`to_text`](Self::to_text); what is not understood is left out.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let asked_on = words.next().and_then(|date| date.parse().ok());
        let sound = |word: &&str| {
            word.len() <= 40 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        Self {
            asked_on,
            done: words.filter(sound).take(50).map(str::to_owned).collect(),
        }
    }
}

/// The key under which a device keeps the progress of a path.
#[must_use]
pub fn storage_key(path: PathId) -> String {
    format!("certificado-imss/{}", path.slug())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_written_is_read_back() {
        let mut progress = Progress {
            asked_on: Some(date(2026, 1, 12)),
            ..Progress::default()
        };
        for step in PathId::First.guide().steps {
            progress.set(step.id, true);
        }
        assert_eq!(Progress::from_text(&progress.to_text()), progress);
        let empty = Progress::default();
        assert_eq!(Progress::from_text(&empty.to_text()), empty);
    }

    #[test]
    fn anything_may_stand_in_the_storage() {
        for text in ["", "   ", "<script>", "2026-99-99 reunir", "- á ñ {}"] {
            let read = Progress::from_text(text);
            assert_eq!(read.asked_on, None, "{text}");
            assert!(read.done.iter().all(|step| step.is_ascii()));
        }
        assert!(Progress::from_text("- reunir").is_done("reunir"));
    }

    #[test]
    fn only_the_paths_own_steps_count() {
        let guide = PathId::Lost.guide();
        let mut progress = Progress::default();
        progress.set("de-otra-version", true);
        assert_eq!(progress.count(guide), 0);
        progress.set(guide.steps[0].id, true);
        assert_eq!(progress.count(guide), 1);
        progress.set(guide.steps[0].id, false);
        assert_eq!(progress.count(guide), 0);
    }
}
