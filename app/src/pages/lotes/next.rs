//! The other lotes that wait for a signature, so that one follows the other.

use api::functions::lotes;
use api::view::lotes::LoteView;
use leptos::prelude::*;

use super::Page;
use super::rules::Asks;
use crate::client::fetch;
use crate::components::{Grid, LinkCard};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};

/// As many as fit beside each other.
const SHOWN: usize = 3;

/// Shown once this one is signed.
#[component]
pub(super) fn Next(page: Page) -> impl IntoView {
    let list = fetch(move || {
        page.changes.on_lotes();
        lotes::open()
    });
    let waiting = Memo::new(move |_| {
        let this = page.lote.get()?;
        let signed = Asks::of(&this) != Asks::Sign;
        let rows = list.value().get()?;
        Some(to_sign(rows, &this.id)).filter(|rest| signed && !rest.is_empty())
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
            href=format!("/lotes/{}", lote.id)
            title=text::title(lote.numero)
            text=text::holds(&what, &lote.numero_registro)
            note
        />
    }
    .into_any()
}

/// Those to be signed beside `this`, the first to be late before the others.
fn to_sign(rows: Vec<LoteView>, this: &str) -> Vec<LoteView> {
    let mut waiting: Vec<_> = rows
        .into_iter()
        .filter(|lote| Asks::of(lote) == Asks::Sign && lote.id != this)
        .collect();
    waiting.sort_by_key(|lote| (lote.vence.is_none(), lote.vence, lote.numero));
    waiting.truncate(SHOWN);
    waiting
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteStatus;
    use jiff::civil::date;

    use super::to_sign;
    use crate::pages::lotes::testing::lote;

    #[test]
    fn the_first_to_be_late_comes_first() {
        let prepared = |id: &str, vence| {
            let mut lote = lote(LoteStatus::Preparado);
            id.clone_into(&mut lote.id);
            lote.vence = vence;
            lote
        };
        let rows = vec![
            prepared("no date", None),
            prepared("later", Some(date(2026, 1, 20))),
            prepared("sooner", Some(date(2026, 1, 9))),
            prepared("this", Some(date(2026, 1, 1))),
            lote(LoteStatus::Cancelado),
        ];
        let ids: Vec<_> = to_sign(rows, "this")
            .into_iter()
            .map(|one| one.id)
            .collect();
        assert_eq!(ids, ["sooner", "later", "no date"]);
    }
}
