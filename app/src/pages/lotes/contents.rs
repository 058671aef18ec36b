//! What a lote holds: its movements as a table, and its file line by line. Shared by `detail` and
//! `sitting`.

use std::collections::BTreeMap;

use api::view::movements::MovementView;
use leptos::prelude::*;

use crate::components::{Disclosure, More, Notice, Piece, Records, Tone};
use crate::messages::lotes as text;
use crate::pages::movement::{MovementTable, TableUse};

/// Rows and lines shown before "Ver más": a lote may hold thousands.
const AT_ONCE: usize = 50;
/// More notes than this are folded away.
const AT_ONCE_NOTES: usize = 8;

/// The movements of a lote have one type and one registro patronal: no column repeats them.
pub(super) const ONE_GROUP: TableUse = TableUse {
    tipo: false,
    registro: false,
    lote: false,
    edits: false,
};

/// The movements of a lote; more of them on demand.
#[component]
pub(super) fn LoteRows(
    #[prop(into)] rows: Signal<Vec<MovementView>>,
    /// The warnings about each movement, by its id.
    #[prop(into)]
    notes: Signal<BTreeMap<String, Vec<String>>>,
    on_see: Callback<MovementView>,
) -> impl IntoView {
    let limit = RwSignal::new(AT_ONCE);
    let count = Memo::new(move |_| rows.with(Vec::len));
    view! {
        {move || {
            let rows = rows.with(|rows| rows.iter().take(limit.get()).cloned().collect::<Vec<_>>());
            view! { <MovementTable rows notes=notes.get() uses=ONE_GROUP on_see /> }
        }}
        <ShownPart limit count />
    }
    .into_any()
}

/// The lines of a DISPMAG; more of them on demand.
#[component]
pub(super) fn DispmagLines(#[prop(into)] lines: Signal<Vec<Vec<Piece>>>) -> impl IntoView {
    let limit = RwSignal::new(AT_ONCE);
    let count = Memo::new(move |_| lines.with(Vec::len));
    view! {
        <p class="muted">{text::RECORDS_HELP}</p>
        {move || {
            let lines = lines
                .with(|lines| lines.iter().take(limit.get()).cloned().collect::<Vec<_>>());
            view! { <Records label=text::RECORDS_LABEL lines /> }
        }}
        <ShownPart limit count />
    }
    .into_any()
}

/// Texts that the file spells differently from how they were typed.
pub(super) fn transliterations(tone: Tone, notes: Vec<String>) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let shown = view! {
        <Notice tone title=text::TRANSLITERATED_TITLE>
            <p>{text::TRANSLITERATED_TEXT}</p>
            {note_list(notes, text::TRANSLITERATED_ALL)}
        </Notice>
    };
    Some(shown.into_any())
}

/// Notes one below the other, folded where there are many.
pub(super) fn note_list(notes: Vec<String>, all: &'static str) -> AnyView {
    let many = notes.len() > AT_ONCE_NOTES;
    let lines = notes
        .into_iter()
        .map(|note| view! { <p>{note}</p> })
        .collect_view();
    if many {
        view! { <Disclosure summary=all>{lines}</Disclosure> }.into_any()
    } else {
        lines.into_any()
    }
}

/// Says how much of a long list is in view, and shows more of it.
#[component]
fn ShownPart(limit: RwSignal<usize>, count: Memo<usize>) -> impl IntoView {
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
