//! A table that becomes a list of cards where it has no room.
//!
//! The roles are spelled out because browsers drop a table's own once its display is changed.

use leptos::prelude::*;

/// A heading of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    number: bool,
}

impl Column {
    /// A column of text.
    pub fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            number: false,
        }
    }

    /// A column of numbers, aligned to the right.
    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            number: true,
        }
    }
}

/// A table. Its rows are [`Row`]s of one [`RowHeader`] and [`Cell`]s.
#[component]
pub fn Table(
    /// What the table holds; read by assistive technology, not shown.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-frame">
            <table class="table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead class="table__head" role="rowgroup">
                    <tr role="row">
                        {columns
                            .into_iter()
                            .map(|column| {
                                view! {
                                    <th
                                        scope="col"
                                        role="columnheader"
                                        class:table__number=column.number
                                    >
                                        {column.label}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row.
#[component]
pub fn Row(children: Children) -> impl IntoView {
    view! { <tr class="table__row" role="row">{children()}</tr> }.into_any()
}

/// The cell that names its row; the title of its card.
#[component]
pub fn RowHeader(children: Children) -> impl IntoView {
    view! { <th scope="row" role="rowheader" class="table__title">{children()}</th> }.into_any()
}

/// A cell. `label` repeats the column's heading for the card.
#[component]
pub fn Cell(
    #[prop(into)] label: String,
    /// Aligned to the right, digits under digits.
    #[prop(optional)]
    number: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <td class="table__cell" class:table__number=number role="cell">
            <span class="table__label" aria-hidden="true">{label}</span>
            <span class="table__value">{children()}</span>
        </td>
    }
    .into_any()
}
