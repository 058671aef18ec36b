//! Where the lote stands, in a sentence.

use api::view::lotes::{EstadoLote, LoteView, ReciboView};
use leptos::prelude::*;

use crate::components::{Definition, Definitions, Notice, Tone};
use crate::format::date;
use crate::messages::lotes as text;

/// A notice for every state but the one before signing, which the actions speak of.
#[component]
pub(super) fn Standing(lote: Memo<Option<LoteView>>) -> impl IntoView {
    move || lote.get().and_then(|lote| standing(lote.estado))
}

fn standing(estado: EstadoLote) -> Option<AnyView> {
    let told = match estado {
        EstadoLote::Preparado => return None,
        EstadoLote::Firmado { waiting } => view! {
            <Notice tone=Tone::Info title=text::WAITING_TITLE>
                <p>{text::WAITING_TEXT}</p>
                {waiting.map(|why| view! { <p>{why}</p> })}
            </Notice>
        }
        .into_any(),
        EstadoLote::Enviado {
            recibo,
            por_confirmar,
        } => {
            let (tone, title, explained) = if por_confirmar {
                (Tone::Warning, text::CONFIRM_TITLE, text::CONFIRM_TEXT)
            } else {
                (Tone::Info, text::SENT_TITLE, text::SENT_TEXT)
            };
            view! {
                <Notice tone title>
                    <p>{explained}</p>
                    <Receipt recibo />
                </Notice>
            }
            .into_any()
        }
        EstadoLote::Procesado {
            recibo,
            operados,
            rechazados,
        } => {
            let tone = match (operados, rechazados) {
                (_, 0) => Tone::Success,
                (0, _) => Tone::Danger,
                _ => Tone::Warning,
            };
            view! {
                <Notice tone title=text::PROCESSED_TITLE>
                    <p>{text::results(operados, rechazados)}</p>
                    <Receipt recibo />
                </Notice>
            }
            .into_any()
        }
        EstadoLote::Rechazado { reason } => view! {
            <Notice tone=Tone::Danger title=text::REJECTED_TITLE>
                <p>{reason}</p>
            </Notice>
        }
        .into_any(),
        EstadoLote::Dudoso { why, since } => view! {
            <Notice tone=Tone::Warning title=text::DOUBT_TITLE>
                <p>{why}</p>
                <p>{text::since(&date::instant(since))}</p>
                <p>{text::DOUBT_TEXT}</p>
            </Notice>
        }
        .into_any(),
        EstadoLote::Cancelado => view! {
            <Notice tone=Tone::Info title=text::CANCELLED_TITLE>
                <p>{text::CANCELLED_TEXT}</p>
            </Notice>
        }
        .into_any(),
    };
    Some(told)
}

#[component]
fn Receipt(recibo: ReciboView) -> impl IntoView {
    view! {
        <Definitions>
            <Definition term=text::FOLIO code=true>
                {recibo.folio}
            </Definition>
            <Definition term=text::ID_LOTE code=true>
                {recibo.id_lote}
            </Definition>
            <Definition term=text::RECEIVED>{recibo.fecha}</Definition>
        </Definitions>
    }
    .into_any()
}
