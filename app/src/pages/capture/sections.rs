//! The form's sections: which registro patronal and when, then the declared fields.

use api::view::registros::RegistroView;
use app_logic::capture::choices::registro_choices;
use app_logic::capture::fields::{parts, spec};
use app_logic::capture::standing::{present_sbc, relacion_at, salary_remark};
use imss::finding::Field;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use super::standing::{Known, Standing};
use super::state::MovementEditor;
use crate::components::{Columns, FormField, FormModel, FormSection, FormSlot, Select, joined};
use crate::messages::capture as text;

/// Declares the fields of the form, each with its signal and its messages.
pub(super) fn provide_fields(editor: MovementEditor, known: Known) {
    let typed = MovimientoDraft::TEXT_FIELDS
        .iter()
        .copied()
        .filter(|field| *field != Field::RegistroPatronal);
    let slot = |field: Field| {
        let messages = editor.messages;
        let slot = FormSlot::new(spec(field, editor.tipo), editor.fields.of(field))
            .error(messages.error(field))
            .note(messages.note(field))
            .on_blur(messages.leave(field));
        match (field, editor.tipo) {
            (Field::Fecha, _) => slot.help(editor.deadline()),
            (Field::Sbc, TipoMovimiento::Modificacion) => of_present_salary(slot, editor, known),
            _ => slot,
        }
    };
    let _ = FormModel::provide(typed.map(slot).collect());
}

/// The field of the new SBC: beside it the present one, and a remark where it does not rise.
fn of_present_salary(slot: FormSlot, editor: MovementEditor, known: Known) -> FormSlot {
    let relacion = Memo::new(move |_| {
        let trabajador = known.trabajador()?;
        editor
            .registro
            .with(|id| relacion_at(&trabajador, id).cloned())
    });
    let help = Signal::derive(move || {
        let present = relacion.with(|it| it.as_ref().and_then(present_sbc));
        present.unwrap_or_else(|| text::SBC_HELP.to_owned())
    });
    let sbc = editor.fields.of(Field::Sbc);
    let note = editor.messages.note(Field::Sbc);
    let note = Signal::derive(move || {
        let remark = relacion.with(|it| {
            let relacion = it.as_ref()?;
            sbc.with(|sbc| salary_remark(relacion, sbc))
        });
        joined(remark, note.get())
    });
    slot.help(help).note(note)
}

/// Registro patronal and date, with the deadline in words.
#[component]
pub(super) fn Where(editor: MovementEditor, registros: Vec<RegistroView>) -> impl IntoView {
    view! {
        <FormSection legend=text::WHERE_AND_WHEN>
            <Columns>
                <Select
                    name="registro"
                    label=text::REGISTRO
                    value=editor.registro
                    options=registro_choices(&registros)
                    placeholder=text::CHOOSE
                    error=editor.messages.error(Field::RegistroPatronal)
                />
                <FormField name=Field::Fecha.as_str() />
            </Columns>
        </FormSection>
    }
    .into_any()
}

/// Everything else: the trabajador, what is filed of them, other data.
#[component]
pub(super) fn Parts(editor: MovementEditor, known: Known) -> impl IntoView {
    let tipo = editor.tipo;
    let [person, terms, others] = parts(tipo).map(|part| {
        let rows = part.rows.iter().map(move |fields| {
            let fields = fields.iter().map(move |field| {
                view! { <FormField name=spec(*field, tipo).name /> }
            });
            view! { <Columns>{fields.collect_view()}</Columns> }
        });
        let rows = rows.collect_view();
        view! { <FormSection legend=part.legend>{rows}</FormSection> }.into_any()
    });
    view! {
        {person}
        <Standing editor known />
        {terms}
        {others}
    }
    .into_any()
}
