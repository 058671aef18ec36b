//! Who would not be vigente any more once a plantilla is loaded.

use leptos::prelude::*;

use super::session::{ImportSession, NoLongerVigentes};
use crate::components::{Actions, Button, Disclosure, Notice, Panel, Tone, Variant};
use crate::messages::import as text;

/// Asks before a plantilla is stored that leaves somebody out who is vigente now.
#[component]
pub(super) fn Confirm(session: ImportSession) -> impl IntoView {
    let missing = session.no_longer_vigentes();
    let people = move || missing.with(|all| all.iter().map(|one| one.names.len()).sum::<usize>());
    view! {
        <Panel title=text::CONFIRM_TITLE>
            {move || {
                view! { <Notice tone=Tone::Warning>{text::no_longer_vigentes(people())}</Notice> }
            }}
            {move || missing.get().into_iter().map(of_registro).collect_view()}
            <Actions>
                <Button
                    variant=Variant::Primary
                    busy=session.busy()
                    on_click=move |()| session.store_confirmed()
                >
                    {move || session.tally().with(|tally| text::load_anyway(tally.ready))}
                </Button>
                <Button on_click=move |()| {
                    session.back_to_review();
                }>{text::BACK_TO_REVIEW}</Button>
            </Actions>
        </Panel>
    }
    .into_any()
}

fn of_registro(missing: NoLongerVigentes) -> impl IntoView {
    let NoLongerVigentes { registro, names } = missing;
    let summary = text::missing_of(&registro, names.len());
    view! {
        <Disclosure summary>
            <ul class="import-missing">
                {names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}
            </ul>
        </Disclosure>
    }
}
