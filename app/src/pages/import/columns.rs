//! What each column is, and what holds for a row that does not say.

use app_logic::import::columns as choices;
use import_protocol::{ColumnView, Purpose};
use leptos::prelude::*;

use super::questions::Questions;
use super::session::{Defaults, ImportSession};
use super::slices::in_slices;
use crate::components::{
    Actions, Button, Cell, Column, Columns as Beside, DateField, Form, FormSection, Notice, Panel,
    Row, RowHeader, Select, Table, Tone, Variant,
};
use crate::messages::import as text;

/// Columns that are built in one frame: each offers every field there is.
const A_FRAME: usize = 4;

/// The mapping; nothing is read yet.
#[component]
pub(super) fn Columns(session: ImportSession) -> impl IntoView {
    let opened = session.opened();
    view! {
        {move || {
            opened
                .get()
                .map(|opened| {
                    let sheets = choices::sheet_choices(&opened);
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
                        {opened
                            .findings
                            .iter()
                            .map(|one| one.message.clone())
                            .map(|message| view! { <Notice tone=Tone::Warning>{message}</Notice> })
                            .collect_view()}
                        <Questions session />
                        <Panel title=text::kind(opened.kind)>
                            {opened
                                .encoding
                                .as_deref()
                                .map(|name| {
                                    view! { <p class="muted">{text::encoding(name)}</p> }
                                })}
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
                                    <Show when=move || session.has_open_question()>
                                        <p class="muted">{text::QUESTIONS_OPEN}</p>
                                    </Show>
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
fn Mapping(session: ImportSession, columns: Vec<ColumnView>) -> impl IntoView {
    let headings = vec![
        Column::text(text::COLUMN),
        Column::text(text::SAMPLES),
        Column::text(text::MEANS),
    ];
    let options = choices::use_choices(session.purpose);
    let rows = in_slices(A_FRAME, columns.len(), move |place| {
        let column = &columns[place];
        let name = choices::heading_of(column, place);
        let hidden = column.hidden;
        let samples = column.samples.clone();
        let means = text::means(&name);
        let error = Signal::derive(move || session.twice(place).then(|| text::TWICE.to_owned()));
        let value = session.column(place);
        let options = options.clone();
        view! {
            <Row>
                <RowHeader>
                    {if hidden { text::hidden(&name) } else { name }}
                </RowHeader>
                <Cell label=text::SAMPLES>{samples.join(" · ")}</Cell>
                <Cell label="">
                    <Select
                        name=format!("columna-{place}")
                        label=means
                        value
                        options
                        placeholder=text::IGNORE
                        help=Signal::derive(move || session.why(place).unwrap_or_default())
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
fn ForAll(session: ImportSession) -> impl IntoView {
    let Defaults {
        tipo,
        registro,
        fecha,
        causa,
    } = session.defaults;
    let registros = session.registro_choices();
    let movements = (session.purpose == Purpose::Movements).then(|| {
        view! {
            <Select
                name="tipo"
                label=text::FOR_ALL_TIPO
                value=tipo
                options=choices::tipo_choices()
                placeholder=text::NOTHING_CHOSEN
                optional=true
            />
            <DateField name="fecha" label=text::FOR_ALL_FECHA value=fecha optional=true />
            <Select
                name="causa"
                label=text::FOR_ALL_CAUSA
                value=causa
                options=choices::cause_choices()
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
