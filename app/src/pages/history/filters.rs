//! The form of the search: the fields of IDSE's module always in view, the others folded below.

use api::functions::{movements as operations, registros};
use app_logic::history::filters::{Filters, IN_TIME, LATE, OLDEST_FIRST};
use app_logic::history::states;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::client::{browser, fetch, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Choice, Columns, DateField, Disclosure, Form, Select, TextField,
    Variant,
};
use crate::messages::{history as text, movements};

/// The form; what is folded is open at first where something of it is set.
#[component]
pub(super) fn FilterForm(filters: Filters) -> impl IntoView {
    let location = use_location();
    let navigate = use_navigate();
    let any = !filters.is_nothing();
    let further = filters.looks_further();
    let wrong = Wrong::default();
    wrong.say(&filters);
    let typed = Typed::new(filters);
    let path = location.pathname;
    let submit = move |()| {
        let filters = typed.filters();
        wrong.say(&filters);
        if filters.has_problem() {
            browser::focus_first_invalid();
            return;
        }
        let address = filters.address(&path.get_untracked());
        navigate(&address, NavigateOptions::default());
    };
    view! {
        <search aria-label=text::SEARCH>
            <Form on_submit=submit>
                <Always typed wrong />
                <Disclosure summary=text::MORE_FILTERS open=further>
                    <Further typed wrong />
                </Disclosure>
                <Actions>
                    <Button submit=true variant=Variant::Primary>
                        {text::APPLY}
                    </Button>
                    {any
                        .then(|| {
                            view! {
                                <ButtonLink href=path.get_untracked()>{text::CLEAR}</ButtonLink>
                            }
                        })}
                </Actions>
            </Form>
        </search>
    }
    .into_any()
}

/// The fields of IDSE's module, and the worker.
#[component]
fn Always(typed: Typed, wrong: Wrong) -> impl IntoView {
    let registros = fetch(registros::list);
    let options = Signal::derive(move || {
        let rows = registros.value().get().unwrap_or_default();
        rows.into_iter()
            .map(|row| {
                let data = row.data;
                let label =
                    movements::registro(&data.numero, &data.subdelegacion, &data.razon_social);
                Choice::new(row.id, label)
            })
            .collect::<Vec<_>>()
    });
    view! {
        <Columns>
            <Select
                name="registro"
                label=text::REGISTRO
                value=typed.registro
                options
                placeholder=text::REGISTRO_ALL
                optional=true
            />
            <DateField name="desde" label=text::DESDE value=typed.desde optional=true />
            <DateField
                name="hasta"
                label=text::HASTA
                value=typed.hasta
                error=wrong.dates
                optional=true
            />
            <Select
                name="estado"
                label=text::ESTADO
                value=typed.estado
                options=states::choices()
                placeholder=text::ESTADO_ALL
                optional=true
            />
            <TextField
                name="texto"
                label=text::TEXTO
                value=typed.texto
                help=text::TEXTO_HELP
                error=wrong.texto
                optional=true
            />
        </Columns>
    }
    .into_any()
}

/// What IMSS answered, who captured, and the order.
#[component]
fn Further(typed: Typed, wrong: Wrong) -> impl IntoView {
    let may = use_portal().may();
    let people = fetch(operations::people);
    let people = Signal::derive(move || {
        let people = people.value().get().unwrap_or_default();
        let choice = |person: api::view::movements::PersonView| Choice::new(person.id, person.name);
        people.into_iter().map(choice).collect::<Vec<_>>()
    });
    let late = vec![
        Choice::new(LATE, text::LATE),
        Choice::new(IN_TIME, text::IN_TIME),
    ];
    view! {
        <Columns>
            <Show when=move || may.get().sees_lotes>
                <TextField
                    name="lote"
                    label=text::LOTE
                    value=typed.lote
                    help=text::LOTE_HELP
                    error=wrong.lote
                    max_length=10
                    optional=true
                />
                <TextField
                    name="folio"
                    label=text::FOLIO
                    value=typed.folio
                    help=text::FOLIO_HELP
                    max_length=40
                    optional=true
                />
            </Show>
            <TextField
                name="codigo"
                label=text::CODIGO
                value=typed.codigo
                help=text::CODIGO_HELP
                max_length=20
                optional=true
            />
            <Select
                name="extemporaneo"
                label=text::EXTEMPORANEO
                value=typed.extemporaneo
                options=late
                placeholder=text::EXTEMPORANEO_ALL
                optional=true
            />
            <Show when=move || !people.with(Vec::is_empty)>
                <Select
                    name="captura"
                    label=text::CAPTURA
                    value=typed.captura
                    options=people
                    placeholder=text::CAPTURA_ALL
                    optional=true
                />
            </Show>
            <Select
                name="orden"
                label=text::ORDEN
                value=typed.orden
                options=vec![Choice::new(OLDEST_FIRST, text::OLDEST_FIRST)]
                placeholder=text::NEWEST_FIRST
                optional=true
            />
        </Columns>
    }
    .into_any()
}

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Typed {
    texto: RwSignal<String>,
    registro: RwSignal<String>,
    estado: RwSignal<String>,
    desde: RwSignal<String>,
    hasta: RwSignal<String>,
    lote: RwSignal<String>,
    folio: RwSignal<String>,
    codigo: RwSignal<String>,
    extemporaneo: RwSignal<String>,
    captura: RwSignal<String>,
    orden: RwSignal<String>,
}

impl Typed {
    fn new(filters: Filters) -> Self {
        Self {
            texto: RwSignal::new(filters.texto),
            registro: RwSignal::new(filters.registro),
            estado: RwSignal::new(filters.estado),
            desde: RwSignal::new(filters.desde),
            hasta: RwSignal::new(filters.hasta),
            lote: RwSignal::new(filters.lote),
            folio: RwSignal::new(filters.folio),
            codigo: RwSignal::new(filters.codigo),
            extemporaneo: RwSignal::new(filters.extemporaneo),
            captura: RwSignal::new(filters.captura),
            orden: RwSignal::new(filters.orden),
        }
    }

    fn filters(self) -> Filters {
        Filters {
            texto: self.texto.get_untracked(),
            registro: self.registro.get_untracked(),
            estado: self.estado.get_untracked(),
            desde: self.desde.get_untracked(),
            hasta: self.hasta.get_untracked(),
            lote: self.lote.get_untracked(),
            folio: self.folio.get_untracked(),
            codigo: self.codigo.get_untracked(),
            extemporaneo: self.extemporaneo.get_untracked(),
            captura: self.captura.get_untracked(),
            orden: self.orden.get_untracked(),
        }
    }
}

/// What is wrong with the fields, all at once.
#[derive(Clone, Copy, Default)]
struct Wrong {
    texto: RwSignal<Option<String>>,
    dates: RwSignal<Option<String>>,
    lote: RwSignal<Option<String>>,
}

impl Wrong {
    fn say(self, filters: &Filters) {
        self.texto.set(filters.text_problem().map(str::to_owned));
        self.dates.set(filters.date_problem().map(str::to_owned));
        self.lote.set(filters.lote_problem().map(str::to_owned));
    }
}
