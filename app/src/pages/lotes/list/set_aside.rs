//! Movements that could not go into a lote: why, and what can be done with each.

use api::functions::movements;
use api::view::lotes::SetAside;
use api::view::movements::MovementView;
use app_logic::movement::editing::is_editable;
use leptos::prelude::*;

use crate::address::edit_movement;
use crate::client::{Changes, Offer, Task, Undo};
use crate::components::{
    Actions, Button, ButtonLink, Cell, Column, ErrorNotice, Panel, Row, RowHeader, Table, Variant,
};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};

/// The movements that were set aside the last time lotes were prepared; nothing where there are none.
/// One that is taken away leaves the list.
#[component]
pub(super) fn SetAsidePanel(rows: RwSignal<Vec<SetAside>>) -> impl IntoView {
    let task = Task::new();
    let changes = expect_context::<Changes>();
    let undo = expect_context::<Undo>();
    let remove = Callback::new(move |movement: MovementView| {
        let id = movement.id.clone();
        let offer = Offer::Deleted {
            id: movement.id.clone(),
            nombre: movement.nombre,
        };
        task.run(
            movements::delete(movement.id, movement.version),
            move |()| {
                rows.update(|rows| rows.retain(|one| one.movement.id != id));
                changes.movements_changed();
                undo.offers(offer);
            },
        );
    });
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Panel title=text::SET_ASIDE_TITLE>
                <p>{move || text::set_aside(rows.with(Vec::len))}</p>
                <ErrorNotice error=task.error() />
                {move || table(rows.get(), task, remove)}
            </Panel>
        </Show>
    }
    .into_any()
}

fn table(rows: Vec<SetAside>, task: Task, remove: Callback<MovementView>) -> AnyView {
    let columns = vec![
        Column::text(words::TRABAJADOR),
        Column::text(words::TIPO),
        Column::text(words::FECHA),
        Column::text(text::WHY),
        Column::text(words::ACTIONS),
    ];
    view! {
        <Table caption=text::SET_ASIDE_TITLE columns>
            {rows.into_iter().map(|one| row(one, task, remove)).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(one: SetAside, task: Task, remove: Callback<MovementView>) -> impl IntoView {
    let SetAside {
        movement, message, ..
    } = one;
    let free = is_editable(&movement);
    let href = edit_movement(movement.tipo, &movement.id);
    let open_label = text::open_set_aside(&movement.nombre);
    let remove_label = text::remove_set_aside(&movement.nombre);
    let name = movement.nombre.clone();
    let nss = words::nss(&movement.draft.nss);
    let (tipo, numero) = (words::tipo(movement.tipo), movement.numero.clone());
    let fecha = movement.fecha.map(date::date);
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{name}</span>
                    <span class="muted">{nss}</span>
                </span>
            </RowHeader>
            <Cell label=words::TIPO>
                <span class="stacked">
                    <span>{tipo}</span>
                    <span class="muted">{numero}</span>
                </span>
            </Cell>
            <Cell label=words::FECHA>{fecha}</Cell>
            <Cell label=text::WHY>{message}</Cell>
            <Cell label="">
                {free
                    .then(|| {
                        view! {
                            <Actions>
                                <ButtonLink
                                    href
                                    variant=Variant::Quiet
                                    attr:aria-label=open_label
                                >
                                    {text::OPEN_SET_ASIDE}
                                </ButtonLink>
                                <Button
                                    variant=Variant::Quiet
                                    busy=task.busy()
                                    attr:aria-label=remove_label
                                    on_click=move |()| remove.run(movement.clone())
                                >
                                    {text::REMOVE_SET_ASIDE}
                                </Button>
                            </Actions>
                        }
                    })}
            </Cell>
        </Row>
    }
}
