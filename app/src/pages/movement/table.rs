//! Movements as a table.

use std::collections::BTreeMap;

use api::view::movements::MovementView;
use app_logic::movement::editing::is_editable;
use app_logic::movement::fields::sbc_or_causa;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos_router::components::A;

use super::state::movement_badge;
use super::ticked::{Ticked, tick};
use crate::address::{Address, edit_movement};
use crate::components::{Button, ButtonLink, Cell, Column, Row, RowHeader, Table, Variant};
use crate::format::date;
use crate::messages::{common, movements as text};

/// Which columns a table needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableUse {
    /// Types are mixed: each row shows its own.
    pub(crate) tipo: bool,
    /// Registros patronales are mixed.
    pub(crate) registro: bool,
    /// Rows link to their lotes.
    pub(crate) lote: bool,
    /// What is not yet in a lote can be changed.
    pub(crate) edits: bool,
}

/// The table; "Ver", or a tap on the row, hands the movement to `on_see`.
#[component]
pub(crate) fn MovementTable(
    rows: Vec<MovementView>,
    /// What to look at in a row, by the id of its movement.
    #[prop(optional)]
    notes: BTreeMap<String, Vec<String>>,
    uses: TableUse,
    /// Those that can be deleted can be ticked.
    #[prop(optional)]
    ticked: Option<Ticked>,
    on_see: Callback<MovementView>,
) -> impl IntoView {
    let bajas = |one: &MovementView| one.tipo == TipoMovimiento::Baja;
    let causes = rows.iter().all(bajas);
    let worth = if causes {
        Column::text(text::CAUSA)
    } else if rows.iter().any(bajas) {
        Column::number(text::SBC_OR_CAUSA)
    } else {
        Column::number(text::SBC)
    };
    let wanted = [
        (Column::text(text::TRABAJADOR), true),
        (Column::text(text::TIPO), uses.tipo || uses.registro),
        (Column::text(text::FECHA), true),
        (worth, true),
        (Column::text(text::ESTADO), true),
        (Column::text(text::ACTIONS), true),
    ];
    let columns = wanted
        .into_iter()
        .filter_map(|(column, wanted)| wanted.then_some(column))
        .collect::<Vec<_>>();
    view! {
        <Table caption=text::CAPTION columns>
            {rows
                .into_iter()
                .map(|movement| {
                    let notes = notes.get(&movement.id).cloned().unwrap_or_default();
                    row(movement, notes, uses, ticked, !causes, on_see)
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}

fn row(
    movement: MovementView,
    notes: Vec<String>,
    uses: TableUse,
    ticked: Option<Ticked>,
    number: bool,
    on_see: Callback<MovementView>,
) -> AnyView {
    let edit = (uses.edits && is_editable(&movement)).then(|| {
        (
            edit_movement(movement.tipo, &movement.id),
            text::edit(&movement.nombre),
        )
    });
    let tick = ticked
        .filter(|_| edit.is_some())
        .map(|ticked| tick(ticked, &movement));
    let see_label = text::see(&movement.nombre);
    let seen = movement.clone();
    let opened = movement.clone();
    let MovementView {
        tipo,
        numero,
        lugar,
        nombre,
        draft,
        fecha,
        estado,
        lote,
        ..
    } = movement;
    let amount = sbc_or_causa(tipo, &draft.sbc, &draft.causa);
    let label = match tipo {
        TipoMovimiento::Baja => text::CAUSA,
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => text::SBC,
    };
    view! {
        <Row on_open=Callback::new(move |()| on_see.run(opened.clone()))>
            <RowHeader>
                {tick}
                <span class="stacked">
                    <span>{nombre}</span>
                    <span class="muted">{text::nss(&draft.nss)}</span>
                    {notes
                        .into_iter()
                        .map(|note| view! { <span class="row-note">{note}</span> })
                        .collect_view()}
                </span>
            </RowHeader>
            {(uses.tipo || uses.registro)
                .then(|| {
                    let registro = text::registro(&numero, &lugar, "");
                    let numero = uses.registro.then(|| view! { <span class="muted">{registro}</span> });
                    view! {
                        <Cell label=text::TIPO>
                            <span class="stacked">
                                <span>{text::tipo(tipo)}</span>
                                {numero}
                            </span>
                        </Cell>
                    }
                })}
            <Cell label=text::FECHA>{fecha.map(date::date)}</Cell>
            <Cell label=label number>
                {amount}
            </Cell>
            <Cell label=text::ESTADO>
                <span class="stacked">
                    {movement_badge(&estado)}
                    {lote
                        .filter(|_| uses.lote)
                        .map(|lote| {
                            view! {
                                <A href=Address::Lote { id: lote.id }.href() attr:class="row-link">
                                    {text::lote(lote.numero)}
                                </A>
                            }
                        })}
                </span>
            </Cell>
            <Cell label="">
                <span class="row-actions">
                    <Button
                        variant=Variant::Quiet
                        attr:aria-label=see_label
                        on_click=move |()| on_see.run(seen.clone())
                    >
                        {text::SEE}
                    </Button>
                    {edit
                        .map(|(href, label)| {
                            view! {
                                <ButtonLink href variant=Variant::Quiet attr:aria-label=label>
                                    {common::EDIT}
                                </ButtonLink>
                            }
                        })}
                </span>
            </Cell>
        </Row>
    }
    .into_any()
}
