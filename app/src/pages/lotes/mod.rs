//! `/lotes/:id`: review, sign, follow.

mod actions;
mod dispmag;
mod rules;
mod sign;
mod state;

use api::functions::lotes;
use api::view::lotes::{EvidenceView, LoteDetail};
use api::view::movements::MovementView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::client::{Changes, fetch, relay};
use crate::components::{
    Actions, ButtonLink, Definition, Definitions, DownloadLink, Load, Notice, PageHeader, Panel,
    Timeline, Tone, Variant,
};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::pages::movement::{Details, LoteBadge, MovementTable, TableUse, happenings};

/// One lote. It is loaded again whenever the relay says that it changed.
#[component]
pub fn Lote() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let detail = fetch(move || {
        changes.on_lotes();
        lotes::get(id.get())
    });
    let title = Signal::derive(move || {
        detail.value().with(|detail| {
            detail
                .as_ref()
                .map_or_else(|| words::LOTE.to_owned(), |it| text::title(it.lote.numero))
        })
    });
    // What is being signed stays in place while the lote is loaded again under it.
    let lote = Memo::new(move |_| {
        detail
            .value()
            .with(|detail| detail.as_ref().map(|it| it.lote.clone()))
    });
    let file = Memo::new(move |_| {
        detail
            .value()
            .with(|detail| detail.as_ref().map(|it| it.dispmag.clone()))
    });
    view! {
        <PageHeader title>
            <ButtonLink href="/historial/lotes">{text::BACK}</ButtonLink>
        </PageHeader>
        <state::Standing lote />
        <actions::LoteActions lote file />
        <Load fetched=detail lines=8 children={|detail| content(detail)} />
    }
}

fn content(detail: LoteDetail) -> AnyView {
    let LoteDetail {
        lote,
        movements,
        dispmag,
        sha256,
        transliterations,
        evidence,
        history,
    } = detail;
    let (id, numero) = (lote.id.clone(), lote.numero);
    let has_evidence = evidence.is_some();
    view! {
        <Panel title=text::REVIEW>
            <Definitions>
                <Definition term=words::ESTADO>
                    <LoteBadge estado=lote.estado />
                </Definition>
                <Definition term=words::REGISTRO>{lote.numero_registro}</Definition>
                <Definition term=text::MOVEMENTS>
                    {words::tipo_plural(lote.tipo, u64::from(lote.movimientos))}
                </Definition>
                <Definition term=text::CREATED>{date::instant(lote.created_at)}</Definition>
                {lote
                    .vence
                    .map(|vence| {
                        view! { <Definition term=text::VENCE>{date::date(vence)}</Definition> }
                    })}
                <Definition term=text::SHA256 code=true>
                    {sha256}
                </Definition>
            </Definitions>
            {(!transliterations.is_empty())
                .then(|| {
                    let lines = transliterations
                        .into_iter()
                        .map(|line| view! { <p>{line}</p> })
                        .collect_view();
                    view! {
                        <Notice tone=Tone::Info title=text::TRANSLITERATIONS>
                            {lines}
                        </Notice>
                    }
                })}
        </Panel>
        <Movements movements />
        <dispmag::File base64=dispmag tipo=lote.tipo />
        {evidence.map(|evidence| view! { <Evidence evidence /> })}
        <Actions>
            <DownloadLink
                href=relay::dispmag_path(&id)
                file_name=text::file_name(numero, "txt")
                variant=Variant::Secondary
            >
                {text::DOWNLOAD_DISPMAG}
            </DownloadLink>
            {has_evidence
                .then(|| {
                    view! {
                        <DownloadLink
                            href=relay::cms_path(&id)
                            file_name=text::file_name(numero, "p7m")
                        >
                            {text::DOWNLOAD_CMS}
                        </DownloadLink>
                    }
                })}
        </Actions>
        <Panel>
            <Timeline title=text::HISTORY happenings=happenings(history) />
        </Panel>
    }
    .into_any()
}

#[component]
fn Movements(movements: Vec<MovementView>) -> impl IntoView {
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None);
    let see = Callback::new(move |movement: MovementView| {
        shown.set(Some(movement));
        open.set(true);
    });
    let uses = TableUse {
        tipo: false,
        registro: false,
        lote: false,
        edits: false,
    };
    view! {
        <MovementTable rows=movements uses on_see=see />
        <Details open shown />
    }
    .into_any()
}

#[component]
fn Evidence(evidence: EvidenceView) -> impl IntoView {
    view! {
        <Panel title=text::EVIDENCE>
            <Definitions>
                <Definition term=text::SIGNED_BY>{evidence.holder}</Definition>
                <Definition term=text::SERIAL code=true>
                    {evidence.serial}
                </Definition>
                <Definition term=text::SIGNED_AT>{date::instant(evidence.signed_at)}</Definition>
                <Definition term=text::CMS_SHA256 code=true>
                    {evidence.cms_sha256}
                </Definition>
            </Definitions>
        </Panel>
    }
    .into_any()
}
