//! Days of entry that the directory does not know. Without one nobody has an anniversary: those people
//! are listed, and their day is typed here. It counts for this sheet alone.

use app_logic::assistants::person::Person;
use app_logic::assistants::proposals::of_registro;
use leptos::prelude::*;

use super::inputs::AssistantSheet;
use crate::address::Address;
use crate::components::{
    Badge, ButtonLink, Cell, Column, More, Notice, Row, RowHeader, Table, Tone, Unfold,
};
use crate::messages::{assistants as text, movements};

/// Lines drawn at first: there may be thousands.
const AT_ONCE: usize = 50;

/// Who has no day of entry; nothing where everybody has one.
#[component]
pub(super) fn Unknown(assistant: AssistantSheet) -> impl IntoView {
    let (place, entries) = (assistant.inputs.place, assistant.inputs.entries);
    let people = Memo::new(move |_| {
        let registro = place.registro.get();
        let all = assistant
            .loaded
            .with_value(|loaded| of_registro(&loaded.people, &registro));
        let unknown = all.into_iter().filter(|person| person.alta.is_none());
        unknown.collect::<Vec<_>>()
    });
    let limit = RwSignal::new(AT_ONCE);
    let more = Signal::derive(move || people.with(Vec::len) > limit.get());
    let some = Memo::new(move |_| people.with(|people| !people.is_empty()));
    let left = Memo::new(move |_| {
        let missing = |person: &&Person| entries.of(person).is_none();
        people.with(|people| people.iter().filter(missing).count())
    });
    view! {
        <Show when=move || some.get()>
            <Show when=move || { left.get() > 0 }>
                {move || {
                    view! {
                        <Notice tone=Tone::Warning title=text::without_alta(left.get())>
                            <p>{text::WITHOUT_ALTA_TEXT}</p>
                            <ButtonLink href=Address::ImportPlantilla>{text::GO_PLANTILLA}</ButtonLink>
                        </Notice>
                    }
                }}
            </Show>
            <Unfold summary=text::WITHOUT_ALTA_UNFOLD>
                <Table
                    caption=text::WITHOUT_ALTA_CAPTION
                    columns=vec![
                        Column::text(movements::TRABAJADOR),
                        Column::text(text::ENTRY),
                        Column::text(movements::ESTADO),
                    ]
                >
                    <For
                        each=move || people.get().into_iter().take(limit.get())
                        key=Person::key
                        children=move |person| view! { <EntryRow assistant person /> }
                    />
                </Table>
                <More
                    more
                    busy=Signal::stored(false)
                    on_more=Callback::new(move |()| limit.update(|limit| *limit += 4 * AT_ONCE))
                />
            </Unfold>
        </Show>
    }
    .into_any()
}

#[component]
fn EntryRow(assistant: AssistantSheet, person: Person) -> impl IntoView {
    let entries = assistant.inputs.entries;
    let name = person.trabajador.nombre.clone();
    let place = person.place();
    let label = text::entry_of(&name);
    let key = StoredValue::new(person.key());
    let value = move || {
        let typed = key.with_value(|key| entries.typed.with(|typed| typed.get(key).cloned()));
        typed.unwrap_or_default()
    };
    let state = move || {
        if entries.of(&person).is_none() {
            return view! { <span class="muted">{text::ENTRY_MISSING}</span> }.into_any();
        }
        let is = |key: &String| {
            assistant
                .sheet
                .rows
                .with(|all| all.iter().any(|one| one.person.key() == *key))
        };
        if key.with_value(is) {
            view! { <Badge tone=Tone::Success text=text::ENTRY_PROPOSED /> }.into_any()
        } else {
            view! { <span class="muted">{text::ENTRY_OTHER_MONTH}</span> }.into_any()
        }
    };
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{name}</span>
                    <span class="muted">{place}</span>
                </span>
            </RowHeader>
            <Cell label=text::ENTRY>
                <input
                    type="date"
                    class="input input--date"
                    min="1943-01-01"
                    max="2100-12-31"
                    aria-label=label
                    prop:value=value
                    on:input=move |event| {
                        let day = event_target_value(&event);
                        key.with_value(|key| entries.set(key, day));
                    }
                />
            </Cell>
            <Cell label=movements::ESTADO>{state}</Cell>
        </Row>
    }
    .into_any()
}
