//! What will be signed, or was: the facts, the movements as a table, and the file itself.

use api::view::lotes::{EstadoLote, LoteDetail, LoteView};
use api::view::movements::MovementView;
use leptos::prelude::*;

use super::Page;
use super::file;
use super::rules::{Signing, days_left, is_pressing};
use super::state::PLAIN;
use super::with_key::chosen;
use crate::components::{Definition, Definitions, Disclosure, More, Notice, Panel, Records, Tone};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::pages::movement::{Details, MovementTable, lote_badge};

/// Rows and lines shown before "Ver más": a lote may hold thousands.
const AT_ONCE: usize = 50;
/// More respellings than this are folded away.
const AT_ONCE_NOTES: usize = 8;

/// The facts, the table and the records.
#[component]
pub(super) fn Review(page: Page) -> impl IntoView {
    let agrees = page.part(file::agrees);
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
        <Transliterated page />
        <Movements page />
        <File page />
    }
    .into_any()
}

/// What the file writes otherwise than it was typed: a warning only while it can still be changed.
#[component]
fn Transliterated(page: Page) -> impl IntoView {
    let notes = page.part(|detail| {
        let tone = if detail.lote.estado == EstadoLote::Preparado {
            Tone::Warning
        } else {
            Tone::Info
        };
        (tone, detail.transliterations.clone())
    });
    let lines = |notes: Vec<String>| {
        notes
            .into_iter()
            .map(|note| view! { <p>{note}</p> })
            .collect_view()
    };
    move || {
        let (tone, notes) = notes.get().filter(|(_, notes)| !notes.is_empty())?;
        let listed = if notes.len() > AT_ONCE_NOTES {
            view! { <Disclosure summary=text::TRANSLITERATED_ALL>{lines(notes)}</Disclosure> }
                .into_any()
        } else {
            lines(notes).into_any()
        };
        Some(view! {
            <Notice tone title=text::TRANSLITERATED_TITLE>
                <p>{text::TRANSLITERATED_TEXT}</p>
                {listed}
            </Notice>
        })
    }
}

#[component]
fn Facts(page: Page) -> impl IntoView {
    let facts = page.part(|detail| {
        let left = days_left(&detail.movements).filter(|_| is_pressing(&detail.lote.estado));
        (detail.lote.clone(), left)
    });
    let held = page.held.value();
    let signs = chosen(page);
    let signer = move |lote: &LoteView| {
        // Before it is signed, the key that is open counts.
        if lote.estado == EstadoLote::Preparado
            && let Some(Signing::Ready(ready)) = signs.get()
        {
            return ready.holder;
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
                        view! {
                            <Definitions>
                                <Definition term=text::REGISTRO code=true>
                                    {lote.numero_registro}
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
                                <Definition term=text::PREPARED>
                                    {date::instant(lote.created_at)}
                                </Definition>
                                <Definition term=text::SIGNER>{signer}</Definition>
                            </Definitions>
                        }
                    })
            }}
        </Panel>
    }
    .into_any()
}

#[component]
fn Movements(page: Page) -> impl IntoView {
    let rows = page.part(|detail| detail.movements.clone());
    let limit = RwSignal::new(AT_ONCE);
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement| {
        shown.set(Some(movement));
        open.set(true);
    });
    let count = Memo::new(move |_| rows.with(|rows| rows.as_ref().map_or(0, Vec::len)));
    view! {
        <section class="stack">
            <h2 class="subtitle">{text::MOVEMENTS}</h2>
            {move || {
                let rows = rows.get().unwrap_or_default().into_iter().take(limit.get()).collect();
                view! { <MovementTable rows uses=PLAIN on_see=see /> }
            }}
            <Part limit count />
            <Details open shown />
        </section>
    }
    .into_any()
}

#[component]
fn File(page: Page) -> impl IntoView {
    let written = page.part(|detail: &LoteDetail| (detail.dispmag.clone(), detail.sha256.clone()));
    let limit = RwSignal::new(AT_ONCE);
    let lines = Memo::new(move |_| {
        page.detail
            .value()
            .with(|detail| {
                detail
                    .as_ref()
                    .map(|detail| file::pieces(&file::bytes(detail)))
            })
            .unwrap_or_default()
    });
    let count = Memo::new(move |_| lines.with(Vec::len));
    view! {
        <Disclosure summary=text::RECORDS_TITLE open=true>
            <p class="muted">{text::RECORDS_HELP}</p>
            {move || {
                let lines = lines.with(|lines| {
                    lines.iter().take(limit.get()).cloned().collect::<Vec<_>>()
                });
                view! { <Records label=text::RECORDS_LABEL lines /> }
            }}
            <Part limit count />
            <Definitions>
                <Definition term=text::FINGERPRINT code=true>
                    {move || written.get().map(|(_, sha256)| sha256)}
                </Definition>
            </Definitions>
        </Disclosure>
    }
    .into_any()
}

/// How much of a long list is in view.
#[component]
fn Part(limit: RwSignal<usize>, count: Memo<usize>) -> impl IntoView {
    let more = Signal::derive(move || count.get() > limit.get());
    view! {
        <Show when=move || more.get()>
            <p class="muted" role="status">
                {move || text::shown_of(limit.get().min(count.get()), count.get())}
            </p>
        </Show>
        <More
            more
            busy=Signal::stored(false)
            on_more=Callback::new(move |()| limit.update(|limit| *limit += 4 * AT_ONCE))
        />
    }
    .into_any()
}
