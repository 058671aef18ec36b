//! `/eliminados`: movements that were deleted in the last thirty days, to be restored.

use std::collections::BTreeSet;

use api::functions::movements;
use api::view::movements::{DeletedMovement, MovementView};
use app_logic::movement::restored::Restored;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{Changes, Task, fetch_pages};
use crate::components::{
    Actions, Answer, Button, ButtonLink, Cell, Column, Empty, ErrorNotice, Load, More, PageHeader,
    Row, RowHeader, Table, Variant,
};
use crate::format::date;
use crate::messages::movements as text;
use crate::pages::movement::{restore_all, restored_notice};

/// The ids of the movements that are ticked.
type TickedIds = RwSignal<BTreeSet<String>>;

/// The list, deleted last first.
#[component]
pub fn Deleted() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let pages = fetch_pages(
        || (),
        move |(), cursor| {
            changes.on_movements();
            async move {
                let page = movements::deleted(cursor).await?;
                Ok((page.rows, page.next))
            }
        },
    );
    let ticked = TickedIds::default();
    let task = Task::new();
    let came_of_it = RwSignal::new(None::<Restored>);
    let restore = Callback::new(move |ids: Vec<String>| {
        came_of_it.set(None);
        task.run(restore_all(ids), move |restored| {
            ticked.update(BTreeSet::clear);
            came_of_it.set(Some(restored));
            changes.movements_changed();
        });
    });
    view! {
        <PageHeader title=text::DELETED_TITLE lead=text::DELETED_LEAD>
            <ButtonLink href=Address::FIRST_HISTORY variant=Variant::Quiet>
                {text::GO_HISTORY}
            </ButtonLink>
        </PageHeader>
        {move || came_of_it.get().map(|one| view! { <Answer>{restored_notice(one)}</Answer> })}
        <ErrorNotice error=task.error() />
        <Load
            fetched=pages.loaded()
            lines=6
            children={move |(rows, _): (Vec<DeletedMovement>, Option<String>)| {
                if rows.is_empty() {
                    return view! {
                        <Empty title=text::DELETED_EMPTY_TITLE text=text::DELETED_EMPTY_TEXT />
                    }
                        .into_any();
                }
                let ids: Vec<String> = rows.iter().map(|row| row.movement.id.clone()).collect();
                view! {
                    {marks(ids, ticked, task, restore)}
                    {table(rows, ticked, task, restore)}
                }
                    .into_any()
            }}
        />
        <ErrorNotice error=pages.error() />
        <More more=pages.has_more() busy=pages.busy() on_more=pages.on_more() />
    }
}

/// Ticks all of the list or none, and restores what is ticked.
fn marks(
    ids: Vec<String>,
    ticked: TickedIds,
    task: Task,
    restore: Callback<Vec<String>>,
) -> impl IntoView {
    let count = Memo::new(move |_| ticked.with(BTreeSet::len));
    view! {
        <Actions>
            <Button
                variant=Variant::Primary
                busy=task.busy()
                disabled=Signal::derive(move || count.get() == 0)
                on_click=move |()| restore.run(ticked.get_untracked().into_iter().collect())
            >
                {move || text::restore_ticked(count.get())}
            </Button>
            <Button
                variant=Variant::Quiet
                on_click=move |()| ticked.set(ids.iter().cloned().collect())
            >
                {text::TICK_ALL}
            </Button>
            <Button variant=Variant::Quiet on_click=move |()| ticked.update(BTreeSet::clear)>
                {text::UNTICK}
            </Button>
        </Actions>
    }
}

fn table(
    rows: Vec<DeletedMovement>,
    ticked: TickedIds,
    task: Task,
    restore: Callback<Vec<String>>,
) -> impl IntoView {
    let columns = vec![
        Column::text(text::TRABAJADOR),
        Column::text(text::TIPO),
        Column::text(text::FECHA),
        Column::text(text::DELETED_BY),
        Column::text(text::RESTORABLE_UNTIL),
        Column::text(text::ACTIONS),
    ];
    let rows = rows
        .into_iter()
        .map(move |one| row(one, ticked, task, restore));
    view! {
        <Table caption=text::DELETED_TITLE columns>
            {rows.collect_view()}
        </Table>
    }
}

fn row(
    one: DeletedMovement,
    ticked: TickedIds,
    task: Task,
    restore: Callback<Vec<String>>,
) -> impl IntoView {
    let DeletedMovement {
        movement,
        by,
        until,
    } = one;
    let MovementView {
        id,
        nombre,
        tipo,
        fecha,
        numero,
        lugar,
        draft,
        ..
    } = movement;
    let (own, toggled) = (id.clone(), id.clone());
    let (tick_label, restore_label) = (text::tick(&nombre), text::restore_of(&nombre));
    view! {
        <Row>
            <RowHeader>
                <label class="pick">
                    <input
                        type="checkbox"
                        class="choice__control"
                        aria-label=tick_label
                        prop:checked=move || ticked.with(|all| all.contains(&own))
                        on:change=move |_| {
                            ticked
                                .update(|all| {
                                    if !all.remove(&toggled) {
                                        all.insert(toggled.clone());
                                    }
                                });
                        }
                    />
                    <span class="stacked">
                        <span>{nombre}</span>
                        <span class="muted">{text::nss(&draft.nss)}</span>
                    </span>
                </label>
            </RowHeader>
            <Cell label=text::TIPO>
                <span class="stacked">
                    <span>{text::tipo(tipo)}</span>
                    <span class="muted">{text::registro(&numero, &lugar, "")}</span>
                </span>
            </Cell>
            <Cell label=text::FECHA>{fecha.map(date::date)}</Cell>
            <Cell label=text::DELETED_BY>{by}</Cell>
            <Cell label=text::RESTORABLE_UNTIL>{date::day(until)}</Cell>
            <Cell label="">
                <Button
                    variant=Variant::Quiet
                    busy=task.busy()
                    attr:aria-label=restore_label
                    on_click=move |()| restore.run(vec![id.clone()])
                >
                    {text::RESTORE}
                </Button>
            </Cell>
        </Row>
    }
}
