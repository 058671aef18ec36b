//! Rows of tables: each cell into the field that its column is.

use import_protocol::Purpose;
use imss::finding::Field;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};

use super::text::{day_text, restored_nss};
use super::{Entry, Interpreter};
use crate::findings::{Found, Ours};
use crate::row::RowBuf;

impl Interpreter<'_> {
    pub(super) fn cells(&self, row: &RowBuf) -> Entry {
        let mut findings = Vec::new();
        let mut draft =
            MovimientoDraft::new(self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso));
        let mut rfc = String::new();
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
                    draft.nss = restored_nss(text, &mut findings);
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
                    draft.fecha = day_text(text, &mut findings);
                    continue;
                }
                Field::Umf => &mut draft.umf,
                Field::Guia => &mut draft.guia,
                Field::Clave => &mut draft.clave,
                Field::Curp => &mut draft.curp,
                Field::Rfc => &mut rfc,
                Field::CausaBaja => &mut draft.causa,
                _ => continue,
            };
            place.push_str(text);
        }
        if self.purpose == Purpose::Movements {
            match (tipo.is_empty(), self.defaults.tipo) {
                (true, Some(_)) => {}
                (true, None) => findings.push(Ours::TipoMissing.into()),
                (false, _) => match TipoMovimiento::parse(tipo) {
                    Ok(tipo) => draft.tipo = tipo,
                    Err(error) => findings.push(error.into_finding().into()),
                },
            }
            // Without its type it cannot be said what a row lacks.
            if !findings.is_empty() && findings.iter().any(is_about_tipo) {
                self.fill(&mut draft);
                return Entry {
                    draft,
                    came: None,
                    rfc,
                    movimiento: None,
                    findings,
                };
            }
        }
        self.completed(draft, rfc, findings)
    }
}

fn is_about_tipo(found: &Found) -> bool {
    match found {
        Found::Domain(finding) => finding.field == Some(Field::Tipo),
        Found::Ours(ours) => *ours == Ours::TipoMissing,
    }
}
