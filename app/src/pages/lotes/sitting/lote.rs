//! One lote of the sitting: what it holds, who signs it, and what came of it.

use api::view::lotes::LoteState;
use api::view::movements::MovementView;
use app_logic::lotes::deadline::due;
use app_logic::lotes::dispmag_file;
use app_logic::lotes::signing_key::SigningKey;
use app_logic::lotes::sitting::obstacle;
use app_logic::lotes::warnings::{WarningGroup, notes_by_movement, warned_first, warning_groups};
use leptos::prelude::*;

use super::state::{LoteOutcome, SittingLote, SittingState};
use crate::address::Address;
use crate::components::{
    Badge, ButtonLink, Checkbox, Definition, Definitions, Disclosure, Notice, Tone, Unfold, Variant,
};
use crate::messages::lotes as text;
use crate::messages::movements as words;
use crate::pages::lotes::contents::{DispmagLines, LoteRows};
use crate::pages::movement::lote_badge;

/// The lotes, the first to be late before the others.
#[component]
pub(super) fn SittingLotes(sitting: SittingState, on_see: Callback<MovementView>) -> impl IntoView {
    view! {
        <ol class="sitting" aria-label=text::SITTING_LABEL>
            <For
                each=move || sitting.lotes.get()
                key=|one| one.id().to_owned()
                children=move |one| view! { <LoteItem sitting one on_see /> }
            />
        </ol>
    }
    .into_any()
}

#[component]
fn LoteItem(
    sitting: SittingState,
    one: SittingLote,
    on_see: Callback<MovementView>,
) -> impl IntoView {
    let lote = one.detail.lote.clone();
    let what = words::tipo_plural(lote.tipo, u64::from(lote.movimientos));
    let due = due(&lote).map(|due| text::due(&due));
    let label = text::entry(lote.numero, &what);
    let help = text::entry_help(
        &words::registro(&lote.numero_registro, &lote.lugar, ""),
        due.as_deref(),
    );
    let unsettled = {
        let one = one.clone();
        Memo::new(move |_| one.agrees && sitting.is_to_be_signed(&one))
    };
    let fixed = Signal::derive(move || sitting.signing.busy().get());
    let shown = one.detail.clone();
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
                        checked=one.wanted
                        disabled=fixed
                    />
                </Show>
                <Status sitting one=one.clone() />
            </div>
            <Explanation sitting one=one.clone() />
            {warnings(warning_groups(&one.detail))}
            {transliterations(one.detail.transliterations.clone())}
            <Unfold summary=text::entry_contents(&what)>
                {
                    let (detail, rows) = (shown.clone(), warned_first(&shown));
                    let notes = notes_by_movement(&shown);
                    let lines = dispmag_file::pieces(&dispmag_file::bytes(&detail));
                    view! {
                        <LoteRows rows=Signal::stored(rows) notes=Signal::stored(notes) on_see />
                        <h3 class="subtitle">{text::RECORDS_TITLE}</h3>
                        <DispmagLines lines=Signal::stored(lines) />
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

/// What to look at before signing. Numbers to compare are in view; the rest is folded, and its line says
/// how much there is.
fn warnings(groups: Vec<WarningGroup>) -> AnyView {
    let (to_compare, others): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.must_be_compared);
    let lines = |groups: &[WarningGroup]| {
        groups
            .iter()
            .map(|group| view! { <p>{group.line()}</p> })
            .collect_view()
    };
    let to_compare = (!to_compare.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=text::TO_COMPARE_TITLE>
                {lines(&to_compare)}
                <p>{text::TO_COMPARE_MARK}</p>
            </Notice>
        }
    });
    let others = (!others.is_empty()).then(|| {
        view! {
            <Disclosure summary=text::found_count(others.len())>
                <p>{text::FOUND_TEXT}</p>
                {lines(&others)}
            </Disclosure>
        }
    });
    view! {
        {to_compare}
        {others}
    }
    .into_any()
}

/// Texts that the file spells differently, folded.
fn transliterations(notes: Vec<String>) -> Option<AnyView> {
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

/// The state, in a word or two.
#[component]
fn Status(sitting: SittingState, one: SittingLote) -> impl IntoView {
    let id = one.id().to_owned();
    move || {
        let now = sitting.now(&id);
        match one.outcome.get() {
            LoteOutcome::Underway => {
                let words = sitting.progress.stage().label();
                view! { <Badge tone=Tone::Info text=words /> }.into_any()
            }
            LoteOutcome::Failed(_) => {
                view! { <Badge tone=Tone::Danger text=text::NOT_SIGNED /> }.into_any()
            }
            LoteOutcome::Waiting | LoteOutcome::Signed(_) => {
                let estado = now.map_or(LoteState::Preparado, |lote| lote.estado);
                lote_badge(&estado)
            }
        }
    }
}

/// Who signs the lote, or what came of it, in a sentence.
#[component]
fn Explanation(sitting: SittingState, one: SittingLote) -> impl IntoView {
    let id = one.id().to_owned();
    let href = Address::Lote { id: id.clone() }.href();
    let open_label = text::step_of(text::STEP_OPEN, one.detail.lote.numero);
    let open = move || {
        view! {
            <ButtonLink href=href.clone() variant=Variant::Quiet attr:aria-label=open_label.clone()>
                {text::STEP_OPEN}
            </ButtonLink>
        }
    };
    move || {
        if !one.agrees {
            return view! {
                <Notice tone=Tone::Danger title=text::TRUST_TITLE>
                    {text::TRUST_TEXT}
                </Notice>
            }
            .into_any();
        }
        let open = open();
        match one.outcome.get() {
            LoteOutcome::Underway => ().into_any(),
            LoteOutcome::Failed(error) => view! {
                <Notice tone=Tone::Danger title=error.message>
                    {error.hint.map(|hint| view! { <p>{hint}</p> })}
                    {open}
                </Notice>
            }
            .into_any(),
            LoteOutcome::Signed(seen) => {
                let waits = sitting.now(&id).is_some_and(|lote| {
                    matches!(lote.estado, LoteState::Firmado { .. }) && !lote.goes_out()
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
            LoteOutcome::Waiting if !sitting.is_to_be_signed(&one) => {
                view! { <Notice>{text::CHANGED_MEANWHILE} {open}</Notice> }.into_any()
            }
            LoteOutcome::Waiting => match sitting.signing_key_of(&one) {
                None => ().into_any(),
                Some(SigningKey::Open(key)) => {
                    let odd = sitting.mismatches_of(&one, key.handle);
                    let odd: Vec<_> = odd
                        .into_iter()
                        .map(|line| view! { <p>{line}</p> })
                        .collect();
                    view! {
                        <p class="muted">{text::signed_by_key(&key.holder)}</p>
                        {(!odd.is_empty())
                            .then(|| view! { <Notice tone=Tone::Warning>{odd}</Notice> })}
                    }
                    .into_any()
                }
                Some(SigningKey::Closed(_)) => {
                    view! { <p class="muted">{text::KEY_CLOSED}</p> }.into_any()
                }
                Some(other) => {
                    let why = obstacle(&other).unwrap_or_default();
                    view! {
                        <Notice tone=Tone::Warning title=why>
                            <ButtonLink href=Address::Certificates>{text::GO_CERTIFICATES}</ButtonLink>
                        </Notice>
                    }
                    .into_any()
                }
            },
        }
    }
}
