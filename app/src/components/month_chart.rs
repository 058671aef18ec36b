//! Movements per month, as columns that lead to their lists.

use app_logic::home::months::{HEIGHT, MonthColumn, MonthPart};
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::messages::movements;

/// The chart with its legend; nothing without columns. Each column says in a sentence what it shows.
#[component]
pub fn MonthChart(
    #[prop(into)] title: String,
    #[prop(into)] help: String,
    columns: Vec<MonthColumn>,
) -> impl IntoView {
    if columns.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="months">
            <h2 class="months__title">{title}</h2>
            <p class="months__help">{help}</p>
            <ul class="months__legend" aria-hidden="true">
                {TipoMovimiento::ALL
                    .iter()
                    .map(|tipo| {
                        view! {
                            <li class="months__key">
                                <svg class="months__swatch" viewBox="0 0 1 1">
                                    <rect class=part_class(*tipo) width="1" height="1" />
                                </svg>
                                {movements::tipo(*tipo)}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <ol class="months__columns">{columns.into_iter().map(column).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn column(column: MonthColumn) -> AnyView {
    let frame = format!("0 0 10 {HEIGHT}");
    view! {
        <li class="months__column">
            <A href=column.href attr:class="months__link" attr:aria-label=column.sentence.clone()>
                <span class="months__total" aria-hidden="true">
                    {column.total}
                </span>
                <svg
                    class="months__bar"
                    viewBox=frame
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    {column.parts.into_iter().map(part).collect_view()}
                </svg>
                <span class="months__label" aria-hidden="true">
                    {column.label}
                    " "
                    <span class="months__year">{column.year}</span>
                </span>
            </A>
        </li>
    }
    .into_any()
}

fn part(part: MonthPart) -> AnyView {
    view! { <rect class=part_class(part.tipo) y=part.top.to_string() width="10" height=part.height.to_string() /> }
        .into_any()
}

fn part_class(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "months__part months__part--reingreso",
        TipoMovimiento::Modificacion => "months__part months__part--modificacion",
        TipoMovimiento::Baja => "months__part months__part--baja",
    }
}
