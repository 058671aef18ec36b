//! The form's sections.

use app_logic::capture::checker::DraftChecker;
use app_logic::capture::choices::{
    cause_choices, salary_choices, trabajador_choices, week_choices,
};
use imss::finding::Field;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use super::fields::{Fields, Words};
use crate::client::use_portal;
use crate::components::{Choice, Columns, DateField, FormSection, Select, TextField};
use crate::messages::capture as text;

/// Registro patronal and date, with the deadline in words.
#[component]
pub(super) fn Where(
    tipo: TipoMovimiento,
    registro: RwSignal<String>,
    options: Vec<Choice>,
    fields: Fields,
    words: Words,
    draft: Memo<MovimientoDraft>,
    checker: StoredValue<DraftChecker>,
) -> impl IntoView {
    let portal = use_portal();
    let label = match tipo {
        TipoMovimiento::Reingreso => text::FECHA_REINGRESO,
        TipoMovimiento::Modificacion => text::FECHA_MODIFICACION,
        TipoMovimiento::Baja => text::FECHA_BAJA,
    };
    let deadline = Memo::new(move |_| {
        draft.with(|draft| checker.with_value(|it| it.deadline(draft, portal.today())))
    });
    let help = Signal::derive(move || deadline.get().unwrap_or_default());
    view! {
        <FormSection legend=text::WHERE_AND_WHEN>
            <Columns>
                <Select
                    name="registro"
                    label=text::REGISTRO
                    value=registro
                    options
                    placeholder=text::CHOOSE
                    error=words.error(Field::RegistroPatronal)
                />
                <DateField
                    name="fecha"
                    label=label
                    value=fields.fecha
                    help
                    error=words.error(Field::Fecha)
                    note=words.note(Field::Fecha)
                    on_blur=words.leave(Field::Fecha)
                />
            </Columns>
        </FormSection>
    }
    .into_any()
}

/// One line of text: what it is called, what it takes, and the words beside it.
#[derive(Clone, Copy)]
struct Line {
    field: Field,
    label: &'static str,
    value: RwSignal<String>,
    max_length: u32,
    help: &'static str,
    input_mode: &'static str,
    optional: bool,
    capitals: bool,
}

impl Line {
    fn new(field: Field, label: &'static str, value: RwSignal<String>, max_length: u32) -> Self {
        Self {
            field,
            label,
            value,
            max_length,
            help: "",
            input_mode: "text",
            optional: false,
            capitals: false,
        }
    }

    fn help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// Which keyboard a tablet shows.
    fn keyboard(self, input_mode: &'static str) -> Self {
        Self { input_mode, ..self }
    }

    fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    fn capitals(self) -> Self {
        Self {
            capitals: true,
            ..self
        }
    }

    fn view(self, words: Words) -> AnyView {
        view! {
            <TextField
                name=self.field.as_str()
                label=self.label
                value=self.value
                help=self.help.to_owned()
                optional=self.optional
                capitals=self.capitals
                input_mode=self.input_mode
                max_length=self.max_length
                error=words.error(self.field)
                note=words.note(self.field)
                on_blur=words.leave(self.field)
            />
        }
        .into_any()
    }
}

/// One of IMSS's codes.
fn code(
    field: Field,
    label: &'static str,
    value: RwSignal<String>,
    options: Vec<Choice>,
    words: Words,
) -> AnyView {
    view! {
        <Select
            name=field.as_str()
            label
            value
            options
            error=words.error(field)
        />
    }
    .into_any()
}

/// Who.
#[component]
pub(super) fn Worker(tipo: TipoMovimiento, fields: Fields, words: Words) -> impl IntoView {
    let nss = Line::new(Field::Nss, text::NSS, fields.nss, 15)
        .help(text::NSS_HELP)
        .keyboard("numeric");
    let curp = Line::new(Field::Curp, text::CURP, fields.curp, 18)
        .help(text::CURP_HELP)
        .optional()
        .capitals();
    let names = [
        Line::new(Field::Paterno, text::PATERNO, fields.paterno, 60).capitals(),
        Line::new(Field::Materno, text::MATERNO, fields.materno, 60)
            .optional()
            .capitals(),
        Line::new(Field::Nombre, text::NOMBRE, fields.nombre, 60).capitals(),
    ];
    view! {
        <FormSection legend=text::WORKER>
            <Columns>
                {nss.view(words)}
                {(tipo != TipoMovimiento::Baja).then(|| curp.view(words))}
            </Columns>
            <Columns>{names.map(|line| line.view(words)).collect_view()}</Columns>
        </FormSection>
    }
    .into_any()
}

/// Salary and week; for a baja its cause.
#[component]
pub(super) fn Terms(tipo: TipoMovimiento, fields: Fields, words: Words) -> impl IntoView {
    if tipo == TipoMovimiento::Baja {
        return view! {
            <FormSection legend=text::LEAVING>
                <Select
                    name="causa"
                    label=text::CAUSA
                    value=fields.causa
                    options=cause_choices()
                    placeholder=text::CHOOSE_CAUSE
                    error=words.error(Field::CausaBaja)
                />
            </FormSection>
        }
        .into_any();
    }
    let sbc = Line::new(Field::Sbc, text::SBC, fields.sbc, 12)
        .help(text::SBC_HELP)
        .keyboard("decimal");
    let (salary, worker, week) = (fields.tipo_salario, fields.tipo_trabajador, fields.jornada);
    view! {
        <FormSection legend=text::SALARY>
            <Columns>
                {sbc.view(words)}
                {code(Field::TipoSalario, text::TIPO_SALARIO, salary, salary_choices(), words)}
                {(tipo == TipoMovimiento::Reingreso)
                    .then(|| {
                        let options = trabajador_choices();
                        code(Field::TipoTrabajador, text::TIPO_TRABAJADOR, worker, options, words)
                    })}
                {code(Field::Jornada, text::JORNADA, week, week_choices(), words)}
            </Columns>
        </FormSection>
    }
    .into_any()
}

/// What is IMSS's or the employer's own.
#[component]
pub(super) fn Others(tipo: TipoMovimiento, fields: Fields, words: Words) -> impl IntoView {
    let umf = Line::new(Field::Umf, text::UMF, fields.umf, 3)
        .help(text::UMF_HELP)
        .keyboard("numeric");
    let guia = Line::new(Field::Guia, text::GUIA, fields.guia, 5)
        .help(text::GUIA_HELP)
        .keyboard("numeric");
    let clave = Line::new(Field::Clave, text::CLAVE, fields.clave, 10)
        .help(text::CLAVE_HELP)
        .capitals();
    view! {
        <FormSection legend=text::OTHERS>
            <Columns>
                {(tipo == TipoMovimiento::Reingreso).then(|| umf.optional().view(words))}
                {guia.optional().view(words)}
                {clave.optional().view(words)}
            </Columns>
        </FormSection>
    }
    .into_any()
}
