//! What each column is, and what a row gets that does not say.

use import_protocol::{ColumnView, Purpose};
use leptos::prelude::*;

use super::rules::{self, Chosen};
use super::session::Session;
use super::slices::in_slices;
use crate::components::{
    Actions, Button, Cell, Column, Columns as Beside, DateField, Form, FormSection, Panel, Row,
    RowHeader, Select, Table, Variant,
};
use crate::messages::import as text;

/// Columns that are built in one frame: each offers every field there is.
const A_FRAME: usize = 4;

/// The mapping; nothing is read yet.
#[component]
pub(super) fn Columns(session: Session) -> impl IntoView {
    let opened = session.opened();
    view! {
        {move || {
            opened
                .get()
                .map(|opened| {
                    let sheets = rules::sheet_choices(&opened);
                    let sheet = RwSignal::new(opened.sheet.to_string());
                    Effect::new(move |before: Option<String>| {
                        let now = sheet.get();
                        if before.is_some_and(|before| before != now)
                            && let Ok(number) = now.parse()
                        {
                            session.choose_sheet(number);
                        }
                        sheet.get_untracked()
                    });
                    let several = (sheets.len() > 1)
                        .then(|| {
                            view! {
                                <Select
                                    name="hoja"
                                    label=text::SHEET
                                    value=sheet
                                    options=sheets
                                />
                            }
                        });
                    let table = opened
                        .kind
                        .has_columns()
                        .then(|| view! { <Mapping session columns=opened.columns.clone() /> });
                    view! {
                        <Panel title=text::kind(opened.kind)>
                            <Form on_submit=move |()| session.check()>
                                {several}
                                {table}
                                <ForAll session />
                                <Actions>
                                    <Button
                                        variant=Variant::Primary
                                        submit=true
                                        busy=session.busy()
                                    >
                                        {text::REVIEW}
                                    </Button>
                                    <Button on_click=move |()| {
                                        session.restart();
                                    }>{text::ANOTHER_FILE}</Button>
                                </Actions>
                            </Form>
                        </Panel>
                    }
                })
        }}
    }
    .into_any()
}

#[component]
fn Mapping(session: Session, columns: Vec<ColumnView>) -> impl IntoView {
    let headings = vec![
        Column::text(text::COLUMN),
        Column::text(text::SAMPLES),
        Column::text(text::MEANS),
    ];
    let options = rules::field_choices(session.purpose);
    let rows = in_slices(A_FRAME, columns.len(), move |place| {
        let ColumnView {
            heading, samples, ..
        } = columns[place].clone();
        let name = if heading.is_empty() {
            text::unnamed(place + 1)
        } else {
            heading
        };
        let means = text::means(&name);
        let error = Signal::derive(move || session.twice(place).then(|| text::TWICE.to_owned()));
        let value = session.column(place);
        let options = options.clone();
        view! {
            <Row>
                <RowHeader>{name}</RowHeader>
                <Cell label=text::SAMPLES>{samples.join(" · ")}</Cell>
                <Cell label="">
                    <Select
                        name=format!("columna-{place}")
                        label=means
                        value
                        options
                        placeholder=text::IGNORE
                        error
                    />
                </Cell>
            </Row>
        }
    });
    view! {
        <div class="import-columns">
            <p class="muted">{text::COLUMNS_TEXT}</p>
            <Table caption=text::COLUMNS_TITLE columns=headings>
                {rows}
            </Table>
        </div>
    }
    .into_any()
}

#[component]
fn ForAll(session: Session) -> impl IntoView {
    let Chosen {
        tipo,
        registro,
        fecha,
        causa,
    } = session.chosen;
    let registros = session.registro_choices();
    let movements = (session.purpose == Purpose::Movements).then(|| {
        view! {
            <Select
                name="tipo"
                label=text::FOR_ALL_TIPO
                value=tipo
                options=rules::tipo_choices()
                placeholder=text::NOTHING_CHOSEN
                optional=true
            />
            <DateField name="fecha" label=text::FOR_ALL_FECHA value=fecha optional=true />
            <Select
                name="causa"
                label=text::FOR_ALL_CAUSA
                value=causa
                options=rules::cause_choices()
                placeholder=text::NOTHING_CHOSEN
                optional=true
            />
        }
    });
    view! {
        <FormSection legend=text::FOR_ALL_TITLE>
            <Beside>
                <Select
                    name="registro"
                    label=text::FOR_ALL_REGISTRO
                    value=registro
                    options=registros
                    placeholder=text::NOTHING_CHOSEN
                    optional=true
                />
                {movements}
            </Beside>
        </FormSection>
    }
    .into_any()
}
