//! The imports of the last thirty days, each with the way back.

use api::functions::imports;
use api::view::imports::StoredImport;
use leptos::prelude::*;

use super::undo::{Undone, undo_import};
use crate::address::Address;
use crate::client::{Changes, Task, fetch};
use crate::components::{
    Answer, Button, ButtonLink, Cell, Column, Confirm, Load, Notice, Panel, Row, RowHeader, Table,
    Tone, Variant,
};
use crate::format::date;
use crate::messages::import as text;

/// The list; nothing where there is none.
#[component]
pub(super) fn Recent() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let list = fetch(move || {
        changes.on_movements();
        imports::list()
    });
    let asked = RwSignal::new(None::<StoredImport>);
    let open = RwSignal::new(false);
    let undone = RwSignal::new(None::<Undone>);
    let task = Task::new();
    let ask = Callback::new(move |one: StoredImport| {
        task.clear();
        asked.set(Some(one));
        open.set(true);
    });
    let undo = Callback::new(move |()| {
        let Some(one) = asked.get_untracked() else {
            return;
        };
        let last = StoredValue::new(Undone::default());
        let work = async move {
            undo_import(one.id, changes, |now| {
                // The page may be gone: what was asked for is done all the same.
                let _ = last.try_set_value(now);
                true
            })
            .await?;
            Ok(last.try_get_value().unwrap_or_default())
        };
        task.run(work, move |now| {
            open.set(false);
            undone.set(Some(now));
        });
    });
    view! {
        {move || undone.get().map(|undone| view! { <Answer>{outcome(undone)}</Answer> })}
        <Load
            fetched=list
            lines=2
            children={move |rows: Vec<StoredImport>| {
                if rows.is_empty() {
                    return ().into_any();
                }
                view! { <Panel title=text::RECENT_TITLE>{table(rows, ask)}</Panel> }.into_any()
            }}
        />
        <Confirm
            open
            id="deshacer-importacion"
            title=text::UNDO_ASK_TITLE
            confirm=text::UNDO_IMPORT
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=undo
        >
            <p>
                {move || {
                    asked.get().map(|one| text::undo_ask(&one.file, count(one.movements)))
                }}
            </p>
            <p>{text::UNDO_ASK_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

fn table(rows: Vec<StoredImport>, ask: Callback<StoredImport>) -> AnyView {
    let columns = vec![
        Column::text(text::RECENT_FILE),
        Column::text(text::RECENT_WHEN),
        Column::number(text::RECENT_MOVEMENTS),
        Column::text(text::ACTIONS),
    ];
    let rows = rows.into_iter().map(move |one| {
        let label = text::undo_label(&one.file);
        let row = one.clone();
        view! {
            <Row>
                <RowHeader>{one.file}</RowHeader>
                <Cell label=text::RECENT_WHEN>
                    <span class="stacked">
                        <span>{date::instant(one.at)}</span>
                        <span class="muted">{one.by}</span>
                    </span>
                </Cell>
                <Cell label=text::RECENT_MOVEMENTS number=true>
                    {one.movements}
                </Cell>
                <Cell label="">
                    <Button
                        variant=Variant::Quiet
                        attr:aria-label=label
                        on_click=move |()| ask.run(row.clone())
                    >
                        {text::UNDO}
                    </Button>
                </Cell>
            </Row>
        }
    });
    view! {
        <Table caption=text::RECENT_TITLE columns>
            {rows.collect_view()}
        </Table>
    }
    .into_any()
}

/// What came of an undoing.
pub(super) fn outcome(undone: Undone) -> AnyView {
    let tone = if undone.left > 0 {
        Tone::Warning
    } else {
        Tone::Success
    };
    view! {
        <Notice tone title=text::UNDONE_TITLE>
            <p>{text::undone(undone.gone)}</p>
            {(undone.left > 0).then(|| view! { <p>{text::not_undone(undone.left)}</p> })}
            {(undone.gone > 0)
                .then(|| {
                    view! {
                        <ButtonLink href=Address::Deleted variant=Variant::Quiet>
                            {text::SEE_DELETED}
                        </ButtonLink>
                    }
                })}
        </Notice>
    }
    .into_any()
}

fn count(movements: u64) -> usize {
    usize::try_from(movements).unwrap_or(usize::MAX)
}
