//! `/capturar`: which type.

use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use crate::address::{Address, BulkKind};
use crate::components::{Grid, LinkCard, PageHeader};
use crate::messages::{capture as text, import};

/// The three types, and many at once.
#[component]
pub fn Choose() -> impl IntoView {
    let cards = TipoMovimiento::ALL.iter().map(|tipo| {
        let explained = match tipo {
            TipoMovimiento::Reingreso => text::REINGRESO_TEXT,
            TipoMovimiento::Modificacion => text::MODIFICACION_TEXT,
            TipoMovimiento::Baja => text::BAJA_TEXT,
        };
        view! {
            <LinkCard
                href=Address::NewMovement { tipo: *tipo }
                title=text::name(*tipo)
                text=explained
                note=text::WITHIN
            />
        }
    });
    view! {
        <PageHeader title=text::CHOOSE_TITLE />
        <Grid>{cards.collect_view()}</Grid>
        <h2 class="subtitle">{text::MANY_TITLE}</h2>
        <Grid>
            <LinkCard
                href=Address::ImportMovements
                title=import::CARD_TITLE
                text=import::CARD_TEXT
                note=import::CARD_NOTE
            />
            <LinkCard
                href=Address::Bulk { kind: BulkKind::Salaries }
                title=text::SALARIES
                text=text::SALARIES_TEXT
            />
            <LinkCard href=Address::Bulk { kind: BulkKind::Bajas } title=text::BAJAS text=text::BAJAS_TEXT />
        </Grid>
    }
}
