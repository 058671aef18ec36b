//! The form of the filters.

use api::functions::registros;
use app_logic::history::filters::{Filters, UNCORRECTED};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::client::{browser, fetch};
use crate::components::{
    Actions, Button, ButtonLink, Choice, Columns, DateField, Disclosure, Form, Select, TextField,
};
use crate::messages::{history as text, movements};

/// The form; it is open at first where a filter is set.
#[component]
pub(super) fn FilterForm(filters: Filters) -> impl IntoView {
    let location = use_location();
    let navigate = use_navigate();
    let any = !filters.is_nothing();
    let problem = RwSignal::new(filters.problem().map(str::to_owned));
    let texto = RwSignal::new(filters.texto);
    let registro = RwSignal::new(filters.registro);
    let estado = RwSignal::new(filters.estado);
    let desde = RwSignal::new(filters.desde);
    let hasta = RwSignal::new(filters.hasta);
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
    let path = location.pathname;
    let submit = move |()| {
        let filters = Filters {
            texto: texto.get_untracked(),
            registro: registro.get_untracked(),
            estado: estado.get_untracked(),
            desde: desde.get_untracked(),
            hasta: hasta.get_untracked(),
        };
        problem.set(filters.problem().map(str::to_owned));
        if filters.problem().is_some() {
            browser::focus_first_invalid();
            return;
        }
        let address = filters.address(&path.get_untracked());
        navigate(&address, NavigateOptions::default());
    };
    view! {
        <Disclosure summary=text::FILTERS open=any>
            <Form on_submit=submit>
                <Columns>
                    <TextField
                        name="texto"
                        label=text::TEXTO
                        value=texto
                        help=text::TEXTO_HELP
                        optional=true
                        max_length=80
                    />
                    <Select
                        name="registro"
                        label=text::REGISTRO
                        value=registro
                        options
                        placeholder=text::REGISTRO_ALL
                        optional=true
                    />
                    <Select
                        name="estado"
                        label=text::ESTADO
                        value=estado
                        options=states()
                        placeholder=text::ESTADO_ALL
                        optional=true
                    />
                    <DateField name="desde" label=text::DESDE value=desde optional=true />
                    <DateField
                        name="hasta"
                        label=text::HASTA
                        value=hasta
                        error=problem
                        optional=true
                    />
                </Columns>
                <Actions>
                    <Button submit=true>{text::APPLY}</Button>
                    {any
                        .then(|| {
                            view! {
                                <ButtonLink href=path.get_untracked()>{text::CLEAR}</ButtonLink>
                            }
                        })}
                </Actions>
            </Form>
        </Disclosure>
    }
    .into_any()
}

fn states() -> Vec<Choice> {
    movements::statuses()
        .chain([(UNCORRECTED, text::UNCORRECTED)])
        .map(|(name, label)| Choice::new(name, label))
        .collect()
}
