//! The certificates the company holds.

use api::functions::certificates;
use api::view::certificates::{CertificateView, WaitingLote};
use leptos::prelude::*;
use leptos_router::components::A;

use super::assignment_badge::assignment_badge;
use crate::address::Address;
use crate::client::{Changes, Task};
use crate::components::{
    Actions, Badge, Button, Confirm, Definition, Definitions, Empty, Grid, Notice, Panel, Tone,
};
use crate::format::date;
use crate::messages::{certificates as text, keys};
use app_logic::certificates::registro_signer::{days_tone, left_without};

/// One card for each.
#[component]
pub(super) fn Held(held: Vec<CertificateView>, signs: bool) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let task = Task::new();
    let asking = RwSignal::new(false);
    let doomed = RwSignal::new(None::<Doomed>);
    let ask = Callback::new(move |certificate: Doomed| {
        task.clear();
        doomed.set(Some(certificate));
        asking.set(true);
    });
    let delete = Callback::new(move |()| {
        let Some(doomed) = doomed.get_untracked() else {
            return;
        };
        task.request(certificates::delete(doomed.id), move |()| {
            asking.set(false);
            changes.certificados_changed();
        });
    });
    if held.is_empty() {
        return view! { <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT /> }.into_any();
    }
    view! {
        <h2 class="subtitle">{text::HELD}</h2>
        <Grid>
            {held
                .iter()
                .map(|one| {
                    let doomed = Doomed {
                        id: one.id.clone(),
                        holder: one.holder.clone(),
                        left_without: left_without(one, &held),
                        waiting: one.waiting.clone(),
                    };
                    card(one.clone(), doomed, signs.then_some(ask))
                })
                .collect_view()}
        </Grid>
        <Confirm
            open=asking
            id="eliminar-certificado"
            title=text::DELETE_TITLE
            confirm=text::DELETE
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=delete
        >
            <p>{move || doomed.get().map(|doomed| doomed.holder)}</p>
            <p>
                {move || {
                    doomed
                        .get()
                        .map(|doomed| match doomed.left_without.as_slice() {
                            [] => text::DELETE_COVERED.to_owned(),
                            numbers => text::delete_leaves(&numbers.join(", ")),
                        })
                }}
            </p>
            {move || {
                doomed
                    .get()
                    .filter(|doomed| !doomed.waiting.is_empty())
                    .map(|doomed| view! { <Waiting lotes=doomed.waiting /> })
            }}
            <p>{text::DELETE_KEEPS}</p>
        </Confirm>
    }
    .into_any()
}

/// The lotes that hang on the certificate, each with its link.
#[component]
fn Waiting(lotes: Vec<WaitingLote>) -> impl IntoView {
    let title = text::waiting_for_it(lotes.len());
    let links = lotes
        .into_iter()
        .map(|lote| {
            let href = Address::Lote { id: lote.id }.href();
            view! {
                <li>
                    <A href=href>{text::lote(lote.numero)}</A>
                </li>
            }
        })
        .collect_view();
    view! {
        <Notice tone=Tone::Warning title>
            <ul>{links}</ul>
            <p>{text::WAITING_FOR_IT}</p>
        </Notice>
    }
    .into_any()
}

/// A certificate that may be deleted, and what that leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Doomed {
    id: String,
    holder: String,
    /// Numbers of the registros patronales that nothing would sign for.
    left_without: Vec<String>,
    /// Lotes that it signed and that would not go out.
    waiting: Vec<WaitingLote>,
}

fn card(one: CertificateView, doomed: Doomed, ask: Option<Callback<Doomed>>) -> AnyView {
    let label = text::delete(&one.holder);
    let validity = one.validity;
    let assignments = if one.assignments.is_empty() {
        view! { <Badge text=text::NOT_ASSIGNED /> }.into_any()
    } else {
        one.assignments
            .into_iter()
            .map(|assigned| {
                view! {
                    <span class="pair">{assigned.numero} {assignment_badge(assigned.state, validity)}</span>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <Panel title=one.holder>
            <Definitions>
                <Definition term=keys::KIND>{text::kind(&one.kind)}</Definition>
                <Definition term=text::VALID_UNTIL>
                    <span class="pair">
                        {date::day(one.not_after)}
                        <Badge tone=days_tone(one.days_left) text=text::days_left(one.days_left) />
                    </span>
                </Definition>
                {one
                    .rfc
                    .map(|rfc| {
                        view! {
                            <Definition term=keys::RFC code=true>
                                {rfc}
                            </Definition>
                        }
                    })}
                <Definition term=text::ID_USUARIO code=true>
                    {one.id_usuario}
                </Definition>
                <Definition term=keys::SERIAL code=true>
                    {one.serial}
                </Definition>
                <Definition term=keys::ISSUER>{one.issuer}</Definition>
            </Definitions>
            <Definitions>
                <Definition term=text::ASSIGNED_TO>{assignments}</Definition>
            </Definitions>
            {ask
                .map(|ask| {
                    view! {
                        <Actions>
                            <Button
                                attr:aria-label=label
                                on_click=move |()| ask.run(doomed.clone())
                            >
                                {text::DELETE}
                            </Button>
                        </Actions>
                    }
                })}
        </Panel>
    }
    .into_any()
}
