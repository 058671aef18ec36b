//! What is sent of a plantilla, and who would not be vigente any more once it is loaded.

use std::collections::{BTreeMap, BTreeSet};

use api::view::registros::RegistroView;
use api::view::trabajadores::{
    LoadPlantilla, PlantillaOutcome, PlantillaRow, TrabajadorData, TrabajadorView,
};
use import_protocol::{BatchRow, Refused};
use imss::id::Nss;
use jiff::civil::Date;

use super::registros::registro_of;
use super::storing::{Outcome, errors_of};

/// Returns what is sent of a plantilla: one request for each registro patronal among the rows, with the
/// rows it holds.
#[must_use]
pub fn load_plantilla(
    rows: Vec<BatchRow>,
    held: &[RegistroView],
    corte: Date,
) -> Vec<(Vec<u32>, LoadPlantilla)> {
    let mut requests: Vec<(Vec<u32>, LoadPlantilla)> = Vec::new();
    for row in rows {
        let Some(registro) = registro_of(held, &row.draft.registro_patronal) else {
            continue;
        };
        let place = requests
            .iter()
            .position(|(_, request)| request.registro == registro.id)
            .unwrap_or_else(|| {
                let request = LoadPlantilla {
                    registro: registro.id.clone(),
                    corte,
                    rows: Vec::new(),
                };
                requests.push((Vec::new(), request));
                requests.len() - 1
            });
        let (numbers, request) = &mut requests[place];
        numbers.push(row.row);
        request.rows.push(trabajador(row));
    }
    requests
}

fn trabajador(row: BatchRow) -> PlantillaRow {
    let draft = row.draft;
    PlantillaRow {
        data: TrabajadorData {
            nss: draft.nss,
            paterno: draft.paterno,
            materno: draft.materno,
            nombre: draft.nombre,
            curp: draft.curp,
            rfc: row.rfc,
            clave: draft.clave,
            umf: draft.umf,
            tipo_trabajador: draft.tipo_trabajador,
            tipo_salario: draft.tipo_salario,
            jornada: draft.jornada,
        },
        fecha: draft.fecha,
        sbc: draft.sbc,
    }
}

/// Returns what the answers to [`load_plantilla`] mean for the rows, in its order.
#[must_use]
pub fn loaded(rows: &[u32], answers: Vec<PlantillaOutcome>) -> Outcome {
    let mut outcome = Outcome::default();
    for (row, answer) in rows.iter().copied().zip(answers) {
        if answer.stored {
            outcome.stored.push(row);
        } else {
            outcome.refused.push(Refused {
                row,
                message: errors_of(&answer.findings),
            });
        }
    }
    outcome
}

/// The trabajadores of a file, by the id of their registro patronal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFile {
    by_registro: BTreeMap<String, BTreeSet<Nss>>,
}

impl InFile {
    /// Notes rows that will be loaded.
    pub fn add(&mut self, rows: &[BatchRow], held: &[RegistroView]) {
        for row in rows {
            let registro = registro_of(held, &row.draft.registro_patronal);
            if let (Some(registro), Ok(nss)) = (registro, Nss::parse(&row.draft.nss)) {
                self.by_registro
                    .entry(registro.id.clone())
                    .or_default()
                    .insert(nss);
            }
        }
    }

    /// Returns the ids of the registros patronales that the file names.
    pub fn registros(&self) -> impl Iterator<Item = &str> {
        self.by_registro.keys().map(String::as_str)
    }

    /// Returns the names of those who are vigentes with a registro patronal at the end of the cut-off
    /// date and are not in the file: once it is loaded they are not vigentes.
    #[must_use]
    pub fn missing(&self, registro: &str, corte: Date, vigentes: &[TrabajadorView]) -> Vec<String> {
        let in_file = self.by_registro.get(registro);
        vigentes
            .iter()
            .filter(|one| {
                let relacion = one.relaciones.iter().find(|r| r.registro == registro);
                relacion.is_some_and(|r| r.vigente && r.desde <= corte)
            })
            .filter(|one| {
                let nss = Nss::parse(&one.data.nss).ok();
                !nss.is_some_and(|nss| in_file.is_some_and(|all| all.contains(&nss)))
            })
            .map(|one| one.nombre.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use api::view::trabajadores::RelacionView;
    use jiff::civil::date;

    use super::super::testing::{registros, row};
    use super::*;
    use crate::messages::import as text;

    fn vigente(nss: &str, nombre: &str, desde: Date) -> TrabajadorView {
        TrabajadorView {
            version: 1,
            data: TrabajadorData {
                nss: nss.to_owned(),
                ..TrabajadorData::default()
            },
            nombre: nombre.to_owned(),
            antes: Vec::new(),
            relaciones: vec![RelacionView {
                registro: "r1".to_owned(),
                numero: "Y6087828106".to_owned(),
                place: String::new(),
                vigente: true,
                desde,
                alta: None,
                sbc: None,
                sbc_desde: None,
            }],
        }
    }

    #[test]
    fn names_who_would_not_be_vigente_any_more() {
        let corte = date(2026, 1, 31);
        let mut in_file = InFile::default();
        in_file.add(&[row(0, "Y6087828106"), row(1, "?")], &registros());
        assert_eq!(in_file.registros().collect::<Vec<_>>(), ["r1"]);
        let vigentes = [
            vigente("92919084431", "FUENTE KARLA", date(2025, 3, 1)),
            vigente("72795608040", "ARCE XIMENA", date(2025, 3, 1)),
            // Entered after the cut-off date: the plantilla says nothing of her.
            vigente("12345678903", "NUEVA ANA", date(2026, 2, 1)),
        ];
        assert_eq!(in_file.missing("r1", corte, &vigentes), ["ARCE XIMENA"]);
        assert_eq!(
            in_file.missing("r2", corte, &vigentes),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_plantilla_goes_out_by_registro_patronal() {
        let rows = vec![
            row(0, "Y6087828106"),
            row(1, "B7010662106"),
            row(2, "Y6087828106"),
        ];
        let corte = jiff::civil::date(2026, 1, 31);
        let requests = load_plantilla(rows, &registros(), corte);
        let sent: Vec<(&[u32], &str, usize)> = requests
            .iter()
            .map(|(rows, one)| (rows.as_slice(), one.registro.as_str(), one.rows.len()))
            .collect();
        assert_eq!(sent, [(&[0, 2][..], "r1", 2), (&[1][..], "r2", 1)]);
        let answers = vec![
            PlantillaOutcome {
                stored: true,
                findings: Vec::new(),
            },
            PlantillaOutcome {
                stored: false,
                findings: Vec::new(),
            },
        ];
        let outcome = loaded(&requests[0].0, answers);
        assert_eq!(outcome.stored, [0]);
        assert_eq!(outcome.refused[0].message, text::SERVER_REFUSED);
    }
}
