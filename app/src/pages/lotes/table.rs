//! Lotes as a table: where each stands and what is next there.

use api::view::lotes::{LoteStatus, LoteView};
use leptos::prelude::*;

use super::rules::{Asks, due};
use crate::client::Permissions;
use crate::components::{Badge, ButtonLink, Cell, Column, Row, RowHeader, Table, Tone, Variant};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::pages::movement::lote_badge;

/// The table, its rows in the order given.
#[component]
pub(crate) fn LoteTable(
    #[prop(into)] caption: String,
    rows: Vec<LoteView>,
    may: Permissions,
) -> impl IntoView {
    let columns = vec![
        Column::text(text::TITLE),
        Column::text(words::REGISTRO),
        Column::text(text::MOVEMENTS),
        Column::text(words::ESTADO),
        Column::text(text::PREPARED),
        Column::text(text::DUE),
        Column::text(text::NEXT_STEP),
    ];
    view! {
        <Table caption columns>
            {rows
                .into_iter()
                .map(|lote| {
                    let due = due(&lote);
                    let (numero, estado) = (lote.numero, lote.estado.clone());
                    let prepared = prepared(&lote);
                    let next = next_step(&lote, may);
                    let label = text::step_of(next, lote.numero);
                    view! {
                        <Row>
                            <RowHeader>{words::lote(numero)}</RowHeader>
                            <Cell label=words::REGISTRO>{lote.numero_registro}</Cell>
                            <Cell label=text::MOVEMENTS>
                                {words::tipo_plural(lote.tipo, u64::from(lote.movimientos))}
                            </Cell>
                            <Cell label=words::ESTADO>{badge(&estado, lote.second_pair.is_some())}</Cell>
                            <Cell label=text::PREPARED>{prepared}</Cell>
                            <Cell label=text::DUE>{due}</Cell>
                            <Cell label="">
                                <ButtonLink
                                    href=format!("/lotes/{}", lote.id)
                                    variant=Variant::Quiet
                                    attr:aria-label=label
                                >
                                    {next}
                                </ButtonLink>
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}

/// Where it stands; one that waits for a second pair of eyes says so.
fn badge(estado: &LoteStatus, second_pair: bool) -> AnyView {
    if second_pair {
        return view! { <Badge tone=Tone::Warning text=words::TO_APPROVE /> }.into_any();
    }
    lote_badge(estado).into_any()
}

/// When it was prepared, and by whom where another person is to sign it.
fn prepared(lote: &LoteView) -> AnyView {
    let day = date::day(lote.created_at);
    match &lote.second_pair {
        None => day.into_any(),
        Some(pair) => view! {
            <span class="stacked">
                <span>{day}</span>
                <span class="muted">{pair.prepared_by.clone()}</span>
            </span>
        }
        .into_any(),
    }
}

/// What the link to a lote says: what is next for this person there.
fn next_step(lote: &LoteView, may: Permissions) -> &'static str {
    if !may.signs {
        return text::STEP_OPEN;
    }
    match (Asks::of(lote), &lote.estado) {
        (Asks::Sign, _) => text::STEP_SIGN,
        (Asks::ConnectToSend, _) => text::STEP_SEND,
        (Asks::ConnectToAsk, _) => text::STEP_ASK,
        (Asks::Nothing, LoteStatus::Dudoso { .. }) => text::STEP_DECIDE,
        (Asks::Nothing, LoteStatus::Rechazado { .. }) => text::STEP_MEND,
        (Asks::Nothing, _) => text::STEP_OPEN,
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteStatus;

    use super::next_step;
    use crate::client::Permissions;
    use crate::messages::lotes as text;
    use crate::pages::lotes::testing::lote;

    #[test]
    fn only_whoever_signs_is_asked_to() {
        let signer = Permissions {
            signs: true,
            ..Permissions::default()
        };
        let prepared = lote(LoteStatus::Preparado);
        assert_eq!(next_step(&prepared, signer), text::STEP_SIGN);
        let reader = Permissions::default();
        assert_eq!(next_step(&prepared, reader), text::STEP_OPEN);
        let signed = lote(LoteStatus::Firmado { waiting: None });
        assert_eq!(next_step(&signed, signer), text::STEP_SEND);
        let dissolved = lote(LoteStatus::Cancelado);
        assert_eq!(next_step(&dissolved, signer), text::STEP_OPEN);
    }
}
