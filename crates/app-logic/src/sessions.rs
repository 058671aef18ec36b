//! Which of the sessions that follow one another in a tab a request belonged to: an answer that was under
//! way while one session took the place of another says nothing about the new one.

/// One of the sessions of a tab, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Generation(u32);

/// What an answer means that says that there is no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The session that the tab has is over.
    Ends,
    /// It was asked in a session before this one.
    OfAnother,
    /// This session is being changed for another one: what became of it is known once that is answered.
    Waits,
}

/// The sessions of a tab so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    current: Generation,
    switching: bool,
    /// An ending was heard while the session was being changed.
    withheld: bool,
}

impl Sessions {
    /// Returns the session that a request belongs to which is sent now.
    #[must_use]
    pub fn current(&self) -> Generation {
        self.current
    }

    /// Returns whether another session is being asked for in the place of this one.
    #[must_use]
    pub fn is_switching(&self) -> bool {
        self.switching
    }

    /// Another session is asked for in the place of this one.
    pub fn switches(&mut self) {
        self.switching = true;
        self.withheld = false;
    }

    /// Another session was not given. Returns whether the server must be asked what became of this one.
    #[must_use]
    pub fn stays(&mut self) -> bool {
        self.switching = false;
        std::mem::take(&mut self.withheld)
    }

    /// Another session began, here or in another tab.
    pub fn entered(&mut self) {
        *self = Self {
            current: Generation(self.current.0.wrapping_add(1)),
            switching: false,
            withheld: false,
        };
    }

    /// Takes in that a request was answered without a session, and returns what that means.
    pub fn ended(&mut self, asked_in: Generation) -> Ending {
        if asked_in != self.current {
            return Ending::OfAnother;
        }
        if self.switching {
            self.withheld = true;
            return Ending::Waits;
        }
        Ending::Ends
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Sessions};

    #[test]
    fn an_answer_ends_the_session_it_was_asked_in() {
        let mut sessions = Sessions::default();
        let asked_in = sessions.current();
        assert_eq!(sessions.ended(asked_in), Ending::Ends);
    }

    #[test]
    fn a_late_answer_leaves_the_next_session_alone() {
        let mut sessions = Sessions::default();
        let before = sessions.current();
        sessions.switches();
        sessions.entered();
        assert_eq!(sessions.ended(before), Ending::OfAnother);
        let asked_in = sessions.current();
        assert_eq!(sessions.ended(asked_in), Ending::Ends);
    }

    #[test]
    fn a_session_of_another_tab_is_another_one() {
        let mut sessions = Sessions::default();
        let before = sessions.current();
        sessions.entered();
        assert_eq!(sessions.ended(before), Ending::OfAnother);
    }

    #[test]
    fn an_ending_during_a_change_waits_for_it() {
        let mut sessions = Sessions::default();
        let asked_in = sessions.current();
        sessions.switches();
        assert_eq!(sessions.ended(asked_in), Ending::Waits);
        assert!(sessions.is_switching());
        sessions.entered();
        assert!(!sessions.is_switching());
        assert!(!sessions.stays());
    }

    #[test]
    fn a_change_that_failed_asks_what_was_withheld() {
        let mut sessions = Sessions::default();
        sessions.switches();
        assert!(!sessions.stays());
        let asked_in = sessions.current();
        sessions.switches();
        assert_eq!(sessions.ended(asked_in), Ending::Waits);
        assert!(sessions.stays());
        assert_eq!(sessions.ended(asked_in), Ending::Ends);
    }
}
