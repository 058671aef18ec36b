//! Movements that wait for a lote, grouped as they will be.

use api::functions::{lotes, movements, settings};
use api::view::lotes::PrepareLote;
use api::view::movements::HistoryRequest;
use app_logic::lotes::ready_groups::{
    LoteComposition, ReadyGroup, chosen_movements, count_lotes, groups, keep_choice,
};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use model::{Composition, MovementStatus};

use crate::client::{Changes, Task, every, fetch};
use crate::components::{Actions, Button, Checkboxes, Choice, ErrorNotice, Notice, Panel, Tone};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};

/// Rows asked for at once; the server gives no more.
const PAGE: u32 = 200;

/// "Listos para un lote": which groups to prepare, and the button that does.
#[component]
pub(super) fn ReadyPanel() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let prepared = RwSignal::new(None::<usize>);
    let chosen = RwSignal::new(Vec::<String>::new());
    let waiting = fetch(move || {
        changes.on_movements();
        async {
            let company = LoteComposition::of(&settings::get().await?);
            let rows = every(|cursor| async move {
                let page = movements::history(ready(cursor)).await?;
                Ok((page.rows, page.next))
            });
            Ok((company, rows.await?))
        }
    });
    let groups = Memo::new(move |_| {
        let rows = waiting.value().with(|all| {
            all.as_ref()
                .map(|(company, all)| groups(&all.rows, company))
        });
        rows.unwrap_or_default()
    });
    let cut = move || {
        waiting
            .value()
            .with(|all| all.as_ref().is_some_and(|(_, all)| all.cut))
    };
    Effect::new(move |before: Option<Vec<String>>| {
        let now: Vec<String> = groups.with(|all| all.iter().map(|one| one.key.clone()).collect());
        chosen.update(|chosen| keep_choice(chosen, &before.unwrap_or_default(), &now));
        now
    });
    let options = Signal::derive(move || {
        let groups = groups.get();
        groups.iter().map(choice).collect::<Vec<_>>()
    });
    let none = Signal::derive(move || chosen.with(Vec::is_empty));
    let company = Memo::new(move |_| {
        waiting
            .value()
            .with(|all| all.as_ref().map(|(company, _)| *company))
    });
    let label = move || {
        let count = company.get().map_or(0, |company| {
            groups.with(|all| chosen.with(|keys| count_lotes(all, keys, &company)))
        });
        text::prepare(count)
    };
    let legend = move || {
        let apart = company
            .get()
            .is_some_and(|it| it.composition == Composition::PorTipoYFecha);
        if apart {
            text::READY_GROUPS_BY_DATE
        } else {
            text::READY_GROUPS
        }
    };
    let prepare = Callback::new(move |()| {
        let navigate = navigate.clone();
        let movements =
            groups.with_untracked(|all| chosen.with_untracked(|keys| chosen_movements(all, keys)));
        task.run(lotes::prepare(PrepareLote { movements }), move |made| {
            prepared.set(Some(made.len()));
            changes.movements_changed();
            if let [only] = made.as_slice() {
                navigate(&format!("/lotes/{}", only.id), NavigateOptions::default());
            }
        });
    });
    view! {
        {move || {
            prepared
                .get()
                .map(|count| view! { <Notice tone=Tone::Success>{text::prepared(count)}</Notice> })
        }}
        <ErrorNotice error=waiting.error() />
        <Show when=move || groups.with(|groups| !groups.is_empty())>
            <Panel title=text::READY_TITLE>
                <p>{text::READY_TEXT}</p>
                <Checkboxes name="grupos" legend=legend() chosen options />
                <Show when=cut>
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
    }
    .into_any()
}

fn ready(cursor: Option<String>) -> HistoryRequest {
    HistoryRequest {
        estado: Some(MovementStatus::Listo),
        cursor,
        limit: PAGE,
        ..HistoryRequest::default()
    }
}

fn choice(group: &ReadyGroup) -> Choice {
    let count = u64::try_from(group.movements.len()).unwrap_or(u64::MAX);
    let what = words::tipo_plural(group.tipo, count);
    let holds = match group.fecha {
        None => text::holds(&what, &group.numero),
        Some(fecha) => text::holds_of(&what, &group.numero, &date::date(fecha)),
    };
    let due = group
        .vence
        .map(|vence| text::due(&words::due(&date::date(vence), group.dias_habiles)));
    Choice::new(&group.key, holds).help(due.unwrap_or_default())
}
