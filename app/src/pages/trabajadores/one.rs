//! `/trabajadores/:nss`.

use api::functions::trabajadores;
use api::view::movements::MovementView;
use api::view::trabajadores::{RelacionView, TrabajadorDetail, TrabajadorView};
use app_logic::trabajadores::relacion::{next_types, salary, standing};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::edit::EditTrabajador;
use crate::address::Address;
use crate::client::{Changes, fetch, use_portal};
use crate::components::{
    Badge, ButtonLink, Cell, Column, Definition, Definitions, Empty, Load, PageHeader, Panel, Row,
    RowHeader, Table, Tone, Unfold, Variant,
};
use crate::messages::{movements as words, trabajadores as text};
use crate::pages::movement::{Details, MovementTable, TableUse, trabajador_path};

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
    let worker = Memo::new(move |_| detail.value().get().map(|detail| detail.trabajador));
    let title = Signal::derive(move || {
        worker.with(|worker| {
            worker
                .as_ref()
                .map_or_else(|| text::ONE.to_owned(), |worker| worker.nombre.clone())
        })
    });
    view! {
        <PageHeader title>
            <ButtonLink href=Address::Trabajadores variant=Variant::Quiet>
                {text::BACK}
            </ButtonLink>
        </PageHeader>
        {move || worker.get().map(|worker| view! { <Facts worker captures=may.get().captures /> })}
        <Load
            fetched=detail
            lines=6
            children={move |detail: TrabajadorDetail| {
                let rows = detail.movements;
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

#[component]
fn Facts(worker: TrabajadorView, captures: bool) -> impl IntoView {
    let data = worker.data.clone();
    let optional = [
        (words::CURP, data.curp),
        (text::RFC, data.rfc),
        (words::CLAVE, data.clave),
        (words::UMF, data.umf),
        (text::BEFORE, worker.antes.join(", ")),
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
    let relaciones = worker.relaciones.clone();
    let nss = worker.data.nss.clone();
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
                            <EditTrabajador worker=worker.clone() />
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
                    let href = trabajador_path(*tipo, nss, Some(&one.registro));
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
