//! The form's sections.

use imss::finding::Field;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use super::fields::{Fields, Words};
use super::rules::{self, Measures};
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
    measures: StoredValue<Measures>,
) -> impl IntoView {
    let portal = use_portal();
    let label = match tipo {
        TipoMovimiento::Reingreso => text::FECHA_REINGRESO,
        TipoMovimiento::Modificacion => text::FECHA_MODIFICACION,
        TipoMovimiento::Baja => text::FECHA_BAJA,
    };
    let deadline = Memo::new(move |_| {
        draft.with(|draft| measures.with_value(|it| it.deadline(draft, portal.today())))
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

/// Who.
#[component]
pub(super) fn Worker(tipo: TipoMovimiento, fields: Fields, words: Words) -> impl IntoView {
    let curp = (tipo != TipoMovimiento::Baja).then(|| {
        view! {
            <TextField
                name="curp"
                label=text::CURP
                value=fields.curp
                help=text::CURP_HELP
                optional=true
                capitals=true
                max_length=18
                error=words.error(Field::Curp)
                note=words.note(Field::Curp)
                on_blur=words.leave(Field::Curp)
            />
        }
    });
    view! {
        <FormSection legend=text::WORKER>
            <Columns>
                <TextField
                    name="nss"
                    label=text::NSS
                    value=fields.nss
                    help=text::NSS_HELP
                    input_mode="numeric"
                    max_length=15
                    error=words.error(Field::Nss)
                    note=words.note(Field::Nss)
                    on_blur=words.leave(Field::Nss)
                />
                {curp}
            </Columns>
            <Columns>
                <TextField
                    name="paterno"
                    label=text::PATERNO
                    value=fields.paterno
                    capitals=true
                    max_length=60
                    error=words.error(Field::Paterno)
                    note=words.note(Field::Paterno)
                    on_blur=words.leave(Field::Paterno)
                />
                <TextField
                    name="materno"
                    label=text::MATERNO
                    value=fields.materno
                    optional=true
                    capitals=true
                    max_length=60
                    error=words.error(Field::Materno)
                    note=words.note(Field::Materno)
                    on_blur=words.leave(Field::Materno)
                />
                <TextField
                    name="nombre"
                    label=text::NOMBRE
                    value=fields.nombre
                    capitals=true
                    max_length=60
                    error=words.error(Field::Nombre)
                    note=words.note(Field::Nombre)
                    on_blur=words.leave(Field::Nombre)
                />
            </Columns>
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
                    options=rules::cause_choices()
                    placeholder=text::CHOOSE
                    error=words.error(Field::CausaBaja)
                />
            </FormSection>
        }
        .into_any();
    }
    let worker = (tipo == TipoMovimiento::Reingreso).then(|| {
        view! {
            <Select
                name="tipo_trabajador"
                label=text::TIPO_TRABAJADOR
                value=fields.tipo_trabajador
                options=rules::worker_choices()
                error=words.error(Field::TipoTrabajador)
            />
        }
    });
    view! {
        <FormSection legend=text::SALARY>
            <Columns>
                <TextField
                    name="sbc"
                    label=text::SBC
                    value=fields.sbc
                    help=text::SBC_HELP
                    input_mode="decimal"
                    max_length=12
                    error=words.error(Field::Sbc)
                    note=words.note(Field::Sbc)
                    on_blur=words.leave(Field::Sbc)
                />
                <Select
                    name="tipo_salario"
                    label=text::TIPO_SALARIO
                    value=fields.tipo_salario
                    options=rules::salary_choices()
                    error=words.error(Field::TipoSalario)
                />
                {worker}
                <Select
                    name="jornada"
                    label=text::JORNADA
                    value=fields.jornada
                    options=rules::week_choices()
                    error=words.error(Field::Jornada)
                />
            </Columns>
        </FormSection>
    }
    .into_any()
}

/// What is IMSS's or the employer's own.
#[component]
pub(super) fn Others(tipo: TipoMovimiento, fields: Fields, words: Words) -> impl IntoView {
    let umf = (tipo == TipoMovimiento::Reingreso).then(|| {
        view! {
            <TextField
                name="umf"
                label=text::UMF
                value=fields.umf
                help=text::UMF_HELP
                optional=true
                input_mode="numeric"
                max_length=3
                error=words.error(Field::Umf)
                note=words.note(Field::Umf)
                on_blur=words.leave(Field::Umf)
            />
        }
    });
    view! {
        <FormSection legend=text::OTHERS>
            <Columns>
                {umf}
                <TextField
                    name="guia"
                    label=text::GUIA
                    value=fields.guia
                    help=text::GUIA_HELP
                    optional=true
                    input_mode="numeric"
                    max_length=5
                    error=words.error(Field::Guia)
                    note=words.note(Field::Guia)
                    on_blur=words.leave(Field::Guia)
                />
                <TextField
                    name="clave"
                    label=text::CLAVE
                    value=fields.clave
                    help=text::CLAVE_HELP
                    optional=true
                    capitals=true
                    max_length=10
                    error=words.error(Field::Clave)
                    note=words.note(Field::Clave)
                    on_blur=words.leave(Field::Clave)
                />
            </Columns>
        </FormSection>
    }
    .into_any()
}
