//! Movements as a table.

use api::view::movements::{MovementStatus, MovementView};
use imss::movimiento::{CausaBaja, TipoMovimiento};
use leptos::prelude::*;
use leptos_router::components::A;

use super::state::movement_badge;
use crate::components::{Button, ButtonLink, Cell, Column, Row, RowHeader, Table, Variant};
use crate::format::{date, number};
use crate::messages::{common, movements as text};
use crate::shell::paths;

/// Which columns a table needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableUse {
    /// Types are mixed: each row tells its own.
    pub(crate) tipo: bool,
    /// Registros patronales are mixed.
    pub(crate) registro: bool,
    /// Rows link to their lotes.
    pub(crate) lote: bool,
    /// What is not yet in a lote can be changed.
    pub(crate) edits: bool,
}

/// The table; "Ver" hands the row to `on_see`.
#[component]
pub(crate) fn MovementTable(
    rows: Vec<MovementView>,
    uses: TableUse,
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
        (Column::text(text::WORKER), true),
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
            {rows.into_iter().map(|movement| row(movement, uses, !causes, on_see)).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(
    movement: MovementView,
    uses: TableUse,
    number: bool,
    on_see: Callback<MovementView>,
) -> AnyView {
    let edit = (uses.edits && movement.lote.is_none() && editable(&movement.estado)).then(|| {
        (
            edit_path(movement.tipo, &movement.id),
            text::edit(&movement.nombre),
        )
    });
    let see_label = text::see(&movement.nombre);
    let seen = movement.clone();
    let MovementView {
        tipo,
        numero,
        nombre,
        draft,
        fecha,
        estado,
        lote,
        ..
    } = movement;
    let amount = amount(tipo, &draft.sbc, &draft.causa);
    let label = match tipo {
        TipoMovimiento::Baja => text::CAUSA,
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => text::SBC,
    };
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{nombre}</span>
                    <span class="muted">{text::nss(&draft.nss)}</span>
                </span>
            </RowHeader>
            {(uses.tipo || uses.registro)
                .then(|| {
                    let numero = uses.registro.then(|| view! { <span class="muted">{numero}</span> });
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
                                <A href=format!("/lotes/{}", lote.id) attr:class="row-link">
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

/// What a baja has in the place of a salary: its cause.
fn amount(tipo: TipoMovimiento, sbc: &str, causa: &str) -> String {
    match tipo {
        TipoMovimiento::Baja => CausaBaja::parse(causa)
            .map_or_else(|_| causa.to_owned(), |causa| causa.label().to_owned()),
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => number::amount(sbc),
    }
}

/// A state in which a movement that is in no lote can still be changed.
pub(super) fn editable(estado: &MovementStatus) -> bool {
    matches!(estado, MovementStatus::Borrador | MovementStatus::Listo)
}

/// The form of a movement.
pub(crate) fn edit_path(tipo: TipoMovimiento, id: &str) -> String {
    format!("/capturar/{}/{id}", slug(tipo))
}

/// An empty form that begins with what another movement holds.
pub(crate) fn copy_path(tipo: TipoMovimiento, id: &str) -> String {
    format!("/capturar/{}?copia={}", slug(tipo), paths::encode(id))
}

/// An empty form that begins with what is known of a worker, at a registro patronal (id).
pub(crate) fn worker_path(tipo: TipoMovimiento, nss: &str, registro: Option<&str>) -> String {
    let registro = registro
        .map(|id| format!("&registro={}", paths::encode(id)))
        .unwrap_or_default();
    format!(
        "/capturar/{}?trabajador={}{registro}",
        slug(tipo),
        paths::encode(nss)
    )
}

/// A type as it stands in an address.
pub(crate) fn slug(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "reingreso",
        TipoMovimiento::Modificacion => "modificacion",
        TipoMovimiento::Baja => "baja",
    }
}

/// The type an address names.
pub(crate) fn tipo_of(text: &str) -> Option<TipoMovimiento> {
    TipoMovimiento::ALL
        .iter()
        .copied()
        .find(|tipo| slug(*tipo) == text)
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementStatus;
    use imss::movimiento::TipoMovimiento;

    use super::{amount, editable, slug, tipo_of};

    #[test]
    fn a_baja_shows_its_cause_where_others_show_their_salary() {
        assert_eq!(amount(TipoMovimiento::Reingreso, "687.7", ""), "687.70");
        assert_eq!(
            amount(TipoMovimiento::Baja, "", "2"),
            "Separación voluntaria"
        );
        assert_eq!(amount(TipoMovimiento::Baja, "", "?"), "?");
    }

    #[test]
    fn what_is_in_a_lote_is_not_edited() {
        assert!(editable(&MovementStatus::Borrador));
        assert!(editable(&MovementStatus::Listo));
        assert!(!editable(&MovementStatus::Firmado));
        assert!(!editable(&MovementStatus::Cancelado));
    }

    #[test]
    fn every_type_has_an_address() {
        for tipo in TipoMovimiento::ALL {
            assert_eq!(tipo_of(slug(*tipo)), Some(*tipo));
        }
        assert_eq!(tipo_of("alta"), None);
    }
}
