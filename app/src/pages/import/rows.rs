//! A page of rows.

use std::sync::Arc;

use app_logic::import::{ROWS_SHOWN, findings};
use import_protocol::{Purpose, RowFinding, RowView};
use imss::finding::{Field, Severity};
use leptos::prelude::*;

use super::session::ImportSession;
use super::slices::in_slices;
use crate::components::{
    Actions, Badge, Button, Cell, Column, Empty, Row, RowHeader, Table, Tone, Variant,
};
use crate::messages::import as text;
use crate::messages::movements;

/// Rows that are built in one frame: as many as a desktop shows without scrolling.
const A_FRAME: usize = 8;

/// The rows of the filter, fifty at a time, each with what there is to say of it.
#[component]
pub(super) fn Rows(session: ImportSession, correcting: RwSignal<Option<RowView>>) -> impl IntoView {
    let rows = session.rows();
    let (offset, total) = session.place();
    let shown = move || {
        let first = offset.get();
        let last = total.get().min(first + ROWS_SHOWN);
        text::page_of(first + 1, last, total.get())
    };
    view! {
        {move || {
            if total.get() == 0 {
                view! { <Empty title=text::NO_ROWS /> }.into_any()
            } else {
                table(session, correcting, rows.get()).into_any()
            }
        }}
        <nav class="import-pages" aria-label=text::PAGES>
            <Button
                disabled=Signal::derive(move || offset.get() == 0)
                on_click=move |()| session.turn_to(offset.get_untracked().saturating_sub(ROWS_SHOWN))
            >
                {text::BEFORE}
            </Button>
            <span class="import-pages__place" role="status">
                {shown}
            </span>
            <Button
                disabled=Signal::derive(move || offset.get() + ROWS_SHOWN >= total.get())
                on_click=move |()| session.turn_to(offset.get_untracked() + ROWS_SHOWN)
            >
                {text::AFTER}
            </Button>
        </nav>
    }
    .into_any()
}

fn table(
    session: ImportSession,
    correcting: RwSignal<Option<RowView>>,
    rows: Arc<[ArcRwSignal<RowView>]>,
) -> impl IntoView {
    let mut columns = vec![Column::text(text::TRABAJADOR), Column::number(text::LINE)];
    if session.purpose == Purpose::Movements {
        columns.push(Column::text(text::MOVEMENT));
    }
    columns.push(Column::text(text::FECHA));
    columns.push(Column::number(text::SBC));
    columns.push(Column::text(text::SAYS));
    columns.push(Column::text(text::ACTIONS));
    let rows = in_slices(A_FRAME, rows.len(), move |at| {
        // A row that changes draws itself alone.
        let row = rows[at].clone();
        move || row.with(|row| row_view(session, correcting, row))
    });
    view! {
        <Table caption=text::ROWS columns>
            {rows}
        </Table>
    }
}

fn row_view(
    session: ImportSession,
    correcting: RwSignal<Option<RowView>>,
    row: &RowView,
) -> impl IntoView + use<> {
    let draft = row.draft.clone();
    let name = [&*draft.paterno, &*draft.materno, &*draft.nombre].join(" ");
    let has_tipo = findings::at_field(&row.findings, Field::Tipo, true).is_none();
    let tipo = (session.purpose == Purpose::Movements).then(|| {
        let tipo = if has_tipo {
            movements::tipo(draft.tipo)
        } else {
            "—"
        };
        view! { <Cell label=text::MOVEMENT>{tipo}</Cell> }
    });
    let says = says(session, row);
    let line = text::line(row.line);
    let fecha = understood(row, Field::Fecha, draft.fecha);
    let sbc = understood(row, Field::Sbc, draft.sbc);
    let actions = actions(session, correcting, row.clone());
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{name}</span>
                    <span class="muted">{movements::nss(&draft.nss)}</span>
                </span>
            </RowHeader>
            <Cell label=text::LINE number=true>
                {line}
            </Cell>
            {tipo}
            <Cell label=text::FECHA>{fecha}</Cell>
            <Cell label=text::SBC number=true>
                {sbc}
            </Cell>
            <Cell label=text::SAYS>{says}</Cell>
            <Cell label="">{actions}</Cell>
        </Row>
    }
}

/// A value as it was understood, and below it as the file has it where that differs.
fn understood(row: &RowView, field: Field, value: String) -> impl IntoView + use<> {
    let read = findings::as_read(row, field).map(|read| {
        view! { <span class="muted">{text::in_file(read)}</span> }
    });
    view! {
        <span class="stacked">
            <span>{value}</span>
            {read}
        </span>
    }
}

fn says(session: ImportSession, row: &RowView) -> impl IntoView + use<> {
    let differs = session.differs(row.row);
    let state = match &row.known {
        _ if row.left_out => Some((None, text::OUT.to_owned())),
        Some(words) if differs => Some((Some(Tone::Warning), words.clone())),
        Some(words) => Some((Some(Tone::Info), words.clone())),
        None if row.stored => Some((Some(Tone::Info), text::IS_STORED.to_owned())),
        None => row
            .findings
            .iter()
            .all(|one| one.severity == Severity::Note)
            .then(|| (Some(Tone::Success), text::FINE.to_owned())),
    };
    let corrected = row
        .mended
        .then(|| view! { <Badge tone=Some(Tone::Info) text=text::CORRECTED /> });
    let tally = session.tally();
    let findings: Vec<AnyView> = row
        .findings
        .iter()
        .map(|one| {
            let sentence = tally.with_untracked(|tally| findings::beside_row(one, tally));
            finding_view(one, sentence).into_any()
        })
        .collect();
    view! {
        <div class="import-says">
            {state.map(|(tone, words)| view! { <Badge tone text=words /> })}
            {corrected}
            <ul class="import-says__findings">{findings}</ul>
        </div>
    }
}

fn finding_view(finding: &RowFinding, sentence: String) -> impl IntoView + use<> {
    let class = match finding.severity {
        Severity::Error => "import-says__finding import-says__finding--error",
        Severity::Warning => "import-says__finding import-says__finding--warning",
        Severity::Note => "import-says__finding",
    };
    let field = finding.field.map(Field::label).map(|label| {
        view! { <span class="import-says__field">{label} ": "</span> }
    });
    view! {
        <li class=class>
            {field}
            {sentence}
        </li>
    }
}

fn actions(
    session: ImportSession,
    correcting: RwSignal<Option<RowView>>,
    row: RowView,
) -> impl IntoView {
    let number = row.row;
    let out = row.left_out;
    let line = row.line;
    let leave_label = if out {
        text::take_back_row(line)
    } else {
        text::leave_row(line)
    };
    (!row.stored).then(|| {
        view! {
            <Actions>
                <Button
                    variant=Variant::Quiet
                    on_click=move |()| correcting.set(Some(row.clone()))
                >
                    <span aria-hidden="true">{text::CORRECT}</span>
                    <span class="visually-hidden">{text::correct_row(line)}</span>
                </Button>
                <Button
                    variant=Variant::Quiet
                    on_click=move |()| session.leave(number, !out)
                >
                    <span aria-hidden="true">
                        {if out { text::TAKE_BACK } else { text::LEAVE }}
                    </span>
                    <span class="visually-hidden">{leave_label}</span>
                </Button>
            </Actions>
        }
    })
}
