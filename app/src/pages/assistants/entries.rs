//! Days of entry that the directory does not know: without one nobody has an anniversary, so that those
//! people are named, and their day is typed here. It counts for the sheet alone.

use std::collections::HashMap;

use jiff::civil::Date;
use leptos::prelude::*;

use super::controls::Parameters;
use super::ground::Person;
use super::proposals::of_registro;
use super::sheet::Sheet;
use crate::components::{
    Badge, ButtonLink, Cell, Column, More, Notice, Row, RowHeader, Table, Tone, Unfold,
};
use crate::format::date;
use crate::messages::{assistants as text, movements};

/// Lines drawn at first: there may be thousands.
const AT_ONCE: usize = 50;

/// The days that were typed, by [`Person::key`]; copies share them.
#[derive(Clone, Copy)]
pub(super) struct Entries {
    typed: RwSignal<HashMap<String, String>>,
}

impl Entries {
    pub(super) fn new() -> Self {
        Self {
            typed: RwSignal::new(HashMap::new()),
        }
    }

    /// People with what was typed for them.
    pub(super) fn known(self, mut people: Vec<Person>) -> Vec<Person> {
        self.typed.with(|typed| fill(&mut people, typed));
        people
    }

    fn of(self, person: &Person) -> Option<Date> {
        self.typed.with(|typed| entry(person, typed))
    }

    fn set(self, key: &str, day: String) {
        self.typed.update(|typed| {
            typed.insert(key.to_owned(), day);
        });
    }
}

fn fill(people: &mut [Person], typed: &HashMap<String, String>) {
    for person in people.iter_mut().filter(|person| person.alta.is_none()) {
        person.alta = entry(person, typed);
    }
}

fn entry(person: &Person, typed: &HashMap<String, String>) -> Option<Date> {
    date::from_field(typed.get(&person.key())?)
}

/// Who has no day of entry; nothing where everybody has one.
#[component]
pub(super) fn Unknown(sheet: Sheet, parameters: Parameters) -> impl IntoView {
    let Parameters { place, entries, .. } = parameters;
    let people = Memo::new(move |_| {
        let all = sheet
            .ground
            .with_value(|ground| of_registro(&ground.people, &place.registro.get()));
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
                            <ButtonLink href="/importar/plantilla">{text::GO_PLANTILLA}</ButtonLink>
                        </Notice>
                    }
                }}
            </Show>
            <Unfold summary=text::WITHOUT_ALTA_UNFOLD>
                <Table
                    caption=text::WITHOUT_ALTA_CAPTION
                    columns=vec![
                        Column::text(movements::WORKER),
                        Column::text(text::ENTRY),
                        Column::text(movements::ESTADO),
                    ]
                >
                    <For
                        each=move || people.get().into_iter().take(limit.get())
                        key=Person::key
                        children=move |person| view! { <One sheet entries person /> }
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
fn One(sheet: Sheet, entries: Entries, person: Person) -> impl IntoView {
    let name = person.worker.nombre.clone();
    let place = person.place();
    let label = text::entry_of(&name);
    let key = StoredValue::new(person.key());
    let value = move || {
        let typed = key.with_value(|key| entries.typed.with(|typed| typed.get(key).cloned()));
        typed.unwrap_or_default()
    };
    let stands = move || {
        if entries.of(&person).is_none() {
            return view! { <span class="muted">{text::ENTRY_MISSING}</span> }.into_any();
        }
        let is = |key: &String| {
            sheet
                .proposals
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
            <Cell label=movements::ESTADO>{stands}</Cell>
        </Row>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use api::view::registros::{RegistroData, RegistroView};
    use api::view::trabajadores::{TrabajadorData, TrabajadorView};
    use imss::movimiento::TipoSalario;
    use jiff::civil::{Date, date};

    use super::fill;
    use crate::pages::assistants::ground::Person;

    fn person(nss: &str, alta: Option<Date>) -> Person {
        let worker = TrabajadorView {
            version: 1,
            data: TrabajadorData {
                nss: nss.to_owned(),
                ..TrabajadorData::default()
            },
            nombre: String::new(),
            antes: Vec::new(),
            relaciones: Vec::new(),
        };
        let registro = RegistroView {
            id: "leon".to_owned(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: None,
        };
        Person {
            worker: Arc::new(worker),
            registro: Arc::new(registro),
            sbc: None,
            sbc_since: None,
            alta,
            salary: TipoSalario::Fijo,
        }
    }

    #[test]
    fn a_typed_day_counts_where_none_is_known_and_nowhere_else() {
        let known = Some(date(2020, 5, 4));
        let mut people = [
            person("typed", None),
            person("half", None),
            person("known", known),
        ];
        let typed = ["typed", "half", "known"].map(|nss| format!("leon|{nss}"));
        let typed: HashMap<_, _> = typed
            .into_iter()
            .zip(["2024-01-15", "2024", "2001-01-01"].map(str::to_owned))
            .collect();
        fill(&mut people, &typed);
        let altas: Vec<_> = people.iter().map(|one| one.alta).collect();
        assert_eq!(altas, [Some(date(2024, 1, 15)), None, known]);
    }
}
