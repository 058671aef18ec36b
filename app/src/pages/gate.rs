//! Who sees a page. The server decides at every call; this only shows the right page first.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::entry::LinkEnded;
use super::not_found::NotAllowed;
use super::{ReadingPage, reading};
use crate::address::{Address, Need, log_in_from};
use crate::client::{Permissions, use_portal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Enter,
    LogIn,
    LinkEnded,
    NotAllowed,
    /// A reader is first shown what consulting is, while the movements are looked up.
    ConsultStart,
    /// A reader has one page to begin with.
    History,
}

/// The page, the login with a way back, or a word that it is not for this session.
pub(super) fn gate<V: IntoView + 'static>(need: Need, page: fn() -> V) -> AnyView {
    let portal = use_portal();
    let session = portal.session();
    let may = portal.may();
    let answer = Memo::new(move |_| {
        match decide(need, session.with(Option::is_some), may.get()) {
            // A person who reads through a link may have no login at all.
            Answer::LogIn if portal.is_link_tab() => Answer::LinkEnded,
            answer => answer,
        }
    });
    let location = use_location();
    let navigate = use_navigate();
    let path = location.pathname;
    let answer = Memo::new(move |_| {
        let at_home = path.with(|path| Address::parse(path) == Some(Address::Home));
        match answer.get() {
            Answer::Enter if may.get().works || need == Need::Nothing => Answer::Enter,
            Answer::Enter if !portal.consult_started().get() => Answer::ConsultStart,
            Answer::Enter if at_home => Answer::History,
            other => other,
        }
    });
    Effect::new(move |_| {
        if answer.get() == Answer::History {
            let replace = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&Address::FIRST_HISTORY.href(), replace);
        }
        if answer.get() == Answer::LogIn {
            let here = untrack(|| {
                if portal.departed() {
                    return String::new();
                }
                let search = location.search.get();
                let mark = if search.is_empty() { "" } else { "?" };
                format!("{}{mark}{search}", location.pathname.get())
            });
            let replace = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&log_in_from(&here), replace);
        }
    });
    (move || match answer.get() {
        Answer::Enter => page().into_any(),
        Answer::LinkEnded => view! { <LinkEnded /> }.into_any(),
        Answer::NotAllowed => view! { <NotAllowed /> }.into_any(),
        Answer::ConsultStart => reading(ReadingPage::ConsultStart),
        Answer::LogIn | Answer::History => ().into_any(),
    })
    .into_any()
}

fn decide(need: Need, somebody: bool, may: Permissions) -> Answer {
    let allowed = match need {
        Need::Nothing => true,
        Need::Reads => somebody,
        Need::Works => may.works,
        Need::Captures => may.captures,
        Need::Administers => may.administers,
        Need::SeesLotes => may.sees_lotes,
        Need::OwnAccount => may.own_account,
    };
    match (somebody, allowed) {
        (_, true) => Answer::Enter,
        (false, false) => Answer::LogIn,
        (true, false) => Answer::NotAllowed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, decide};
    use crate::address::Need;
    use crate::client::Permissions;

    #[test]
    fn a_stranger_is_sent_to_the_login() {
        for need in [Need::Reads, Need::Works, Need::Captures, Need::SeesLotes] {
            assert_eq!(decide(need, false, Permissions::default()), Answer::LogIn);
        }
    }

    #[test]
    fn a_reader_enters_what_only_reads() {
        let reader = Permissions::default();
        assert_eq!(decide(Need::Reads, true, reader), Answer::Enter);
        for need in [
            Need::Works,
            Need::Captures,
            Need::Administers,
            Need::SeesLotes,
            Need::OwnAccount,
        ] {
            assert_eq!(decide(need, true, reader), Answer::NotAllowed);
        }
    }
}
