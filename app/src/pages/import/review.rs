//! The rows, before anything is stored.

use import_protocol::{Purpose, Tally};
use leptos::prelude::*;

use app_logic::import::filters;

use super::correct::Correct;
use super::findings::Findings;
use super::rows::Rows;
use super::session::ImportSession;
use crate::components::{Actions, Button, Figure, Figures, Notice, Select, Tone, Variant};
use crate::messages::import as text;

/// Counts, findings, rows, and what can be done with them.
#[component]
pub(super) fn Review(session: ImportSession) -> impl IntoView {
    let tally = session.tally();
    let correcting = RwSignal::new(None);
    let choices = Signal::derive(move || tally.with(filters::filter_choices));
    // Another filter shows its first rows.
    Effect::new(move |before: Option<String>| {
        let now = session.filter.get();
        if before.is_some_and(|before| before != now) {
            session.turn_to(0);
        }
        now
    });
    view! {
        {move || tally.with(figures)}
        {move || notices(session, &tally.get())}
        <Actions>
            {move || tally.with(|tally| store_button(session, tally))}
            {move || {
                tally
                    .with(|tally| tally.errors + tally.left_out > 0)
                    .then(|| {
                        view! {
                            <Button
                                busy=session.busy()
                                on_click=move |()| session.save_rejected()
                            >
                                {text::REJECTED}
                            </Button>
                        }
                    })
            }}
            <Button on_click=move |()| session.back_to_columns()>{text::CHANGE_COLUMNS}</Button>
            <Button on_click=move |()| session.restart()>{text::ANOTHER_FILE}</Button>
        </Actions>
        <Findings session />
        <Select
            name="mostrar"
            label=text::SHOW
            value=session.filter
            options=choices
        />
        <Rows session correcting />
        <Correct session correcting />
    }
    .into_any()
}

fn notices(session: ImportSession, tally: &Tally) -> impl IntoView + use<> {
    let of_file = tally
        .file
        .iter()
        .map(|one| one.message.clone())
        .map(|message| view! { <Notice tone=Tone::Warning>{message}</Notice> })
        .collect_view();
    let incomplete = tally.errors + tally.left_out > 0 && session.purpose == Purpose::Plantilla;
    let incomplete =
        incomplete.then(|| view! { <Notice tone=Tone::Warning>{text::NOT_IN_PLANTILLA}</Notice> });
    let otherwise = session.differing();
    let otherwise = (otherwise > 0).then(|| {
        view! { <Notice tone=Tone::Warning>{text::held_otherwise(otherwise)}</Notice> }
    });
    view! {
        {of_file}
        {incomplete}
        {otherwise}
    }
}

fn store_button(session: ImportSession, tally: &Tally) -> impl IntoView + use<> {
    if tally.ready == 0 {
        return view! { <p class="muted">{text::NOTHING_READY}</p> }.into_any();
    }
    let label = text::import_rows(session.purpose, tally);
    view! {
        <Button
            variant=Variant::Primary
            busy=session.busy()
            on_click=move |()| session.store()
        >
            {label}
        </Button>
    }
    .into_any()
}

fn figures(tally: &Tally) -> impl IntoView + use<> {
    let by_tipo = text::by_tipo(tally);
    let ready_help = if by_tipo.is_empty() {
        text::READY_HELP.to_owned()
    } else {
        by_tipo
    };
    let mut figures = vec![
        Figure::new(text::READY, ready_help, u64::from(tally.ready)),
        Figure::new(text::ERRORS, text::ERRORS_HELP, u64::from(tally.errors)),
        Figure::new(
            text::WARNINGS,
            text::WARNINGS_HELP,
            u64::from(tally.warnings),
        ),
    ];
    if tally.left_out > 0 {
        let rows = u64::from(tally.left_out);
        figures.push(Figure::new(text::LEFT_OUT, text::LEFT_OUT_HELP, rows));
    }
    if tally.stored > 0 {
        let rows = u64::from(tally.stored);
        figures.push(Figure::new(text::STORED, text::STORED_HELP, rows));
    }
    view! { <Figures title=text::RESULT figures /> }
}
