//! Which certificate signs for a registro patronal.

use serde::{Deserialize, Serialize};

/// A certificate as the rule sees it: assigned to one registro patronal, and not refused there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<C, T> {
    /// The certificate.
    pub certificate: C,
    /// Whether IDSE accepted it for the registro patronal; otherwise IDSE has not been asked yet.
    pub confirmed: bool,
    /// Whether it is valid now, and if not, why.
    pub validity: Validity,
    /// When it ends.
    pub not_after: T,
}

/// Whether a certificate is valid at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Its first instant is still to come.
    NotYet,
    /// Its last instant has passed.
    Ended,
    /// Valid.
    Valid,
}

impl Validity {
    /// Returns the validity at `now` of a certificate with these dates, both included.
    pub fn at<T: Ord>(now: &T, not_before: &T, not_after: &T) -> Self {
        if now < not_before {
            Self::NotYet
        } else if now > not_after {
            Self::Ended
        } else {
            Self::Valid
        }
    }
}

/// What signs for a registro patronal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer<C> {
    /// This certificate.
    Signs(C),
    /// None: every one that was assigned has ended; this one ended last.
    Ended(C),
    /// None: nothing is assigned, IDSE refused it, or its first day is still to come.
    Nobody,
}

impl<C> Signer<C> {
    /// Returns the certificate that signs, if one does.
    pub fn signs(self) -> Option<C> {
        match self {
            Self::Signs(certificate) => Some(certificate),
            Self::Ended(_) | Self::Nobody => None,
        }
    }
}

/// Returns the certificates that may sign now, the one that signs first: those that IDSE confirmed
/// before the others, and of these the one that lasts longest.
pub fn by_preference<C, T: Ord>(
    candidates: impl IntoIterator<Item = Candidate<C, T>>,
) -> Vec<Candidate<C, T>> {
    let mut valid: Vec<_> = candidates
        .into_iter()
        .filter(|one| one.validity == Validity::Valid)
        .collect();
    valid.sort_by(|a, b| (b.confirmed, &b.not_after).cmp(&(a.confirmed, &a.not_after)));
    valid
}

/// Returns what signs for the registro patronal that all `candidates` are assigned to.
pub fn signer<C, T: Ord>(candidates: impl IntoIterator<Item = Candidate<C, T>>) -> Signer<C> {
    let (valid, others): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|one| one.validity == Validity::Valid);
    if let Some(first) = by_preference(valid).into_iter().next() {
        return Signer::Signs(first.certificate);
    }
    others
        .into_iter()
        .filter(|one| one.validity == Validity::Ended)
        .max_by(|a, b| a.not_after.cmp(&b.not_after))
        .map_or(Signer::Nobody, |last| Signer::Ended(last.certificate))
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Signer, Validity, by_preference, signer};

    const NOW: i32 = 100;

    fn candidate(
        certificate: &'static str,
        confirmed: bool,
        not_after: i32,
    ) -> Candidate<&'static str, i32> {
        Candidate {
            certificate,
            confirmed,
            validity: Validity::at(&NOW, &0, &not_after),
            not_after,
        }
    }

    #[test]
    fn confirmed_signs_before_one_that_lasts_longer() {
        let held = [
            candidate("unconfirmed", false, 900),
            candidate("short", true, 200),
            candidate("long", true, 300),
            candidate("ended", true, 50),
        ];
        assert_eq!(signer(held), Signer::Signs("long"));
        let order = by_preference(held).into_iter().map(|one| one.certificate);
        assert_eq!(order.collect::<Vec<_>>(), ["long", "short", "unconfirmed"]);
    }

    #[test]
    fn last_to_end_is_named_where_all_have_ended() {
        let held = [candidate("older", true, 10), candidate("newer", false, 99)];
        assert_eq!(signer(held), Signer::Ended("newer"));
        assert_eq!(signer::<&str, i32>([]), Signer::Nobody);
    }

    #[test]
    fn certificate_of_tomorrow_does_not_sign() {
        let tomorrow = Candidate {
            validity: Validity::at(&NOW, &101, &900),
            ..candidate("tomorrow", true, 900)
        };
        assert_eq!(signer([tomorrow]), Signer::Nobody);
        assert_eq!(Validity::at(&NOW, &NOW, &NOW), Validity::Valid);
    }
}
