//! A worker's own data: what codes 59 and 61 ask to be brought up to date.

use api::functions::trabajadores;
use api::view::trabajadores::{SaveTrabajador, TrabajadorView};
use app_logic::capture::field_findings::{error_at, note_at};
use app_logic::trabajadores::fields::{FIELDS, field_mut};
use imss::finding::Finding;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::address::Address;
use crate::client::{Changes, Task, browser};
use crate::components::{
    Actions, Button, Columns, ErrorNotice, Form, FormField, FormModel, FormSlot, Notice, Tone,
    UnderstoodField, Variant,
};
use crate::messages::{common, trabajadores as text};

/// The form.
#[component]
pub(super) fn EditTrabajador(trabajador: TrabajadorView) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let findings = RwSignal::new(Vec::<Finding>::new());
    let saved = RwSignal::new(false);
    let data = StoredValue::new(trabajador.data.clone());
    let fields: Vec<_> = FIELDS
        .into_iter()
        .map(|(field, spec)| {
            let mut data = trabajador.data.clone();
            let text = field_mut(&mut data, field).cloned();
            let text = RwSignal::new(text.unwrap_or_default());
            (field, spec, text, UnderstoodField::new(field, text))
        })
        .collect();
    let typed = StoredValue::new(fields.clone());
    let was = StoredValue::new((trabajador.data.nss, trabajador.version));
    let submit = move |()| {
        let mut data = data.get_value();
        typed.with_value(|typed| {
            for (field, _, signal, understood) in typed {
                understood.leave();
                if let Some(text) = field_mut(&mut data, *field) {
                    *text = signal.get_untracked();
                }
            }
        });
        let request = SaveTrabajador {
            existing: Some(was.get_value()),
            data,
        };
        let navigate = navigate.clone();
        saved.set(false);
        task.request(trabajadores::save(request), move |answer| {
            findings.set(answer.findings);
            let Some(trabajador) = answer.trabajador else {
                browser::focus_first_invalid();
                return;
            };
            let moved = was.with_value(|(nss, _)| *nss != trabajador.data.nss);
            let path = Address::Trabajador {
                nss: trabajador.data.nss.clone(),
            }
            .href();
            was.set_value((trabajador.data.nss, trabajador.version));
            saved.set(true);
            changes.movements_changed();
            if moved {
                navigate(&path, NavigateOptions::default());
            }
        });
    };
    let slots = fields.into_iter().map(|(field, spec, signal, understood)| {
        let error = Signal::derive(move || findings.with(|all| error_at(all, field)));
        let note = Signal::derive(move || findings.with(|all| note_at(all, field)));
        understood.beside(FormSlot::new(spec, signal), error, note)
    });
    let _ = FormModel::provide(slots.collect());
    view! {
        <Form on_submit=submit>
            <p class="muted">{text::EDIT_TEXT}</p>
            <Columns>
                {FIELDS
                    .map(|(_, spec)| view! { <FormField name=spec.name /> })
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
