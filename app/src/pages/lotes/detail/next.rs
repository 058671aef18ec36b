//! The other lotes that wait for a signature.

use api::functions::lotes;
use api::view::lotes::LoteView;
use app_logic::lotes::order::to_sign;
use app_logic::lotes::required_signature::RequiredSignature;
use leptos::prelude::*;

use super::LotePage;
use crate::address::Address;
use crate::client::fetch;
use crate::components::{Grid, LinkCard};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};

/// As many as fit beside each other.
const SHOWN: usize = 3;

/// Shown once this one is signed.
#[component]
pub(super) fn NextToSign(page: LotePage) -> impl IntoView {
    let list = fetch(move || {
        page.changes.on_lotes();
        lotes::open()
    });
    let waiting = Memo::new(move |_| {
        let this = page.lote.get()?;
        let signed = RequiredSignature::of(&this) != RequiredSignature::Lote;
        let rows = list.value().get()?;
        let mut rest = to_sign(rows.iter().filter(|lote| lote.id != this.id));
        rest.truncate(SHOWN);
        Some(rest).filter(|rest| signed && !rest.is_empty())
    });
    move || {
        if !page.may.get().signs {
            return None;
        }
        waiting.get().map(|rest| {
            view! {
                <section class="stack">
                    <h2 class="subtitle">{text::NEXT_TITLE}</h2>
                    <Grid>{rest.iter().map(card).collect_view()}</Grid>
                </section>
            }
        })
    }
}

fn card(lote: &LoteView) -> AnyView {
    let what = words::tipo_plural(lote.tipo, u64::from(lote.movimientos));
    let note = lote
        .vence
        .map(|vence| text::due(&date::date(vence)))
        .unwrap_or_default();
    view! {
        <LinkCard
            href=Address::Lote { id: lote.id.clone() }
            title=text::title(lote.numero)
            text=text::holds(&what, &words::registro(&lote.numero_registro, &lote.lugar, ""))
            note
        />
    }
    .into_any()
}
