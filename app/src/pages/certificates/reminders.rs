//! Whether this person is reminded by mail.

use api::functions::certificate_life;
use api::view::certificate_life::RemindingView;
use leptos::prelude::*;

use crate::client::{Task, fetch};
use crate::components::{Checkbox, ErrorNotice, Load};
use crate::messages::certificates as text;

/// A box to tick; it is kept at once.
#[component]
pub(super) fn Reminders() -> impl IntoView {
    let known = fetch(certificate_life::reminding);
    view! {
        <h3 class="guide__subtitle">{text::REMINDERS}</h3>
        <Load fetched=known lines=1 children={move |now: RemindingView| {
            view! { <Choose now /> }.into_any()
        }} />
    }
    .into_any()
}

#[component]
fn Choose(now: RemindingView) -> impl IntoView {
    let task = Task::new();
    let wanted = RwSignal::new(now.wanted);
    let kept = RwSignal::new(now.wanted);
    Effect::new(move |_| {
        let wanted_now = wanted.get();
        if wanted_now != kept.get_untracked() {
            let request = certificate_life::choose_reminders(wanted_now);
            task.request(request, move |now| kept.set(now.wanted));
        }
    });
    // What was not kept is not shown as if it were.
    let error = task.error();
    Effect::new(move |_| {
        if error.with(Option::is_some) {
            wanted.set(kept.get_untracked());
        }
    });
    view! {
        <Checkbox
            name="avisos-por-correo"
            label=text::REMIND_ME
            help=text::REMIND_ME_HELP
            checked=wanted
            disabled=task.busy()
        />
        {(!now.has_address).then(|| view! { <p class="muted">{text::NO_ADDRESS}</p> })}
        <ErrorNotice error />
    }
    .into_any()
}
