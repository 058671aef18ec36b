//! `/registros/nuevo` and `/registros/:id`.

use api::functions::registros;
use api::view::registros::{RegistroData, RegistroView, SaveRegistro};
use app_logic::registros::zona::{parse_zona, zona_choices, zona_value};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::client::{Changes, Task, fetch};
use crate::components::{
    Actions, Button, ButtonLink, Columns, Empty, ErrorNotice, Form, FormSection, Load, PageHeader,
    Panel, Radios, TextArea, TextField, Variant,
};
use crate::messages::{common, registros as text};

const FIELDS: &[&str] = &[
    "numero",
    "razon_social",
    "rfc",
    "domicilio",
    "subdelegacion",
    "guia",
    "zona",
    "umf",
];

/// Adds one.
#[component]
pub fn New() -> impl IntoView {
    view! {
        <PageHeader title=text::NEW_TITLE />
        <RegistroForm existing=None />
    }
}

/// Changes one.
#[component]
pub fn Edit() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let list = fetch(registros::list);
    view! {
        <PageHeader title=text::EDIT_TITLE />
        <Load fetched=list children={move |rows: Vec<RegistroView>| {
            match rows.into_iter().find(|row| row.id == id.get()) {
                Some(found) => view! { <RegistroForm existing=Some(found) /> }.into_any(),
                None => {
                    view! {
                        <Empty title=text::NOT_FOUND>
                            <ButtonLink href="/registros">{common::BACK}</ButtonLink>
                        </Empty>
                    }
                        .into_any()
                }
            }
        }} />
    }
}

#[component]
fn RegistroForm(existing: Option<RegistroView>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let (key, data) = match existing {
        Some(view) => (Some((view.id, view.version)), view.data),
        None => (None, RegistroData::default()),
    };
    let numero = RwSignal::new(data.numero);
    let razon_social = RwSignal::new(data.razon_social);
    let rfc = RwSignal::new(data.rfc);
    let domicilio = RwSignal::new(data.domicilio);
    let subdelegacion = RwSignal::new(data.subdelegacion);
    let guia = RwSignal::new(data.guia);
    let zona = RwSignal::new(zona_value(data.zona).to_owned());
    let umf = RwSignal::new(data.umf);

    let submit = move |()| {
        let request = SaveRegistro {
            existing: key.clone(),
            data: RegistroData {
                numero: numero.get_untracked(),
                razon_social: razon_social.get_untracked(),
                rfc: rfc.get_untracked(),
                domicilio: domicilio.get_untracked(),
                subdelegacion: subdelegacion.get_untracked(),
                guia: guia.get_untracked(),
                zona: parse_zona(&zona.get_untracked()),
                umf: umf.get_untracked(),
            },
        };
        let navigate = navigate.clone();
        task.run(registros::save(request), move |_| {
            changes.registros_changed();
            navigate("/registros", NavigateOptions::default());
        });
    };

    view! {
        <Panel>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(FIELDS) />
                <FormSection legend=text::EMPLOYER>
                    <Columns>
                        <TextField
                            name="numero"
                            label=text::NUMERO
                            value=numero
                            help=text::NUMERO_HELP
                            capitals=true
                            max_length=14
                            error=task.at("numero")
                        />
                        <TextField
                            name="rfc"
                            label=text::RFC
                            value=rfc
                            optional=true
                            capitals=true
                            max_length=13
                            error=task.at("rfc")
                        />
                    </Columns>
                    <TextField
                        name="razon_social"
                        label=text::RAZON_SOCIAL
                        value=razon_social
                        error=task.at("razon_social")
                    />
                    <TextArea
                        name="domicilio"
                        label=text::DOMICILIO
                        value=domicilio
                        rows=2
                        error=task.at("domicilio")
                    />
                    <TextField
                        name="subdelegacion"
                        label=text::SUBDELEGACION
                        value=subdelegacion
                        error=task.at("subdelegacion")
                    />
                </FormSection>
                <FormSection legend=text::DEFAULTS>
                    <Radios
                        name="zona"
                        legend=text::ZONA
                        value=zona
                        options=zona_choices()
                        error=task.at("zona")
                    />
                    <Columns>
                        <TextField
                            name="guia"
                            label=text::GUIA
                            value=guia
                            help=text::GUIA_HELP
                            optional=true
                            input_mode="numeric"
                            max_length=5
                            error=task.at("guia")
                        />
                        <TextField
                            name="umf"
                            label=text::UMF
                            value=umf
                            help=text::UMF_HELP
                            optional=true
                            input_mode="numeric"
                            max_length=3
                            error=task.at("umf")
                        />
                    </Columns>
                </FormSection>
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {common::SAVE}
                    </Button>
                    <ButtonLink href="/registros">{common::CANCEL}</ButtonLink>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}
