//! Rows of tables: each cell into the field that its column is.

use import_protocol::Purpose;
use imss::finding::Field;
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};

use super::text::push_normalised;
use super::{Entry, Interpreter};
use crate::findings::{Found, Ours};
use crate::row::RowBuf;

/// A row's text, written over with the next one's: a million rows need the memory of one.
pub(crate) struct Scratch {
    draft: MovimientoDraft,
    rfc: String,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            draft: MovimientoDraft::new(TipoMovimiento::Reingreso),
            rfc: String::new(),
        }
    }
}

impl Interpreter<'_> {
    pub(super) fn cells(&self, row: &RowBuf) -> Entry {
        let Scratch { mut draft, mut rfc } = Scratch::default();
        let mut findings = Vec::new();
        if self.take_cells(row, &mut draft, &mut rfc, &mut findings) {
            return self.completed(draft, rfc, findings);
        }
        self.fill(&mut draft);
        Entry {
            draft,
            came: None,
            rfc,
            movimiento: None,
            findings,
        }
    }

    /// What comes of [`Interpreter::cells`], without its texts.
    pub(super) fn judge_cells(
        &self,
        row: &RowBuf,
        Scratch { draft, rfc }: &mut Scratch,
    ) -> (Option<Movimiento>, Vec<Found>) {
        clear(draft);
        rfc.clear();
        let mut findings = Vec::new();
        if !self.take_cells(row, draft, rfc, &mut findings) {
            return (None, findings);
        }
        self.fill(draft);
        let movimiento = self.check_draft(draft, rfc, &mut findings);
        (movimiento, findings)
    }

    /// Each cell into its field of an empty draft; `false` where the row does not say what movement it
    /// is: without that it cannot be said what it lacks.
    fn take_cells(
        &self,
        row: &RowBuf,
        draft: &mut MovimientoDraft,
        rfc: &mut String,
        findings: &mut Vec<Found>,
    ) -> bool {
        draft.tipo = self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso);
        let mut tipo = "";
        for (column, text) in row.iter() {
            let Some(Some(field)) = self.columns.get(column) else {
                continue;
            };
            let place = match field {
                Field::Tipo => {
                    tipo = text;
                    continue;
                }
                Field::RegistroPatronal => &mut draft.registro_patronal,
                Field::Nss => {
                    draft.nss.clear();
                    push_normalised(&mut draft.nss, Field::Nss, text, findings);
                    continue;
                }
                Field::Paterno => &mut draft.paterno,
                Field::Materno => &mut draft.materno,
                Field::Nombre => &mut draft.nombre,
                Field::Sbc => &mut draft.sbc,
                Field::TipoTrabajador => &mut draft.tipo_trabajador,
                Field::TipoSalario => &mut draft.tipo_salario,
                Field::Jornada => &mut draft.jornada,
                Field::Fecha => {
                    draft.fecha.clear();
                    push_normalised(&mut draft.fecha, Field::Fecha, text, findings);
                    continue;
                }
                Field::Umf => &mut draft.umf,
                Field::Guia => &mut draft.guia,
                Field::Clave => &mut draft.clave,
                Field::Curp => &mut draft.curp,
                Field::Rfc => &mut *rfc,
                Field::CausaBaja => &mut draft.causa,
                _ => continue,
            };
            place.push_str(text);
        }
        if self.purpose != Purpose::Movements {
            return true;
        }
        match (tipo.is_empty(), self.defaults.tipo) {
            (true, Some(_)) => {}
            (true, None) => findings.push(Ours::TipoMissing.into()),
            (false, _) => match TipoMovimiento::parse(tipo) {
                Ok(tipo) => draft.tipo = tipo,
                Err(error) => findings.push(error.into_finding().into()),
            },
        }
        !findings.iter().any(is_about_tipo)
    }
}

/// Forgets every text, and keeps its memory.
fn clear(draft: &mut MovimientoDraft) {
    let MovimientoDraft {
        tipo: _,
        registro_patronal,
        nss,
        paterno,
        materno,
        nombre,
        sbc,
        tipo_trabajador,
        tipo_salario,
        jornada,
        fecha,
        umf,
        guia,
        clave,
        curp,
        causa,
    } = draft;
    for text in [
        registro_patronal,
        nss,
        paterno,
        materno,
        nombre,
        sbc,
        tipo_trabajador,
        tipo_salario,
        jornada,
        fecha,
        umf,
        guia,
        clave,
        curp,
        causa,
    ] {
        text.clear();
    }
}

fn is_about_tipo(found: &Found) -> bool {
    match found {
        Found::Domain(finding) => finding.field == Some(Field::Tipo),
        Found::Ours(ours) => *ours == Ours::TipoMissing,
    }
}
