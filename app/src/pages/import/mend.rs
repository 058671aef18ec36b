//! A row, mended in a dialog.

use import_protocol::{Purpose, RowView, mappable};
use imss::finding::{Field, Severity};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use super::rules;
use super::session::Session;
use crate::components::{Actions, Button, Columns, Dialog, Form, Select, TextField, Variant};
use crate::messages::{common, import as text};

/// Opens with the row that `mending` holds, and closes once it is mended.
#[component]
pub(super) fn Mend(session: Session, mending: RwSignal<Option<RowView>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(mending.with(Option::is_some)));
    // The person closed it.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            mending.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        mending.with(|row| {
            row.as_ref()
                .map(|row| text::mend_title(row.line))
                .unwrap_or_default()
        })
    });
    view! {
        <Dialog open id="corregir" title>
            {move || {
                mending.get().map(|row| view! { <RowForm session row mending /> })
            }}
        </Dialog>
    }
    .into_any()
}

#[component]
fn RowForm(session: Session, row: RowView, mending: RwSignal<Option<RowView>>) -> impl IntoView {
    let tipo = RwSignal::new(row.draft.tipo.code().to_owned());
    let fields: Vec<(Field, RwSignal<String>)> = mappable(session.purpose)
        .iter()
        .copied()
        .filter(|field| *field != Field::Tipo)
        .map(|field| (field, RwSignal::new(value(&row, field))))
        .collect();
    let kept = StoredValue::new(fields);
    let number = row.row;
    let busy = RwSignal::new(false);
    let save = move |()| {
        let chosen = TipoMovimiento::from_code(tipo.get_untracked().as_bytes());
        let mut draft = MovimientoDraft::new(chosen.unwrap_or(TipoMovimiento::Reingreso));
        let mut rfc = String::new();
        kept.with_value(|fields| {
            for (field, typed) in fields {
                put(&mut draft, &mut rfc, *field, typed.get_untracked());
            }
        });
        busy.set(true);
        session.mend(number, draft, rfc, move || mending.set(None));
    };
    let tipo_field = (session.purpose == Purpose::Movements).then(|| {
        view! {
            <Select
                name="corregir-tipo"
                label=Field::Tipo.label()
                value=tipo
                options=rules::tipo_choices()
            />
        }
    });
    let purpose = session.purpose;
    // What is needed depends on the type; what was typed stays.
    let fields = move || {
        let chosen = TipoMovimiento::from_code(tipo.get().as_bytes()).unwrap_or(row.draft.tipo);
        let field = |(field, typed): &(Field, RwSignal<String>)| {
            let error = message_of(&row, *field, true);
            let note = message_of(&row, *field, false);
            view! {
                <TextField
                    name=format!("corregir-{}", field.as_str())
                    label=field.label()
                    value=*typed
                    error=Signal::stored(error)
                    note=Signal::stored(note)
                    optional=!rules::is_needed(purpose, chosen, *field)
                />
            }
            .into_any()
        };
        kept.with_value(|fields| fields.iter().map(field).collect::<Vec<_>>())
    };
    view! {
        <Form on_submit=save>
            <Columns>{tipo_field} {fields}</Columns>
            <Actions>
                <Button variant=Variant::Primary submit=true busy>
                    {text::SAVE_ROW}
                </Button>
                <Button on_click=move |()| mending.set(None)>{common::CANCEL}</Button>
            </Actions>
        </Form>
    }
    .into_any()
}

fn message_of(row: &RowView, field: Field, errors: bool) -> Option<String> {
    let sentences: Vec<&str> = row
        .findings
        .iter()
        .filter(|one| one.field == Some(field) && (one.severity == Severity::Error) == errors)
        .map(|one| one.message.as_str())
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn value(row: &RowView, field: Field) -> String {
    let mut draft = row.draft.clone();
    let mut rfc = row.rfc.clone();
    place(&mut draft, &mut rfc, field)
        .map(std::mem::take)
        .unwrap_or_default()
}

fn put(draft: &mut MovimientoDraft, rfc: &mut String, field: Field, typed: String) {
    if let Some(place) = place(draft, rfc, field) {
        *place = typed;
    }
}

fn place<'a>(
    draft: &'a mut MovimientoDraft,
    rfc: &'a mut String,
    field: Field,
) -> Option<&'a mut String> {
    match field {
        Field::Rfc => Some(rfc),
        field => draft.text_mut(field),
    }
}
