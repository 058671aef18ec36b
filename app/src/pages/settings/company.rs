//! What the company is called, its RFC, and whether the RFC is proved.

use api::functions::settings;
use api::view::settings::CompanyView;
use app_logic::access::proof;
use leptos::prelude::*;

use crate::client::{Fetched, Task, fetch};
use crate::components::{
    Actions, Badge, Button, Definition, Definitions, ErrorNotice, Form, Load, Notice, Panel,
    TextField, Tone,
};
use crate::messages::{access as text, entry};

/// The company; an administrator gives it an RFC while none is proved.
#[component]
pub(super) fn CompanyFacts(administers: Signal<bool>) -> impl IntoView {
    let company = fetch(settings::company);
    let saved = RwSignal::new(false);
    view! {
        <Panel title=text::COMPANY_TITLE>
            <Load fetched=company lines=2 children={move |known: CompanyView| {
                let changes = administers.get() && known.rfc_proven.is_none();
                view! {
                    {facts(&known)}
                    <Show when=move || saved.get()>
                        <Notice tone=Tone::Success>{text::RFC_SAVED}</Notice>
                    </Show>
                    {changes.then(|| view! { <RfcForm known=known.clone() company saved /> })}
                }
                    .into_any()
            }} />
        </Panel>
    }
    .into_any()
}

/// Name and RFC, with the badge that says whether the RFC is proved.
pub(crate) fn facts(company: &CompanyView) -> AnyView {
    let name = company.name.clone();
    let rfc = company.rfc.clone();
    let badge = proof(company);
    let unproven = company.rfc.is_some() && company.rfc_proven.is_none();
    view! {
        <Definitions>
            <Definition term=text::COMPANY_NAME>{name}</Definition>
            <Definition term=text::COMPANY_RFC>
                {rfc.unwrap_or_else(|| text::NO_RFC.to_owned())} " "
                {badge.map(|(words, tone)| view! { <Badge tone text=words /> })}
            </Definition>
        </Definitions>
        {unproven.then(|| view! { <p class="muted">{text::NOT_PROVEN_HELP}</p> })}
    }
    .into_any()
}

#[component]
fn RfcForm(
    known: CompanyView,
    company: Fetched<CompanyView>,
    /// Outlives the form, which is drawn again with what was saved.
    saved: RwSignal<bool>,
) -> impl IntoView {
    let task = Task::new();
    let rfc = RwSignal::new(known.rfc.unwrap_or_default());
    let submit = move |()| {
        saved.set(false);
        task.request(settings::set_rfc(rfc.get_untracked()), move |now| {
            saved.set(true);
            company.put(now);
        });
    };
    view! {
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(&["rfc"]) />
            <TextField
                name="rfc"
                label=text::RFC
                value=rfc
                help=entry::RFC_HELP
                capitals=true
                max_length=13
                error=task.at("rfc")
            />
            <Actions>
                <Button submit=true busy=task.busy()>
                    {text::RFC_SAVE}
                </Button>
            </Actions>
        </Form>
    }
    .into_any()
}
