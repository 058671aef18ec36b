//! The rows as a table: the SBC now, the new one, the difference.

use app_logic::bulk::row::{BulkRow, BulkTerms};
use app_logic::sheet::row::Row as _;
use app_logic::sheet::salary_change::SalaryChange;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use crate::components::{Cell, Column, Row, RowHeader};
use crate::format::number;
use crate::messages::{bulk as text, movements, sheet as words};
use crate::pages::sheet::{Sheet, StateTexts, pick, sbc_input, sheet_table, state};

const STATES: StateTexts = StateTexts {
    saved: text::LINE_SAVED,
    existing: text::LINE_SAVED,
    ready: text::LINE_READY,
    left_out: text::LINE_LEFT_OUT,
};

/// The table.
#[component]
pub(super) fn Table(tipo: TipoMovimiento, sheet: Sheet<BulkRow>) -> impl IntoView {
    let salaries = tipo == TipoMovimiento::Modificacion;
    let columns = [
        (Column::text(movements::TRABAJADOR), true),
        (Column::number(words::SBC_NOW), true),
        (Column::text(words::SBC_NEW), salaries),
        (Column::number(words::DIFFERENCE), salaries),
        (Column::text(movements::ESTADO), true),
    ];
    let columns = columns
        .into_iter()
        .filter_map(|(column, wanted)| wanted.then_some(column))
        .collect();
    sheet_table(sheet, text::CAPTION, columns, move |row| {
        view! { <TableRow salaries sheet row /> }.into_any()
    })
}

#[component]
fn TableRow(salaries: bool, sheet: Sheet<BulkRow>, row: BulkRow) -> impl IntoView {
    let now = number::amount(row.sbc());
    let nss = movements::nss(&row.trabajador().data.nss);
    let row = StoredValue::new(row);
    let wrong = Memo::new(move |_| {
        row.with_value(|row| sheet.is_blocked(row)) && sheet.terms.with(BulkTerms::is_complete)
    });
    let change = Memo::new(move |_| {
        row.with_value(|row| sheet.with(row, |terms, wish| row.salary_change(terms, wish)))
            .filter(|change| change.cents != 0)
    });
    view! {
        <Row>
            <RowHeader>{pick(sheet, row, false, vec![nss])}</RowHeader>
            <Cell label=words::SBC_NOW number=true>
                {now}
            </Cell>
            {salaries
                .then(|| {
                    view! {
                        <Cell label=words::SBC_NEW>{sbc_input(sheet, row, wrong)}</Cell>
                        <Cell label=words::DIFFERENCE number=true>
                            <span class:sheet-unusual=move || {
                                change.get().is_some_and(SalaryChange::is_unusual)
                            }>{move || change.get().map(SalaryChange::in_words)}</span>
                        </Cell>
                    }
                })}
            <Cell label=movements::ESTADO>
                {move || row.with_value(|row| state(sheet, row, STATES))}
            </Cell>
        </Row>
    }
    .into_any()
}
