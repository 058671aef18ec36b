//! A worker's own data: what codes 59 and 61 ask to be brought up to date.

use api::functions::trabajadores;
use api::view::trabajadores::{SaveTrabajador, TrabajadorData, TrabajadorView};
use imss::finding::{Field, Finding};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::client::{Changes, Task};
use crate::components::{
    Actions, Button, Columns, ErrorNotice, Form, Notice, TextField, Tone, Variant,
};
use crate::messages::{capture, common, movements as words, trabajadores as text};

/// The form.
#[component]
pub(super) fn EditWorker(worker: TrabajadorView) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let findings = RwSignal::new(Vec::<Finding>::new());
    let saved = RwSignal::new(false);
    let data = worker.data.clone();
    let nss = RwSignal::new(data.nss.clone());
    let paterno = RwSignal::new(data.paterno.clone());
    let materno = RwSignal::new(data.materno.clone());
    let nombre = RwSignal::new(data.nombre.clone());
    let curp = RwSignal::new(data.curp.clone());
    let rfc = RwSignal::new(data.rfc.clone());
    let clave = RwSignal::new(data.clave.clone());
    let umf = RwSignal::new(data.umf.clone());
    let was = StoredValue::new((worker.data.nss, worker.version));
    let submit = move |()| {
        let request = SaveTrabajador {
            existing: Some(was.get_value()),
            data: TrabajadorData {
                nss: nss.get_untracked(),
                paterno: paterno.get_untracked(),
                materno: materno.get_untracked(),
                nombre: nombre.get_untracked(),
                curp: curp.get_untracked(),
                rfc: rfc.get_untracked(),
                clave: clave.get_untracked(),
                umf: umf.get_untracked(),
                ..data.clone()
            },
        };
        let navigate = navigate.clone();
        saved.set(false);
        task.run(trabajadores::save(request), move |answer| {
            findings.set(answer.findings);
            let Some(worker) = answer.trabajador else {
                return;
            };
            let moved = was.with_value(|(nss, _)| *nss != worker.data.nss);
            let path = format!("/trabajadores/{}", worker.data.nss);
            was.set_value((worker.data.nss, worker.version));
            saved.set(true);
            changes.movements_changed();
            if moved {
                navigate(&path, NavigateOptions::default());
            }
        });
    };
    let at = move |field: Field, errors: bool| {
        Signal::derive(move || {
            let told: Vec<String> = findings.with(|all| {
                all.iter()
                    .filter(|one| one.field == Some(field) && one.is_error() == errors)
                    .map(|one| one.message.clone())
                    .collect()
            });
            (!told.is_empty()).then(|| told.join(" "))
        })
    };
    let fields = [
        ("nss", capture::NSS, nss, Field::Nss, false, 15),
        ("curp", capture::CURP, curp, Field::Curp, true, 18),
        ("rfc", text::RFC, rfc, Field::Rfc, true, 13),
        (
            "paterno",
            capture::PATERNO,
            paterno,
            Field::Paterno,
            false,
            60,
        ),
        (
            "materno",
            capture::MATERNO,
            materno,
            Field::Materno,
            true,
            60,
        ),
        ("nombre", capture::NOMBRE, nombre, Field::Nombre, false, 60),
        ("clave", words::CLAVE, clave, Field::Clave, true, 10),
        ("umf", words::UMF, umf, Field::Umf, true, 3),
    ];
    view! {
        <Form on_submit=submit>
            <p class="muted">{text::EDIT_TEXT}</p>
            <Columns>
                {fields
                    .into_iter()
                    .map(|(name, label, value, field, optional, max_length)| {
                        view! {
                            <TextField
                                name=format!("trabajador-{name}")
                                label=label
                                value
                                optional
                                capitals=true
                                max_length
                                error=at(field, true)
                                note=at(field, false)
                            />
                        }
                    })
                    .collect_view()}
            </Columns>
            <ErrorNotice error=task.error() />
            <Show when=move || saved.get()>
                <Notice tone=Tone::Success title=text::SAVED>{""}</Notice>
            </Show>
            <Actions>
                <Button submit=true variant=Variant::Primary busy=task.busy()>
                    {common::SAVE}
                </Button>
            </Actions>
        </Form>
    }
    .into_any()
}
