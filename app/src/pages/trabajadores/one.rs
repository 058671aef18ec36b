//! `/trabajadores/:nss`.

use api::functions::trabajadores;
use api::view::movements::MovementView;
use api::view::trabajadores::{RelacionView, TrabajadorDetail, TrabajadorView};
use app_logic::trabajadores::career::{Career, HEIGHT, WIDTH, careers};
use app_logic::trabajadores::relacion::{next_types, salary, standing};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::edit::EditTrabajador;
use crate::address::{Address, movement_of_trabajador};
use crate::client::{Changes, fetch, use_portal};
use crate::components::{
    Badge, ButtonLink, Cell, Column, Definition, Definitions, Empty, Happening, Load, PageHeader,
    Panel, Row, RowHeader, Table, Timeline, Tone, Unfold, Variant,
};
use crate::messages::{movements as words, trabajadores as text};
use crate::pages::movement::{Details, MovementTable, TableUse};

/// One worker: who it is, where they work, and what was filed.
#[component]
pub fn TrabajadorPage() -> impl IntoView {
    let params = use_params_map();
    let nss = Memo::new(move |_| params.read().get("nss").unwrap_or_default());
    move || view! { <One nss=nss.get() /> }
}

#[component]
fn One(nss: String) -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let detail = fetch(move || {
        changes.on_movements();
        trabajadores::get(nss.clone())
    });
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement| {
        shown.set(Some(movement));
        open.set(true);
    });
    // What is typed into the form outlives a change that arrives from elsewhere.
    let trabajador = Memo::new(move |_| detail.value().get().map(|detail| detail.trabajador));
    let title = Signal::derive(move || {
        trabajador.with(|trabajador| {
            trabajador.as_ref().map_or_else(
                || text::ONE.to_owned(),
                |trabajador| trabajador.nombre.clone(),
            )
        })
    });
    view! {
        <PageHeader title>
            <ButtonLink href=Address::Trabajadores variant=Variant::Quiet>
                {text::BACK}
            </ButtonLink>
        </PageHeader>
        {move || trabajador.get().map(|trabajador| view! { <Facts trabajador captures=may.get().captures /> })}
        <Load
            fetched=detail
            lines=6
            children={move |detail: TrabajadorDetail| {
                let rows = detail.movements;
                let careers = careers(&rows, use_portal().today());
                let content = if rows.is_empty() {
                    view! { <Empty title=text::NO_MOVEMENTS_TITLE text=text::NO_MOVEMENTS_TEXT /> }
                        .into_any()
                } else {
                    let uses = TableUse {
                        tipo: true,
                        registro: true,
                        lote: may.get().sees_lotes,
                        edits: may.get().captures,
                    };
                    view! { <MovementTable rows uses on_see=see /> }.into_any()
                };
                view! {
                    <Careers careers />
                    <section class="stack">
                        <h2 class="subtitle">{text::MOVEMENTS}</h2>
                        {content}
                    </section>
                }
                    .into_any()
            }}
        />
        <Details open shown />
    }
    .into_any()
}

/// The timeline with each registro patronal.
#[component]
fn Careers(careers: Vec<Career>) -> impl IntoView {
    if careers.is_empty() {
        return ().into_any();
    }
    let frame = format!("-2 -2 {} {}", WIDTH + 4.0, HEIGHT + 4.0);
    let each = careers.into_iter().map(move |career| {
        let frame = frame.clone();
        let chart = career.chart.map(move |chart| {
            view! {
                <figure class="career__chart">
                    <svg class="career__line" viewBox=frame role="img" aria-label=chart.sentence.clone()>
                        <polyline class="career__salaries" points=chart.points />
                    </svg>
                    <figcaption class="muted">{chart.sentence}</figcaption>
                </figure>
            }
        });
        let happenings = career.steps.into_iter().map(|step| Happening {
            when: step.date,
            who: career.place.clone(),
            what: step.what,
        });
        view! {
            {chart}
            <Timeline title=career.place.clone() happenings=happenings.collect() />
        }
        .into_any()
    });
    let each: Vec<AnyView> = each.collect();
    view! { <Panel title=text::CAREER>{each}</Panel> }.into_any()
}

#[component]
fn Facts(trabajador: TrabajadorView, captures: bool) -> impl IntoView {
    let data = trabajador.data.clone();
    let optional = [
        (words::CURP, data.curp),
        (text::RFC, data.rfc),
        (words::CLAVE, data.clave),
        (words::UMF, data.umf),
        (text::BEFORE, trabajador.antes.join(", ")),
    ];
    let optional = optional
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(term, value)| {
            view! {
                <Definition term=term code=true>
                    {value}
                </Definition>
            }
        })
        .collect_view();
    let relaciones = trabajador.relaciones.clone();
    let nss = trabajador.data.nss.clone();
    view! {
        <Panel title=text::FACTS>
            <Definitions>
                <Definition term=words::NSS code=true>
                    {data.nss}
                </Definition>
                {optional}
            </Definitions>
            {captures
                .then(|| {
                    view! {
                        <Unfold summary=text::EDIT>
                            <EditTrabajador trabajador=trabajador.clone() />
                        </Unfold>
                    }
                })}
        </Panel>
        {(!relaciones.is_empty()).then(|| places(&nss, relaciones, captures))}
    }
    .into_any()
}

/// Where the worker stands, and what can be filed there.
fn places(nss: &str, relaciones: Vec<RelacionView>, captures: bool) -> AnyView {
    let columns = vec![
        Column::text(words::REGISTRO),
        Column::text(text::VIGENTE),
        Column::text(words::SBC),
        Column::text(words::ACTIONS),
    ];
    let rows = relaciones
        .into_iter()
        .map(|one| {
            let tone = one.vigente.then_some(Tone::Success);
            let actions = next_types(&one)
                .iter()
                .filter(|_| captures)
                .map(|tipo| {
                    let href = movement_of_trabajador(*tipo, nss, Some(&one.registro));
                    let label = text::file_at(words::tipo(*tipo), &one.numero);
                    view! {
                        <ButtonLink href variant=Variant::Quiet attr:aria-label=label>
                            {words::tipo(*tipo)}
                        </ButtonLink>
                    }
                })
                .collect_view();
            let (stands, sbc) = (standing(&one), salary(&one));
            view! {
                <Row>
                    <RowHeader>{words::at_place(&one.numero, &one.place)}</RowHeader>
                    <Cell label=text::VIGENTE>
                        <Badge tone text=stands />
                    </Cell>
                    <Cell label=words::SBC>{sbc}</Cell>
                    <Cell label="">
                        <span class="row-actions">{actions}</span>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2 class="subtitle">{text::PLACES}</h2>
            <Table caption=text::PLACES columns>
                {rows}
            </Table>
        </section>
    }
    .into_any()
}
