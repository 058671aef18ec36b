//! What happened, oldest first.

use leptos::prelude::*;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When, as written.
    pub when: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
}

/// The list.
#[component]
pub fn Timeline(#[prop(into)] title: String, happenings: Vec<Happening>) -> impl IntoView {
    view! {
        <section class="timeline">
            <h2 class="timeline__title">{title}</h2>
            <ol class="timeline__list">
                {happenings
                    .into_iter()
                    .map(|one| {
                        view! {
                            <li class="timeline__happening">
                                <span class="timeline__what">{one.what}</span>
                                <span class="timeline__when">{one.when} " · " {one.who}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
    .into_any()
}
