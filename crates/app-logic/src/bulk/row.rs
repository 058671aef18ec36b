//! A trabajador in the sheet of a registro patronal, and the movement that is filed for them.

use api::view::movements::{Origin, SaveMovement};
use api::view::registros::RegistroView;
use api::view::trabajadores::TrabajadorView;
use imss::finding::Finding;
use imss::movimiento::{Jornada, MovimientoDraft, TipoMovimiento, TipoSalario};
use jiff::civil::Date;

use crate::capture::checker::DraftChecker;
use crate::messages::bulk as text;
use crate::sheet::amount::parse_cents;
use crate::sheet::row::{Row, Wish};

/// What holds for everybody in the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkTerms {
    /// A modificación or a baja.
    pub tipo: TipoMovimiento,
    /// Where everybody is vigente.
    pub registro: RegistroView,
    /// The date, as its field holds it.
    pub fecha: String,
    /// The cause of the bajas: its code.
    pub causa: String,
    /// The company's calendar and wages.
    pub checker: DraftChecker,
    /// Today in Mexico City.
    pub today: Date,
}

impl BulkTerms {
    /// Returns the deadline in words, once there is a date.
    pub fn deadline(&self) -> Option<String> {
        let mut draft = MovimientoDraft::new(self.tipo);
        draft.fecha.clone_from(&self.fecha);
        if self.tipo != TipoMovimiento::Baja {
            draft.tipo_salario = TipoSalario::Fijo.code().to_owned();
        }
        self.checker.deadline(&draft, self.today)
    }

    /// Whether date and cause are chosen.
    pub fn is_complete(&self) -> bool {
        !self.fecha.is_empty() && (self.tipo != TipoMovimiento::Baja || !self.causa.is_empty())
    }
}

/// A trabajador vigente with the registro patronal of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkRow {
    key: String,
    trabajador: TrabajadorView,
    sbc: String,
    form: Option<String>,
}

impl BulkRow {
    /// Returns the row of a trabajador at a registro patronal (id). The server knows the row by `form`,
    /// so that asked again it makes no second movement.
    pub fn new(trabajador: TrabajadorView, registro: &str, form: Option<String>) -> Self {
        let mut relaciones = trabajador.relaciones.iter();
        let relacion = relaciones.find(|one| one.registro == registro);
        Self {
            key: trabajador.data.nss.clone(),
            sbc: relacion.and_then(|one| one.sbc.clone()).unwrap_or_default(),
            trabajador,
            form,
        }
    }

    /// Returns the SBC that IMSS has, as the server wrote it.
    pub fn sbc(&self) -> &str {
        &self.sbc
    }

    fn draft(&self, terms: &BulkTerms, wish: &Wish) -> MovimientoDraft {
        let registro = &terms.registro;
        let known = self.trabajador.draft(terms.tipo, &registro.id);
        let common = MovimientoDraft {
            registro_patronal: registro.data.numero.clone(),
            guia: registro.data.guia.clone(),
            fecha: terms.fecha.clone(),
            ..known
        };
        if terms.tipo == TipoMovimiento::Baja {
            return MovimientoDraft {
                sbc: String::new(),
                tipo_salario: String::new(),
                jornada: String::new(),
                causa: terms.causa.clone(),
                ..common
            };
        }
        MovimientoDraft {
            sbc: self.new_sbc(terms, wish),
            tipo_salario: or_code(common.tipo_salario.clone(), TipoSalario::Fijo.code()),
            jornada: or_code(common.jornada.clone(), Jornada::Normal.code()),
            causa: String::new(),
            ..common
        }
    }
}

/// What the directory does not know is the usual.
fn or_code(known: String, usual: &str) -> String {
    if known.trim().is_empty() {
        usual.to_owned()
    } else {
        known
    }
}

impl Row for BulkRow {
    type Terms = BulkTerms;

    fn key(&self) -> &str {
        &self.key
    }

    fn trabajador(&self) -> &TrabajadorView {
        &self.trabajador
    }

    fn sbc_now(&self) -> Option<u64> {
        parse_cents(&self.sbc)
    }

    /// A raise is for everybody unless somebody is left out; a baja never is.
    fn is_chosen(&self, terms: &BulkTerms, wish: &Wish) -> bool {
        wish.chosen
            .unwrap_or(terms.tipo == TipoMovimiento::Modificacion)
    }

    fn new_sbc(&self, _: &BulkTerms, wish: &Wish) -> String {
        let sbc = wish.sbc.as_ref();
        sbc.map(|(text, _)| text.clone()).unwrap_or_default()
    }

    fn changes_salary(terms: &BulkTerms) -> bool {
        terms.tipo == TipoMovimiento::Modificacion
    }

    fn must_be_sound(_: &BulkTerms) -> bool {
        true
    }

    fn missing_terms(terms: &BulkTerms) -> Option<&'static str> {
        if terms.fecha.is_empty() {
            Some(text::LINE_NO_DATE)
        } else if terms.is_complete() {
            None
        } else {
            Some(text::LINE_NO_CAUSE)
        }
    }

    fn requests(&self, terms: &BulkTerms, wish: &Wish) -> Vec<SaveMovement> {
        vec![SaveMovement {
            existing: None,
            registro: terms.registro.id.clone(),
            draft: self.draft(terms, wish),
            ready: true,
            origin: self.form.clone().map(Origin::Form),
        }]
    }

    fn findings(&self, terms: &BulkTerms, wish: &Wish) -> Vec<Finding> {
        let draft = self.draft(terms, wish);
        let zona = terms.registro.data.zona;
        terms.checker.check(&draft, terms.today, zona)
    }
}

#[cfg(test)]
mod tests {
    use api::view::registros::{RegistroData, RegistroView};
    use api::view::trabajadores::{RelacionView, TrabajadorData, TrabajadorView};
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;
    use model::CompanySettings;

    use super::{BulkRow, BulkTerms};
    use crate::capture::checker::DraftChecker;
    use crate::sheet::outcome::{Outcome, SavedRow};
    use crate::sheet::row::{Row, SbcSource, Wish};
    use crate::sheet::totals::SheetTotals;

    fn terms(tipo: TipoMovimiento) -> BulkTerms {
        BulkTerms {
            tipo,
            registro: RegistroView {
                id: "leon".to_owned(),
                version: 1,
                data: RegistroData {
                    numero: "Y6087828106".to_owned(),
                    guia: "01400".to_owned(),
                    ..RegistroData::default()
                },
                certificado: None,
                plantilla: None,
            },
            fecha: "2026-01-15".to_owned(),
            causa: String::new(),
            checker: DraftChecker::new(&CompanySettings::default()),
            today: date(2026, 1, 16),
        }
    }

    fn row() -> BulkRow {
        let trabajador = TrabajadorView {
            version: 1,
            data: TrabajadorData {
                nss: "92919084431".to_owned(),
                paterno: "FUENTE".to_owned(),
                nombre: "KARLA".to_owned(),
                curp: "FUNK671228MCLNLR05".to_owned(),
                ..TrabajadorData::default()
            },
            nombre: "FUENTE KARLA".to_owned(),
            antes: Vec::new(),
            relaciones: vec![RelacionView {
                registro: "leon".to_owned(),
                numero: "Y6087828106".to_owned(),
                place: "LEÓN".to_owned(),
                vigente: true,
                desde: date(2024, 1, 15),
                alta: None,
                sbc: Some("600.00".to_owned()),
                sbc_desde: None,
            }],
        };
        BulkRow::new(trabajador, "leon", Some("form".to_owned()))
    }

    fn wish(sbc: &str) -> Wish {
        Wish {
            sbc: Some((sbc.to_owned(), SbcSource::Typed)),
            ..Wish::default()
        }
    }

    #[test]
    fn files_a_salary_only_when_it_changes() {
        let (terms, row) = (terms(TipoMovimiento::Modificacion), row());
        assert!(!row.is_wanted(&terms, &Wish::default(), None));
        assert!(!row.is_wanted(&terms, &wish("600"), None));
        assert!(row.is_wanted(&terms, &wish("630"), None));
        assert!(row.is_wanted(&terms, &wish("mucho"), None), "to be mended");
        let left_out = Wish {
            chosen: Some(false),
            ..wish("630")
        };
        assert!(!row.is_wanted(&terms, &left_out, None));
        let saved = Outcome::Saved(vec![SavedRow {
            tipo: TipoMovimiento::Modificacion,
            id: "m".to_owned(),
            version: 1,
            warnings: Vec::new(),
        }]);
        assert!(!row.is_wanted(&terms, &wish("630"), Some(&saved)));
    }

    #[test]
    fn a_baja_is_filed_for_nobody_unless_chosen() {
        let (terms, row) = (terms(TipoMovimiento::Baja), row());
        assert!(!row.is_wanted(&terms, &Wish::default(), None));
        let chosen = Wish {
            chosen: Some(true),
            ..Wish::default()
        };
        assert!(row.is_wanted(&terms, &chosen, None));
        assert!(!terms.is_complete(), "its cause is missing");
        let request = row.requests(&terms, &chosen).remove(0);
        assert_eq!(
            (request.draft.sbc.as_str(), request.draft.jornada.as_str()),
            ("", "")
        );
    }

    #[test]
    fn totals_leave_out_rows_with_errors() {
        let (terms, row) = (terms(TipoMovimiento::Modificacion), row());
        let of = |sbc: &str| SheetTotals::new(&terms, [(&row, wish(sbc), None)]);
        let raised = of("630");
        assert_eq!(
            (raised.rows, raised.movements, raised.difference),
            (1, 1, 3_000)
        );
        assert_eq!(raised.unusual, 0);
        assert_eq!(of("900").unusual, 1, "more than 25 %");
        let wrong = of("mucho");
        assert_eq!((wrong.rows, wrong.blocked, wrong.chosen), (0, 1, 1));
        // Rows reckoned one by one come to the same.
        let mut sum = raised;
        sum.add(&of("900"));
        let both = [(&row, wish("630"), None), (&row, wish("900"), None)];
        assert_eq!(sum, SheetTotals::new(&terms, both));
    }
}
