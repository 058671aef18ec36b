//! Movements that wait for a lote, in the groups that become lotes.

use api::functions::lotes;
use api::view::lotes::{PrepareLote, ReadyLotes};
use app_logic::lotes::ready_groups::{choice, chosen_movements, count_lotes, keep_choice, key};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use model::Composition;

use super::set_aside::SetAsidePanel;
use crate::address::Address;
use crate::client::{Changes, Fetched, Task};
use crate::components::{Actions, Button, Checkboxes, ErrorNotice, Notice, Panel, Tone};
use crate::messages::lotes as text;

/// "Listos para un lote": which groups to prepare, and the button that does.
#[component]
pub(super) fn ReadyPanel(ready: Fetched<ReadyLotes>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let prepared = RwSignal::new(None::<usize>);
    let set_aside = RwSignal::new(Vec::new());
    let answer = NodeRef::<html::Div>::new();
    let chosen = RwSignal::new(Vec::<String>::new());
    let with = move |read: fn(&ReadyLotes) -> bool| {
        ready.value().with(|all| all.as_ref().is_some_and(read))
    };
    Effect::new(move |before: Option<Vec<String>>| {
        let now: Vec<String> = ready.value().with(|all| {
            let groups = all.iter().flat_map(|all| all.groups.iter());
            groups.map(key).collect()
        });
        chosen.update(|chosen| keep_choice(chosen, &before.unwrap_or_default(), &now));
        now
    });
    let options = Signal::derive(move || {
        ready.value().with(|all| {
            let groups = all.iter().flat_map(|all| all.groups.iter());
            groups.map(choice).collect::<Vec<_>>()
        })
    });
    let none = Signal::derive(move || chosen.with(Vec::is_empty));
    let label = move || {
        let count = ready.value().with(|all| {
            let all = all.as_ref();
            all.map_or(0, |all| chosen.with(|keys| count_lotes(all, keys)))
        });
        text::prepare(count)
    };
    let legend = move || {
        if with(|all| all.composition == Composition::PorTipoYFecha) {
            text::READY_GROUPS_BY_DATE
        } else {
            text::READY_GROUPS
        }
    };
    let prepare = Callback::new(move |()| {
        let navigate = navigate.clone();
        let movements = ready.value().with_untracked(|all| {
            let all = all.as_ref();
            let movements = |all| chosen.with_untracked(|keys| chosen_movements(all, keys));
            all.map(movements).unwrap_or_default()
        });
        task.run(lotes::prepare(PrepareLote { movements }), move |made| {
            prepared.set((!made.lotes.is_empty()).then_some(made.lotes.len()));
            let whole = made.set_aside.is_empty();
            set_aside.set(made.set_aside);
            changes.movements_changed();
            // What was set aside is shown here, and nowhere else.
            if let ([only], true) = (made.lotes.as_slice(), whole) {
                let lote = Address::Lote {
                    id: only.id.clone(),
                };
                navigate(&lote.href(), NavigateOptions::default());
            } else if let Some(answer) = answer.get_untracked() {
                // Fails only where the page has gone meanwhile.
                let _ = answer.focus();
            }
        });
    });
    view! {
        <div class="stack" tabindex="-1" node_ref=answer>
            {move || {
                prepared
                    .get()
                    .map(|count| {
                        view! { <Notice tone=Tone::Success>{text::prepared(count)}</Notice> }
                    })
            }}
            <SetAsidePanel rows=set_aside />
            <ErrorNotice error=ready.error() />
            <Show when=move || with(|all| !all.groups.is_empty())>
                <Panel title=text::READY_TITLE>
                    <p>{text::READY_TEXT}</p>
                    <Checkboxes name="grupos" legend=legend() chosen options />
                    <Show when=move || with(|all| all.cut)>
                        <p class="muted">{text::READY_CUT}</p>
                    </Show>
                    <ErrorNotice error=task.error() />
                    <Actions>
                        <Button busy=task.busy() disabled=none on_click=prepare>
                            {label}
                        </Button>
                    </Actions>
                </Panel>
            </Show>
        </div>
    }
    .into_any()
}
