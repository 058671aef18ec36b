//! Until when each certificate serves, and those that the company no longer holds.

use api::functions::certificates;
use api::view::certificates::{CertificateView, RemovedCertificate};
use app_logic::certificates::registro_signer::days_tone;
use leptos::prelude::*;

use super::calendar::InCalendar;
use super::reminders::Reminders;
use crate::client::{fetch, use_portal};
use crate::components::{Badge, Cell, Column, Load, Row, RowHeader, Table, Unfold};
use crate::format::date;
use crate::messages::certificates as text;

/// One row for each certificate, the first to end first, with how the person is reminded of them.
#[component]
pub(super) fn Validities(held: Vec<CertificateView>) -> impl IntoView {
    if held.is_empty() {
        return ().into_any();
    }
    let captures = use_portal().may().get_untracked().captures;
    let mut rows = held.clone();
    rows.sort_by_key(|one| one.not_after);
    let columns = vec![
        Column::text(text::COLUMN_CERTIFICATE),
        Column::text(text::COLUMN_REGISTROS),
        Column::text(text::COLUMN_UNTIL),
        Column::text(text::COLUMN_LEFT),
    ];
    view! {
        <h2 class="subtitle">{text::VALIDITIES}</h2>
        <p class="muted">{text::VALIDITIES_TEXT}</p>
        <Table caption=text::VALIDITIES columns>
            {rows
                .into_iter()
                .map(|one| {
                    let name = text::named(text::kind(&one.kind), &one.holder);
                    let (registros, until) = (numbers(&one), date::day(one.not_after));
                    let left = one.days_left;
                    view! {
                        <Row>
                            <RowHeader>{name}</RowHeader>
                            <Cell label=text::COLUMN_REGISTROS>{registros}</Cell>
                            <Cell label=text::COLUMN_UNTIL>{until}</Cell>
                            <Cell label=text::COLUMN_LEFT>
                                <Badge tone=days_tone(left) text=text::days_left(left) />
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
        {captures.then(|| view! { <Reminders /> })}
        <InCalendar held />
        <Unfold summary=text::REMOVED>
            <Removed />
        </Unfold>
    }
    .into_any()
}

#[component]
fn Removed() -> impl IntoView {
    let removed = fetch(certificates::removed);
    view! {
        <p class="muted">{text::REMOVED_TEXT}</p>
        <Load
            fetched=removed
            lines=2
            children={move |removed: Vec<RemovedCertificate>| {
                let columns = vec![
                    Column::text(text::COLUMN_CERTIFICATE),
                    Column::text(text::COLUMN_REGISTROS),
                    Column::text(text::COLUMN_UNTIL),
                    Column::text(text::COLUMN_REMOVED),
                ];
                view! {
                    <Table caption=text::REMOVED columns>
                        {removed
                            .into_iter()
                            .map(|RemovedCertificate { certificate: one, removed_at }| {
                                let name = text::named(text::kind(&one.kind), &one.holder);
                                let (registros, until) = (numbers(&one), date::day(one.not_after));
                                view! {
                                    <Row>
                                        <RowHeader>{name}</RowHeader>
                                        <Cell label=text::COLUMN_REGISTROS>{registros}</Cell>
                                        <Cell label=text::COLUMN_UNTIL>{until}</Cell>
                                        <Cell label=text::COLUMN_REMOVED>{date::day(removed_at)}</Cell>
                                    </Row>
                                }
                            })
                            .collect_view()}
                    </Table>
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

fn numbers(one: &CertificateView) -> String {
    let numbers: Vec<&str> = one.assignments.iter().map(|a| a.numero.as_str()).collect();
    if numbers.is_empty() {
        text::NOT_ASSIGNED.to_owned()
    } else {
        numbers.join(", ")
    }
}
