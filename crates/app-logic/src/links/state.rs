//! What the list says of a link: whether it opens, and what it shows.

use api::view::links::{LinkShows, LinkView};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::format::date;
use crate::messages::links as text;
use crate::shown::Tone;

/// Returns what a link shows and what not, in a few lines.
#[must_use]
pub fn shown(shows: &LinkShows) -> Vec<String> {
    let mut lines = Vec::new();
    let day = |day: Option<Date>| day.map(date::date);
    match (day(shows.from), day(shows.to)) {
        (None, None) => {}
        (Some(from), None) => lines.push(text::since(&from)),
        (None, Some(to)) => lines.push(text::until(&to)),
        (Some(from), Some(to)) => lines.push(text::between(&from, &to)),
    }
    let flags = [
        (!shows.drafts, text::WITHOUT_DRAFTS),
        (!shows.salaries, text::WITHOUT_SALARIES),
        (!shows.curps, text::WITHOUT_CURPS),
        (!shows.exports, text::WITHOUT_EXPORTS),
        (shows.lotes, text::WITH_LOTES),
    ];
    lines.extend(
        flags
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, words)| words.to_owned()),
    );
    if lines.is_empty() {
        lines.push(text::SHOWS_ALL.to_owned());
    }
    lines
}

/// Whether a link still opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It opens.
    Live,
    /// Its time is over.
    Ended,
    /// It was opened as often as it may.
    UsedUp,
    /// An administrator ended it.
    Revoked,
}

impl LinkState {
    /// Returns the state of a link at a moment.
    #[must_use]
    pub fn of(link: &LinkView, now: Timestamp) -> Self {
        if link.revoked_at.is_some() {
            Self::Revoked
        } else if link.expires_at <= now {
            Self::Ended
        } else if link
            .max_uses
            .is_some_and(|most| link.uses >= u64::from(most))
        {
            Self::UsedUp
        } else {
            Self::Live
        }
    }

    /// Returns the state in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Live => text::LIVE,
            Self::Ended => text::ENDED,
            Self::UsedUp => text::USED_UP,
            Self::Revoked => text::REVOKED,
        }
    }

    /// Returns the tone of the state's badge.
    #[must_use]
    pub fn tone(self) -> Option<Tone> {
        (self == Self::Live).then_some(Tone::Success)
    }
}

#[cfg(test)]
mod tests {
    use api::view::links::{LinkShows, LinkView};
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::{LinkState, shown};
    use crate::messages::links as text;

    #[test]
    fn the_list_says_what_is_not_shown() {
        let everything = LinkShows {
            from: None,
            to: None,
            drafts: true,
            salaries: true,
            curps: true,
            exports: true,
            lotes: false,
        };
        assert_eq!(shown(&everything), [text::SHOWS_ALL]);
        let less = LinkShows {
            from: Some(date(2026, 1, 5)),
            salaries: false,
            exports: false,
            ..everything
        };
        let expected = [
            text::since("05/01/2026"),
            text::WITHOUT_SALARIES.to_owned(),
            text::WITHOUT_EXPORTS.to_owned(),
        ];
        assert_eq!(shown(&less), expected);
    }

    #[test]
    fn a_link_is_live_ended_used_up_or_revoked() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut link = LinkView {
            id: "1".to_owned(),
            label: String::new(),
            registros: Vec::new(),
            created_at: at(0),
            expires_at: at(100),
            revoked_at: None,
            uses: 2,
            max_uses: Some(3),
            last_used: None,
            shows: LinkShows {
                from: None,
                to: None,
                drafts: true,
                salaries: true,
                curps: true,
                exports: true,
                lotes: false,
            },
            has_pin: false,
        };
        assert_eq!(LinkState::of(&link, at(99)), LinkState::Live);
        assert_eq!(LinkState::of(&link, at(100)), LinkState::Ended);
        link.uses = 3;
        assert_eq!(LinkState::of(&link, at(99)), LinkState::UsedUp);
        link.revoked_at = Some(at(50));
        assert_eq!(LinkState::of(&link, at(200)), LinkState::Revoked);
    }
}
