//! One lote of the sitting: what it holds, who signs it, and what came of it.

use api::view::lotes::LoteStatus;
use api::view::movements::MovementView;
use leptos::prelude::*;

use super::rules::obstacle;
use super::sitting::{Entry, Line, Sitting};
use crate::components::{
    Badge, ButtonLink, Checkbox, Definition, Definitions, Disclosure, Notice, Tone, Unfold, Variant,
};
use crate::messages::lotes as text;
use crate::messages::movements as words;
use crate::pages::lotes::contents::{Lines, Rows, told};
use crate::pages::lotes::course::words as stage_words;
use crate::pages::lotes::file;
use crate::pages::lotes::rules::{Signing, due};
use crate::pages::movement::lote_badge;

/// The lotes, the first to be late before the others.
#[component]
pub(super) fn Entries(sitting: Sitting, on_see: Callback<MovementView>) -> impl IntoView {
    view! {
        <ol class="sitting" aria-label=text::SITTING_LABEL>
            <For
                each=move || sitting.entries.get()
                key=|entry| entry.id().to_owned()
                children=move |entry| view! { <One sitting entry on_see /> }
            />
        </ol>
    }
    .into_any()
}

#[component]
fn One(sitting: Sitting, entry: Entry, on_see: Callback<MovementView>) -> impl IntoView {
    let lote = entry.detail.lote.clone();
    let what = words::tipo_plural(lote.tipo, u64::from(lote.movimientos));
    let due = due(&lote).map(|due| text::due(&due));
    let label = text::entry(lote.numero, &what);
    let help = text::entry_help(&lote.numero_registro, due.as_deref());
    let unsettled = {
        let entry = entry.clone();
        Memo::new(move |_| entry.agrees && sitting.is_open(&entry))
    };
    let fixed = Signal::derive(move || sitting.signing.busy().get());
    let shown = entry.detail.clone();
    let (title, facts) = (label.clone(), help.clone());
    view! {
        <li class="sitting__lote">
            <div class="sitting__head">
                <Show
                    when=move || unsettled.get()
                    fallback=move || {
                        view! {
                            <div class="sitting__name">
                                <h2 class="subtitle">{title.clone()}</h2>
                                <p class="muted">{facts.clone()}</p>
                            </div>
                        }
                    }
                >
                    <Checkbox
                        name=format!("lote-{}", lote.numero)
                        label=label.clone()
                        help=help.clone()
                        checked=entry.wanted
                        disabled=fixed
                    />
                </Show>
                <Status sitting entry=entry.clone() />
            </div>
            <Told sitting entry=entry.clone() />
            {found(told(&entry.detail))}
            {respelled(entry.detail.transliterations.clone())}
            <Unfold summary=text::entry_contents(&what)>
                {
                    let (detail, rows) = (shown.clone(), shown.movements.clone());
                    let lines = file::pieces(&file::bytes(&detail));
                    view! {
                        <Rows rows=Signal::stored(rows) on_see />
                        <h3 class="subtitle">{text::RECORDS_TITLE}</h3>
                        <Lines lines=Signal::stored(lines) />
                        <Definitions>
                            <Definition term=text::FINGERPRINT code=true>
                                {detail.sha256.clone()}
                            </Definition>
                        </Definitions>
                    }
                }
            </Unfold>
        </li>
    }
    .into_any()
}

/// What the history says of its movements, folded too; the line says that there is something.
fn found(notes: Vec<String>) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let summary = text::found_count(notes.len());
    let shown = view! {
        <Disclosure summary>
            <p>{text::FOUND_TEXT}</p>
            {notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view()}
        </Disclosure>
    };
    Some(shown.into_any())
}

/// What the file writes otherwise than it was typed, folded: many lotes are reviewed at once.
fn respelled(notes: Vec<String>) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let summary = text::respelled(notes.len());
    let shown = view! {
        <Disclosure summary>
            <p>{text::TRANSLITERATED_TEXT}</p>
            {notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view()}
        </Disclosure>
    };
    Some(shown.into_any())
}

/// Where it stands, in a word or two.
#[component]
fn Status(sitting: Sitting, entry: Entry) -> impl IntoView {
    let id = entry.id().to_owned();
    move || {
        let now = sitting.now(&id);
        match entry.line.get() {
            Line::Underway => {
                let words = stage_words(sitting.course.stage());
                view! { <Badge tone=Tone::Info text=words /> }.into_any()
            }
            Line::Failed(_) => {
                view! { <Badge tone=Tone::Danger text=text::NOT_SIGNED /> }.into_any()
            }
            Line::Waiting | Line::Signed(_) => {
                let estado = now.map_or(LoteStatus::Preparado, |lote| lote.estado);
                lote_badge(&estado)
            }
        }
    }
}

/// Who signs it, or what came of it, in a sentence.
#[component]
fn Told(sitting: Sitting, entry: Entry) -> impl IntoView {
    let id = entry.id().to_owned();
    let href = format!("/lotes/{id}");
    let open_label = text::step_of(text::STEP_OPEN, entry.detail.lote.numero);
    let open = move || {
        view! {
            <ButtonLink href=href.clone() variant=Variant::Quiet attr:aria-label=open_label.clone()>
                {text::STEP_OPEN}
            </ButtonLink>
        }
    };
    move || {
        if !entry.agrees {
            return view! {
                <Notice tone=Tone::Danger title=text::TRUST_TITLE>
                    {text::TRUST_TEXT}
                </Notice>
            }
            .into_any();
        }
        let open = open();
        match entry.line.get() {
            Line::Underway => ().into_any(),
            Line::Failed(error) => view! {
                <Notice tone=Tone::Danger title=error.message>
                    {error.hint.map(|hint| view! { <p>{hint}</p> })}
                    {open}
                </Notice>
            }
            .into_any(),
            Line::Signed(seen) => {
                let waits = sitting.now(&id).is_some_and(|lote| {
                    matches!(lote.estado, LoteStatus::Firmado { .. }) && !lote.goes_out()
                });
                let waits = waits.then(|| view! { <p>{text::WAITS_FOR_IDSE}</p> });
                view! {
                    <Notice tone=Tone::Success>
                        <p>{text::seen(seen.total, &seen.registro_patronal)}</p>
                        {waits}
                        {open}
                    </Notice>
                }
                .into_any()
            }
            Line::Waiting if !sitting.is_open(&entry) => {
                view! { <Notice>{text::CHANGED_MEANWHILE} {open}</Notice> }.into_any()
            }
            Line::Waiting => match sitting.signing_of(&entry) {
                None => ().into_any(),
                Some(Signing::Ready(ready)) => {
                    let odd = sitting.odd(&entry, ready.key);
                    let odd: Vec<_> = odd
                        .into_iter()
                        .map(|line| view! { <p>{line}</p> })
                        .collect();
                    view! {
                        <p class="muted">{text::signed_by_key(&ready.holder)}</p>
                        {(!odd.is_empty())
                            .then(|| view! { <Notice tone=Tone::Warning>{odd}</Notice> })}
                    }
                    .into_any()
                }
                Some(Signing::Closed(_)) => {
                    view! { <p class="muted">{text::KEY_CLOSED}</p> }.into_any()
                }
                Some(other) => {
                    let why = obstacle(&other).unwrap_or_default();
                    view! {
                        <Notice tone=Tone::Warning title=why>
                            <ButtonLink href="/certificados">{text::GO_CERTIFICATES}</ButtonLink>
                        </Notice>
                    }
                    .into_any()
                }
            },
        }
    }
}
