//! A page of rows.

use std::sync::Arc;

use import_protocol::{Purpose, RowFinding, RowView};
use imss::finding::{Field, Severity};
use leptos::prelude::*;

use super::rules::PAGE;
use super::session::Session;
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
pub(super) fn Rows(session: Session, mending: RwSignal<Option<RowView>>) -> impl IntoView {
    let rows = session.rows();
    let (offset, total) = session.place();
    let shown = move || {
        let first = offset.get();
        let last = total.get().min(first + PAGE);
        text::page_of(first + 1, last, total.get())
    };
    view! {
        {move || {
            if total.get() == 0 {
                view! { <Empty title=text::NO_ROWS /> }.into_any()
            } else {
                table(session, mending, rows.get()).into_any()
            }
        }}
        <nav class="import-pages" aria-label=text::PAGES>
            <Button
                disabled=Signal::derive(move || offset.get() == 0)
                on_click=move |()| session.turn_to(offset.get_untracked().saturating_sub(PAGE))
            >
                {text::BEFORE}
            </Button>
            <span class="import-pages__place" role="status">
                {shown}
            </span>
            <Button
                disabled=Signal::derive(move || offset.get() + PAGE >= total.get())
                on_click=move |()| session.turn_to(offset.get_untracked() + PAGE)
            >
                {text::AFTER}
            </Button>
        </nav>
    }
    .into_any()
}

fn table(
    session: Session,
    mending: RwSignal<Option<RowView>>,
    rows: Arc<[ArcRwSignal<RowView>]>,
) -> impl IntoView {
    let mut columns = vec![Column::text(text::WORKER), Column::number(text::LINE)];
    if session.purpose == Purpose::Movements {
        columns.push(Column::text(text::MOVEMENT));
    }
    columns.push(Column::text(text::FECHA));
    columns.push(Column::number(text::SBC));
    columns.push(Column::text(text::SAYS));
    columns.push(Column::text(text::ACTIONS));
    let rows = in_slices(A_FRAME, rows.len(), move |at| {
        // Of a row that changes, nothing else is drawn again.
        let row = rows[at].clone();
        move || row.with(|row| one(session, mending, row))
    });
    view! {
        <Table caption=text::ROWS columns>
            {rows}
        </Table>
    }
}

fn one(
    session: Session,
    mending: RwSignal<Option<RowView>>,
    row: &RowView,
) -> impl IntoView + use<> {
    let draft = row.draft.clone();
    let name = [&*draft.paterno, &*draft.materno, &*draft.nombre].join(" ");
    let tipo = (session.purpose == Purpose::Movements).then(|| {
        view! { <Cell label=text::MOVEMENT>{movements::tipo(draft.tipo)}</Cell> }
    });
    let says = says(row);
    let line = text::line(row.line);
    let actions = actions(session, mending, row.clone());
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
            <Cell label=text::FECHA>{draft.fecha}</Cell>
            <Cell label=text::SBC number=true>
                {draft.sbc}
            </Cell>
            <Cell label=text::SAYS>{says}</Cell>
            <Cell label="">{actions}</Cell>
        </Row>
    }
}

fn says(row: &RowView) -> impl IntoView + use<> {
    let state = if row.left_out {
        Some((None, text::OUT))
    } else if row.stored {
        Some((Some(Tone::Info), text::IS_STORED))
    } else if row
        .findings
        .iter()
        .all(|one| one.severity == Severity::Note)
    {
        Some((Some(Tone::Success), text::FINE))
    } else {
        None
    };
    let mended = row
        .mended
        .then(|| view! { <Badge tone=Some(Tone::Info) text=text::MENDED /> });
    let findings: Vec<AnyView> = row
        .findings
        .iter()
        .map(|one| said(one).into_any())
        .collect();
    view! {
        <div class="import-says">
            {state.map(|(tone, words)| view! { <Badge tone text=words /> })}
            {mended}
            <ul class="import-says__findings">{findings}</ul>
        </div>
    }
}

fn said(finding: &RowFinding) -> impl IntoView + use<> {
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
            {finding.message.clone()}
        </li>
    }
}

fn actions(session: Session, mending: RwSignal<Option<RowView>>, row: RowView) -> impl IntoView {
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
                    on_click=move |()| mending.set(Some(row.clone()))
                >
                    <span aria-hidden="true">{text::MEND}</span>
                    <span class="visually-hidden">{text::mend_row(line)}</span>
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
