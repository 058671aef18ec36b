//! The form's fields as signals, and the words beside them.

use app_logic::capture::field_findings::{error_at, note_at};
use imss::finding::{Field, Finding};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

/// One signal for each field.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    tipo: TipoMovimiento,
    pub(super) nss: RwSignal<String>,
    pub(super) paterno: RwSignal<String>,
    pub(super) materno: RwSignal<String>,
    pub(super) nombre: RwSignal<String>,
    pub(super) sbc: RwSignal<String>,
    pub(super) tipo_trabajador: RwSignal<String>,
    pub(super) tipo_salario: RwSignal<String>,
    pub(super) jornada: RwSignal<String>,
    pub(super) fecha: RwSignal<String>,
    pub(super) umf: RwSignal<String>,
    pub(super) guia: RwSignal<String>,
    pub(super) clave: RwSignal<String>,
    pub(super) curp: RwSignal<String>,
    pub(super) causa: RwSignal<String>,
}

impl Fields {
    pub(super) fn new(draft: MovimientoDraft) -> Self {
        Self {
            tipo: draft.tipo,
            nss: RwSignal::new(draft.nss),
            paterno: RwSignal::new(draft.paterno),
            materno: RwSignal::new(draft.materno),
            nombre: RwSignal::new(draft.nombre),
            sbc: RwSignal::new(draft.sbc),
            tipo_trabajador: RwSignal::new(draft.tipo_trabajador),
            tipo_salario: RwSignal::new(draft.tipo_salario),
            jornada: RwSignal::new(draft.jornada),
            fecha: RwSignal::new(draft.fecha),
            umf: RwSignal::new(draft.umf),
            guia: RwSignal::new(draft.guia),
            clave: RwSignal::new(draft.clave),
            curp: RwSignal::new(draft.curp),
            causa: RwSignal::new(draft.causa),
        }
    }

    /// What is typed now; follows every field.
    pub(super) fn draft(self, registro_patronal: String) -> MovimientoDraft {
        MovimientoDraft {
            tipo: self.tipo,
            registro_patronal,
            nss: self.nss.get(),
            paterno: self.paterno.get(),
            materno: self.materno.get(),
            nombre: self.nombre.get(),
            sbc: self.sbc.get(),
            tipo_trabajador: self.tipo_trabajador.get(),
            tipo_salario: self.tipo_salario.get(),
            jornada: self.jornada.get(),
            fecha: self.fecha.get(),
            umf: self.umf.get(),
            guia: self.guia.get(),
            clave: self.clave.get(),
            curp: self.curp.get(),
            causa: self.causa.get(),
        }
    }
}

impl Fields {
    /// Puts another draft in the place of what is typed.
    pub(super) fn fill(self, draft: MovimientoDraft) {
        self.fecha.set(draft.fecha.clone());
        self.causa.set(draft.causa.clone());
        self.guia.set(draft.guia.clone());
        self.fill_person(draft);
    }

    /// Puts somebody's data in the place of what is typed; day, cause and guía stay.
    pub(super) fn fill_person(self, draft: MovimientoDraft) {
        self.nss.set(draft.nss);
        self.paterno.set(draft.paterno);
        self.materno.set(draft.materno);
        self.nombre.set(draft.nombre);
        self.sbc.set(draft.sbc);
        self.tipo_trabajador.set(draft.tipo_trabajador);
        self.tipo_salario.set(draft.tipo_salario);
        self.jornada.set(draft.jornada);
        self.umf.set(draft.umf);
        self.clave.set(draft.clave);
        self.curp.set(draft.curp);
    }
}

/// Findings, shown beside a field once the person has left it, and everywhere once she has tried to
/// save.
#[derive(Clone, Copy)]
pub(super) struct Words {
    findings: Memo<Vec<Finding>>,
    /// What IMSS said of a field of the movement that this one corrects.
    refused: StoredValue<Option<(Field, String)>>,
    left: RwSignal<Vec<Field>>,
    everywhere: RwSignal<bool>,
}

impl Words {
    pub(super) fn new(
        findings: Memo<Vec<Finding>>,
        refused: Option<(Field, String)>,
        everywhere: bool,
    ) -> Self {
        Self {
            findings,
            refused: StoredValue::new(refused),
            left: RwSignal::new(Vec::new()),
            everywhere: RwSignal::new(everywhere),
        }
    }

    /// The error beside a field.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.shown(field)
                .then(|| self.findings.with(|all| error_at(all, field)))
                .flatten()
        })
    }

    /// What else is said beside a field.
    pub(super) fn note(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let refused = self.refused.with_value(|refused| {
                let (at, words) = refused.as_ref()?;
                (*at == field).then(|| words.clone())
            });
            let note = self
                .shown(field)
                .then(|| self.findings.with(|all| note_at(all, field)))
                .flatten();
            match (refused, note) {
                (Some(refused), Some(note)) => Some(format!("{refused} {note}")),
                (refused, note) => refused.or(note),
            }
        })
    }

    /// For a field's `on_blur`.
    pub(super) fn leave(self, field: Field) -> Callback<()> {
        Callback::new(move |()| {
            self.left.update(|left| {
                if !left.contains(&field) {
                    left.push(field);
                }
            });
        })
    }

    /// Shows every finding from now on.
    pub(super) fn show_all(self) {
        self.everywhere.set(true);
    }

    fn shown(self, field: Field) -> bool {
        self.everywhere.get() || self.left.with(|left| left.contains(&field))
    }
}
