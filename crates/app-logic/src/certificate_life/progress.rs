//! What of a path is done, and since when: kept on the device for anybody, and per company and registro
//! patronal on the server.

use std::collections::BTreeSet;

use api::view::certificate_life::{AskedOnChange, PathProgressView, SaveProgress, StepChange};
use jiff::civil::Date;
use model::CertificatePath;

use super::guide::Guide;

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

    /// Returns how many of a path's steps are done; names that the path no longer has do not count.
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

    /// Returns what the server keeps of a path; nothing where it was never begun.
    #[must_use]
    pub fn kept_by_company(kept: Option<&PathProgressView>) -> Self {
        kept.map_or_else(Self::default, |kept| Self {
            done: kept.done.iter().map(|one| one.step.clone()).collect(),
            asked_on: kept.asked_on,
        })
    }

    /// Returns the same with what is done, or dated, in `other` besides.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self {
            done: self.done.union(&other.done).cloned().collect(),
            asked_on: self.asked_on.or(other.asked_on),
        }
    }

    /// Returns what the page shows once the server answered: what it keeps, and on top of it what was
    /// changed here since `sent`. A step that somebody else ticked stays ticked.
    #[must_use]
    pub fn rebased(&self, sent: &Self, kept: &Self) -> Self {
        let mut rebased = kept.clone();
        for step in self.done.symmetric_difference(&sent.done) {
            rebased.set(step, self.is_done(step));
        }
        if self.asked_on != sent.asked_on {
            rebased.asked_on = self.asked_on;
        }
        rebased
    }

    /// Returns the request that makes of what the server keeps what the page shows; `None` where they
    /// agree.
    #[must_use]
    pub fn request(
        &self,
        registro: &str,
        path: CertificatePath,
        kept: Option<&PathProgressView>,
    ) -> Option<SaveProgress> {
        let before = Self::kept_by_company(kept);
        let step = |step: &String| StepChange {
            step: step.clone(),
            done: self.done.contains(step),
        };
        let steps: Vec<StepChange> = self
            .done
            .symmetric_difference(&before.done)
            .map(step)
            .collect();
        let day = self.asked_on;
        let asked_on = (day != before.asked_on).then_some(AskedOnChange { day });
        (!steps.is_empty() || asked_on.is_some()).then(|| SaveProgress {
            registro: registro.to_owned(),
            path,
            seen: kept.map_or(0, |kept| kept.version),
            steps,
            asked_on,
        })
    }

    /// Returns one line: the date or `-`, then the steps, apart by spaces.
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

/// Returns the progress that a company keeps along a path, for one registro patronal.
#[must_use]
pub fn find<'a>(
    all: &'a [PathProgressView],
    registro: &str,
    path: CertificatePath,
) -> Option<&'a PathProgressView> {
    all.iter()
        .find(|one| one.registro == registro && one.path == path)
}

/// Returns the paths that were begun and are not finished, the last step taken first.
#[must_use]
pub fn under_way(all: &[PathProgressView]) -> Vec<&PathProgressView> {
    let is_open = |one: &&PathProgressView| {
        let progress = Progress::kept_by_company(Some(one));
        let guide = super::guide_of(one.path);
        !progress.is_empty() && progress.count(guide) < guide.steps.len()
    };
    let mut open: Vec<_> = all.iter().filter(is_open).collect();
    let last = |one: &PathProgressView| one.done.iter().map(|step| step.at).max();
    open.sort_by_key(|one| std::cmp::Reverse(last(one)));
    open
}

/// Returns the day of the request whose step at the subdelegación is not done yet.
#[must_use]
pub fn open_request(progress: &PathProgressView) -> Option<Date> {
    let step = progress.path.step_with_deadline()?;
    let is_done = progress.done.iter().any(|one| one.step == step);
    progress.asked_on.filter(|_| !is_done)
}

/// Whether a typed day can be that of a request: not to come, and of this century. Others are being
/// typed still.
#[must_use]
pub fn can_be_asked_on(day: Date, today: Date) -> bool {
    day <= today && day.year() >= 2000
}

/// Returns the registro patronal that a path opens with: the one that the address names, the only one,
/// one where the path was begun, or the one chosen last on this device.
#[must_use]
pub fn registro_to_open<'a>(
    ids: &'a [String],
    asked: &str,
    last: &str,
    path: CertificatePath,
    all: &[PathProgressView],
) -> Option<&'a str> {
    let known = |wanted: &str| ids.iter().find(|id| *id == wanted);
    let only = || ids.first().filter(|_| ids.len() == 1);
    let begun = || {
        let open = under_way(all).into_iter().find(|one| one.path == path)?;
        known(&open.registro)
    };
    known(asked)
        .or_else(only)
        .or_else(begun)
        .or_else(|| known(last))
        .map(String::as_str)
}

/// Returns the key under which a device keeps the progress of a path.
#[must_use]
pub fn storage_key(path: CertificatePath) -> String {
    format!("certificado-imss/{}", path.slug())
}

#[cfg(test)]
mod tests {
    use api::view::certificate_life::StepDone;
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::certificate_life::guide_of;

    #[test]
    fn what_is_written_is_read_back() {
        let mut progress = Progress {
            asked_on: Some(date(2026, 1, 12)),
            ..Progress::default()
        };
        for step in guide_of(CertificatePath::First).steps {
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
        let guide = guide_of(CertificatePath::Lost);
        let mut progress = Progress::default();
        progress.set("de-otra-version", true);
        assert_eq!(progress.count(guide), 0);
        progress.set(guide.steps[0].id, true);
        assert_eq!(progress.count(guide), 1);
        progress.set(guide.steps[0].id, false);
        assert_eq!(progress.count(guide), 0);
    }

    fn kept(done: &[&str], version: u64) -> PathProgressView {
        let step = |step: &&str| StepDone {
            step: (*step).to_owned(),
            by: "Ana".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        PathProgressView {
            registro: "r1".to_owned(),
            numero: "Y6087828106".to_owned(),
            path: CertificatePath::First,
            version,
            done: done.iter().map(step).collect(),
            asked_on: None,
        }
    }

    #[test]
    fn only_what_differs_from_the_server_is_sent() {
        let path = CertificatePath::First;
        let server = kept(&["reunir", "usuario"], 4);
        let mut shown = Progress::kept_by_company(Some(&server));
        assert_eq!(shown.request("r1", path, Some(&server)), None);
        shown.set("usuario", false);
        shown.set("solicitar", true);
        let request = shown.request("r1", path, Some(&server)).unwrap();
        assert_eq!((request.seen, request.asked_on), (4, None));
        let steps: Vec<_> = request
            .steps
            .iter()
            .map(|one| (one.step.as_str(), one.done))
            .collect();
        assert_eq!(steps, [("solicitar", true), ("usuario", false)]);
        let fresh = Progress {
            asked_on: Some(date(2026, 1, 12)),
            ..Progress::default()
        };
        let request = fresh.request("r1", path, None).unwrap();
        assert_eq!(request.seen, 0);
        assert_eq!(request.asked_on.unwrap().day, fresh.asked_on);
    }

    #[test]
    fn what_somebody_else_ticked_meanwhile_stays() {
        let sent = Progress::from_text("- reunir usuario");
        let shown = Progress::from_text("- reunir solicitar");
        let kept = Progress::from_text("2026-01-12 reunir usuario llenar");
        let rebased = shown.rebased(&sent, &kept);
        assert_eq!(
            rebased,
            Progress::from_text("2026-01-12 reunir solicitar llenar")
        );
    }

    #[test]
    fn what_the_device_has_is_added_and_takes_nothing_away() {
        let server = Progress::kept_by_company(Some(&kept(&["reunir"], 1)));
        let mut device = Progress::from_text("2026-01-12 usuario");
        let joined = server.joined(&device);
        assert!(joined.is_done("reunir") && joined.is_done("usuario"));
        assert_eq!(joined.asked_on, device.asked_on);
        device.asked_on = Some(date(2026, 1, 2));
        assert_eq!(joined.joined(&device).asked_on, joined.asked_on);
    }

    #[test]
    fn paths_under_way_are_those_begun_and_not_finished() {
        let all: Vec<&str> = guide_of(CertificatePath::First)
            .steps
            .iter()
            .map(|s| s.id)
            .collect();
        let (open, done, none) = (kept(&["reunir"], 1), kept(&all, 2), kept(&[], 3));
        let views = [done, open.clone(), none];
        assert_eq!(under_way(&views), [&open]);
        let mut asked = open;
        asked.asked_on = Some(date(2026, 1, 12));
        assert_eq!(open_request(&asked), asked.asked_on);
        asked.done.extend(kept(&["subdelegacion"], 1).done);
        assert_eq!(open_request(&asked), None);
    }

    #[test]
    fn a_path_opens_with_the_registro_that_is_meant() {
        let path = CertificatePath::First;
        let ids = ["r0".to_owned(), "r1".to_owned(), "r2".to_owned()];
        let begun = [kept(&["reunir"], 1)];
        let open = |asked, last, all: &[PathProgressView]| {
            registro_to_open(&ids, asked, last, path, all).map(str::to_owned)
        };
        assert_eq!(open("r2", "r0", &begun).as_deref(), Some("r2"));
        assert_eq!(open("gone", "r0", &begun).as_deref(), Some("r1"));
        assert_eq!(open("", "r0", &[]).as_deref(), Some("r0"));
        assert_eq!(open("", "", &[]), None);
        assert_eq!(registro_to_open(&ids[..1], "", "", path, &[]), Some("r0"));
    }
}
