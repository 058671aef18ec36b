//! `/trabajadores`.

use std::time::Duration;

use api::functions::{registros, trabajadores};
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use app_logic::capture::choices::registro_choices;
use app_logic::trabajadores::relacion::vigente_places;
use leptos::prelude::*;

use crate::address::{Address, BulkKind};
use crate::client::{Changes, Later, fetch, fetch_pages, use_portal};
use crate::components::{
    Badge, ButtonLink, Cell, Checkbox, Column, Columns, Empty, ErrorNotice, Load, More, PageHeader,
    Panel, Row, RowHeader, Select, Table, TextField, Tone, Variant,
};
use crate::messages::{movements as words, trabajadores as text};

/// Rows asked for at once.
const PAGE: u32 = 50;
/// How long the person must pause for the directory to be asked.
const PAUSE: Duration = Duration::from_millis(250);

/// The directory, searched as one types.
#[component]
pub fn Trabajadores() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let texto = RwSignal::new(String::new());
    let looked = RwSignal::new(String::new());
    let registro = RwSignal::new(String::new());
    let vigentes = RwSignal::new(true);
    let later = Later::new();
    Effect::new(move |_| {
        let wanted = texto.get();
        later.after(PAUSE, move || looked.set(wanted));
    });
    let question = move || SearchTrabajadores {
        texto: looked.get(),
        registro: Some(registro.get()).filter(|id| !id.is_empty()),
        vigentes: vigentes.get(),
        cursor: None,
        limit: PAGE,
    };
    let pages = fetch_pages(question, move |question, cursor| {
        changes.on_movements();
        let request = SearchTrabajadores { cursor, ..question };
        async move {
            let page = trabajadores::search(request).await?;
            Ok((page.rows, page.next))
        }
    });
    let registros = fetch(registros::list);
    let options = Signal::derive(move || {
        let rows = registros.value().get().unwrap_or_default();
        registro_choices(&rows)
    });
    let asked =
        Memo::new(move |_| !looked.with(String::is_empty) || !registro.with(String::is_empty));
    view! {
        <PageHeader title=text::TITLE>
            <Show when=move || may.get().captures>
                <ButtonLink href=Address::Bulk { kind: BulkKind::Salaries }>{text::GO_SALARIES}</ButtonLink>
                <ButtonLink href=Address::Bulk { kind: BulkKind::Bajas }>{text::GO_BAJAS}</ButtonLink>
                <ButtonLink href=Address::ImportPlantilla>{text::LOAD_PLANTILLA}</ButtonLink>
            </Show>
        </PageHeader>
        <Panel>
            <Columns>
                <TextField
                    name="texto"
                    label=text::SEARCH
                    value=texto
                    help=text::SEARCH_HELP
                    max_length=80
                />
                <Select
                    name="registro"
                    label=words::REGISTRO
                    value=registro
                    options
                    placeholder=text::EVERY_REGISTRO
                />
            </Columns>
            <Checkbox name="vigentes" label=text::ONLY_VIGENTES checked=vigentes />
        </Panel>
        <Load
            fetched=pages.loaded()
            lines=6
            children={move |(rows, _): (Vec<TrabajadorView>, Option<String>)| {
                match (rows.is_empty(), asked.get()) {
                    (false, _) => table(rows),
                    (true, true) => {
                        view! { <Empty title=text::NOBODY_TITLE text=text::NOBODY_TEXT /> }
                            .into_any()
                    }
                    (true, false) => {
                        let title = if vigentes.get() {
                            text::NOBODY_VIGENTE_TITLE
                        } else {
                            text::EMPTY_TITLE
                        };
                        view! {
                            <Empty title text=text::EMPTY_TEXT>
                                <Show when=move || may.get().captures>
                                    <ButtonLink href=Address::ImportPlantilla>
                                        {text::GO_PLANTILLA}
                                    </ButtonLink>
                                    <ButtonLink href=Address::Capture variant=Variant::Quiet>
                                        {text::GO_CAPTURE}
                                    </ButtonLink>
                                </Show>
                            </Empty>
                        }
                            .into_any()
                    }
                }
            }}
        />
        <ErrorNotice error=pages.error() />
        <More more=pages.has_more() busy=pages.busy() on_more=pages.on_more() />
    }
}

fn table(rows: Vec<TrabajadorView>) -> AnyView {
    let columns = vec![
        Column::text(words::TRABAJADOR),
        Column::text(words::CURP),
        Column::text(text::CLAVE),
        Column::text(text::VIGENTE),
        Column::number(words::SBC),
        Column::text(words::ACTIONS),
    ];
    view! {
        <Table caption=text::TITLE columns>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(trabajador: TrabajadorView) -> AnyView {
    let stands = vigente_places(&trabajador);
    let salaries = stands
        .iter()
        .map(|(_, sbc)| view! { <span>{sbc.clone()}</span> })
        .collect_view();
    let places = if stands.is_empty() {
        view! { <Badge text=text::NOT_VIGENTE /> }.into_any()
    } else {
        stands
            .iter()
            .map(|(numero, _)| view! { <Badge tone=Tone::Success text=numero.clone() /> })
            .collect_view()
            .into_any()
    };
    let href = Address::Trabajador {
        nss: trabajador.data.nss.clone(),
    };
    let label = words::see(&trabajador.nombre);
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{trabajador.nombre}</span>
                    <span class="muted">{words::nss(&trabajador.data.nss)}</span>
                </span>
            </RowHeader>
            <Cell label=words::CURP>{trabajador.data.curp}</Cell>
            <Cell label=text::CLAVE>{trabajador.data.clave}</Cell>
            <Cell label=text::VIGENTE>
                <span class="stacked">{places}</span>
            </Cell>
            <Cell label=words::SBC number=true>
                <span class="stacked">{salaries}</span>
            </Cell>
            <Cell label="">
                <ButtonLink href variant=Variant::Quiet attr:aria-label=label>
                    {words::SEE}
                </ButtonLink>
            </Cell>
        </Row>
    }
    .into_any()
}
