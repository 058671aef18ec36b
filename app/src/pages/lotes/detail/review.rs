//! What will be signed, or was: the facts, the movements as a table, and the file itself.

use api::view::lotes::{LoteDetail, LoteState, LoteView, SecondPair};
use api::view::movements::MovementView;
use app_logic::lotes::deadline::{days_left, is_pressing};
use app_logic::lotes::dispmag_file;
use app_logic::lotes::signing_key::SigningKey;
use app_logic::lotes::warnings::{WarningGroup, notes_by_movement, warned_first, warning_groups};
use leptos::prelude::*;

use super::LotePage;
use super::key::chosen_key;
use crate::components::{Definition, Definitions, Disclosure, Notice, Panel, Tone};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::pages::lotes::contents::{DispmagLines, LoteRows, note_list, transliterations};
use crate::pages::movement::{Details, lote_badge};

/// The facts, the table and the records.
#[component]
pub(super) fn Review(page: LotePage) -> impl IntoView {
    let agrees = page.part(dispmag_file::agrees);
    view! {
        <Facts page />
        {move || {
            (agrees.get() == Some(false))
                .then(|| {
                    view! {
                        <Notice tone=Tone::Danger title=text::TRUST_TITLE>
                            {text::TRUST_TEXT}
                        </Notice>
                    }
                })
        }}
        <FindingsNotice page />
        <TransliterationsNotice page />
        <Movements page />
        <DispmagFile page />
    }
    .into_any()
}

/// What to look at before signing.
#[component]
fn FindingsNotice(page: LotePage) -> impl IntoView {
    let groups = page.part(warning_groups);
    move || {
        let groups = groups.get().filter(|groups| !groups.is_empty())?;
        let notes = groups.iter().map(WarningGroup::line).collect();
        let shown = view! {
            <Notice tone=Tone::Warning title=text::FOUND_TITLE>
                <p>{text::FOUND_TEXT}</p>
                {note_list(notes, text::FOUND_ALL)}
            </Notice>
        };
        Some(shown)
    }
}

/// Texts that the file spells differently: a warning only while the lote can still be changed.
#[component]
fn TransliterationsNotice(page: LotePage) -> impl IntoView {
    let notes = page.part(|detail| {
        let tone = if detail.lote.estado == LoteState::Preparado {
            Tone::Warning
        } else {
            Tone::Info
        };
        (tone, detail.transliterations.clone())
    });
    move || {
        let (tone, notes) = notes.get()?;
        transliterations(tone, notes)
    }
}

#[component]
fn Facts(page: LotePage) -> impl IntoView {
    let facts = page.part(|detail| {
        let left = days_left(&detail.movements).filter(|_| is_pressing(&detail.lote.estado));
        (detail.lote.clone(), left)
    });
    let held = page.held.value();
    let signing_key = chosen_key(page);
    let signer = move |lote: &LoteView| {
        // Before it is signed, the open key is the one that will sign.
        if lote.estado == LoteState::Preparado
            && let Some(SigningKey::Open(key)) = signing_key.get()
        {
            return key.holder;
        }
        let id = lote.certificado.clone();
        let holder = held.with(|held| {
            let one = held
                .as_ref()?
                .iter()
                .find(|one| Some(&one.id) == id.as_ref())?;
            Some(one.holder.clone())
        });
        match (id, holder) {
            (None, _) => text::NO_SIGNER.to_owned(),
            (Some(_), holder) => holder.unwrap_or_default(),
        }
    };
    view! {
        <Panel title=text::FACTS>
            {move || {
                facts
                    .get()
                    .map(|(lote, left)| {
                        let due = lote.vence.map(|vence| words::due(&date::date(vence), left));
                        let signer = signer(&lote);
                        let pair = lote.second_pair.clone();
                        view! {
                            <Definitions>
                                <Definition term=text::REGISTRO>
                                    {words::registro(&lote.numero_registro, &lote.lugar, "")}
                                </Definition>
                                <Definition term=text::MOVEMENTS>
                                    {words::tipo_plural(lote.tipo, u64::from(lote.movimientos))}
                                </Definition>
                                <Definition term=words::ESTADO>
                                    {lote_badge(&lote.estado)}
                                </Definition>
                                {due.map(|due| {
                                    view! { <Definition term=text::DUE>{due}</Definition> }
                                })}
                                {lote
                                    .dates
                                    .labelled()
                                    .map(|(term, at)| {
                                        view! { <Definition term>{date::instant(at)}</Definition> }
                                    })
                                    .collect_view()}
                                {pair.map(second_pair)}
                                <Definition term=text::SIGNER>{signer}</Definition>
                            </Definitions>
                        }
                    })
            }}
        </Panel>
    }
    .into_any()
}

/// Who prepared it, and who may sign it.
fn second_pair(pair: SecondPair) -> AnyView {
    let signers = if pair.signers.is_empty() {
        text::NOBODY_ELSE.to_owned()
    } else {
        text::either(pair.signers.into_iter())
    };
    view! {
        <Definition term=text::PREPARED_BY>{pair.prepared_by}</Definition>
        <Definition term=text::MAY_SIGN>{signers}</Definition>
    }
    .into_any()
}

#[component]
fn Movements(page: LotePage) -> impl IntoView {
    let rows = page.part(warned_first);
    let notes = page.part(notes_by_movement);
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement| {
        shown.set(Some(movement));
        open.set(true);
    });
    view! {
        <section class="stack">
            <h2 class="subtitle">{text::MOVEMENTS}</h2>
            <LoteRows
                rows=Signal::derive(move || rows.get().unwrap_or_default())
                notes=Signal::derive(move || notes.get().unwrap_or_default())
                on_see=see
            />
            <Details open shown />
        </section>
    }
    .into_any()
}

#[component]
fn DispmagFile(page: LotePage) -> impl IntoView {
    let written = page.part(|detail: &LoteDetail| (detail.dispmag.clone(), detail.sha256.clone()));
    let lines = Memo::new(move |_| {
        page.detail
            .value()
            .with(|detail| {
                detail
                    .as_ref()
                    .map(|detail| dispmag_file::pieces(&dispmag_file::bytes(detail)))
            })
            .unwrap_or_default()
    });
    view! {
        <Disclosure summary=text::RECORDS_TITLE open=true>
            <DispmagLines lines />
            <Definitions>
                <Definition term=text::FINGERPRINT code=true>
                    {move || written.get().map(|(_, sha256)| sha256)}
                </Definition>
            </Definitions>
        </Disclosure>
    }
    .into_any()
}
