//! A table that becomes a list of cards where it has no room.
//!
//! The roles are spelled out because browsers drop a table's own once its display is changed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::client::browser;

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
    let frame = match columns.len() {
        ..4 => "table-frame table-frame--few",
        4 => "table-frame table-frame--four",
        5 => "table-frame table-frame--five",
        6 => "table-frame table-frame--six",
        7..9 => "table-frame table-frame--seven",
        _ => "table-frame table-frame--many",
    };
    view! {
        <div class=frame>
            <div class="table-frame__sheet">
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
        </div>
    }
    .into_any()
}

/// A row. `on_open` opens what the row is about: a tap anywhere on the row runs it, unless the tap hits a
/// control or ends a selection of text. The row still needs a link or a button of its own, for the
/// keyboard.
#[component]
pub fn Row(
    #[prop(into, optional)] on_open: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let open = move |event: leptos::ev::MouseEvent| {
        if let Some(open) = on_open
            && !hits_control(event.target())
            && !browser::selects_text()
        {
            open.run(());
        }
    };
    view! {
        <tr
            class="table__row"
            class:table__row--opens=on_open.is_some()
            role="row"
            on:click=open
        >
            {children()}
        </tr>
    }
    .into_any()
}

/// Whether an event hit something that has an action of its own.
fn hits_control(target: Option<web_sys::EventTarget>) -> bool {
    const CONTROLS: &str = "a, button, input, select, textarea, label, summary";
    let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| matches!(element.closest(CONTROLS), Ok(Some(_))))
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
