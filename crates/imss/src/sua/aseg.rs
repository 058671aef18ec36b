//! ASEG.TXT: the workers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::row::{Fields, Row, read_rows};
use crate::finding::{Field, Finding, catalogue};
use crate::id::{Curp, Nss, RegistroPatronal, Rfc};
use crate::movimiento::{Jornada, MovimientoDraft, NombreCompleto, TipoMovimiento, TipoTrabajador};
use crate::salary::Sbc;
use crate::time::format_date;

const WIDTH: usize = 164;

/// A worker as SUA exports him.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Aseg {
    /// The employer's registration.
    pub registro_patronal: RegistroPatronal,
    /// The worker.
    pub nss: Nss,
    /// The tax key.
    pub rfc: Option<Rfc>,
    /// The population key.
    pub curp: Option<Curp>,
    /// The name.
    pub nombre: NombreCompleto,
    /// The kind of worker.
    pub tipo_trabajador: TipoTrabajador,
    /// The working week.
    pub jornada: Jornada,
    /// The day of entry.
    pub fecha_alta: Date,
    /// Salario diario integrado; blank or zero is none.
    pub sdi: Option<Sbc>,
    /// Where the employer places the worker.
    pub ubicacion: String,
    /// The Infonavit credit's number, blank for none.
    pub credito: String,
}

/// Reads a whole ASEG.TXT.
#[must_use]
pub fn read_aseg(bytes: &[u8]) -> Vec<Row<Aseg>> {
    read_rows(bytes, WIDTH, aseg)
}

fn aseg(fields: &mut Fields) -> Option<Aseg> {
    // Every field is read before the first `?`, so that all findings are reported.
    let registro_patronal = fields.registro_patronal();
    let nss = fields.nss();
    let rfc_text = fields.text(23, 13);
    let rfc = fields.optional(&rfc_text, Rfc::parse);
    let curp_text = fields.text(36, 18);
    let curp = fields.optional(&curp_text, Curp::parse);
    let nombre = nombre(fields);
    let tipo_text = fields.text(104, 1);
    let tipo_trabajador = fields.take(TipoTrabajador::parse(&tipo_text));
    let jornada_text = fields.text(105, 1);
    let jornada = fields.take(Jornada::parse(&jornada_text));
    let fecha_alta = fields.date(106);
    let sdi = fields.sdi(114);
    let ubicacion = fields.text(121, 17);
    let credito = fields.text(138, 10);
    // The credit's date, kind and value (148–164) are SUA's affair; a number there is looked at
    // only to check that the fields are not shifted.
    fields.number(Field::Credito, 157, 8);

    if let Some(Some(rfc)) = &rfc {
        fields.findings.extend(rfc.findings());
    }
    if let Some(Some(curp)) = &curp {
        fields.findings.extend(curp.findings());
    }
    Some(Aseg {
        registro_patronal: registro_patronal?,
        nss: nss?,
        rfc: rfc?,
        curp: curp?,
        nombre: nombre?,
        tipo_trabajador: tipo_trabajador?,
        jornada: jornada?,
        fecha_alta: fecha_alta?,
        sdi: sdi?,
        ubicacion,
        credito,
    })
}

/// `PATERNO$MATERNO$NOMBRE` in fifty characters.
fn nombre(fields: &mut Fields) -> Option<NombreCompleto> {
    let joined = fields.text(54, 50);
    let parts: Vec<&str> = joined.split('$').collect();
    let [paterno, materno, nombre] = parts[..] else {
        fields.findings.push(catalogue::sua_name());
        return None;
    };
    let paterno = enes(Field::Paterno, paterno, &mut fields.findings);
    let materno = enes(Field::Materno, materno, &mut fields.findings);
    let nombre = enes(Field::Nombre, nombre, &mut fields.findings);
    match NombreCompleto::parse(&paterno, &materno, &nombre) {
        Ok(nombre) => Some(nombre),
        Err(findings) => {
            fields.findings.extend(findings);
            None
        }
    }
}

/// SUA writes a slash where the name has Ñ: general knowledge `[M]`, so it gets a note.
fn enes(field: Field, text: &str, findings: &mut Vec<Finding>) -> String {
    if !text.contains('/') {
        return text.to_owned();
    }
    let read = text.replace('/', "Ñ");
    findings.push(catalogue::sua_slash(field, &read));
    read
}

impl Aseg {
    /// Returns a form with what the file knows of the worker; the date is the day of entry.
    #[must_use]
    pub fn to_draft(&self, tipo: TipoMovimiento) -> MovimientoDraft {
        MovimientoDraft {
            registro_patronal: self.registro_patronal.to_string(),
            nss: self.nss.to_string(),
            paterno: self.nombre.paterno.to_string(),
            materno: self
                .nombre
                .materno
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            nombre: self.nombre.nombre.to_string(),
            sbc: self.sdi.map(|sdi| sdi.to_string()).unwrap_or_default(),
            tipo_trabajador: self.tipo_trabajador.code().to_owned(),
            jornada: self.jornada.code().to_owned(),
            fecha: format_date(self.fecha_alta),
            curp: self.curp.map(|curp| curp.to_string()).unwrap_or_default(),
            ..MovimientoDraft::new(tipo)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(name: &str) -> String {
        format!(
            "Y608782810692919084431FUNK671228PH6FUNK671228MCLNLR05{name:<50}10150120260068770{:<17}{:<10}{:<8}0{:<8}",
            "MATRIZ", "", "", ""
        )
    }

    #[test]
    fn a_trabajador_is_read_field_by_field() {
        let text = line("FUENTE$NOLASCO$KARLA");
        assert_eq!(text.len(), WIDTH);
        let rows = read_aseg(text.as_bytes());
        let trabajador = rows[0].record.as_ref().unwrap();
        assert_eq!(rows[0].findings, vec![]);
        assert_eq!(trabajador.rfc.unwrap().as_str(), "FUNK671228PH6");
        assert_eq!(trabajador.nombre.to_string(), "FUENTE NOLASCO KARLA");
        assert_eq!(trabajador.fecha_alta, date(2026, 1, 15));
        assert_eq!(trabajador.sdi.unwrap().to_string(), "687.70");
        assert_eq!(trabajador.ubicacion, "MATRIZ");
        assert_eq!(
            trabajador.to_draft(TipoMovimiento::Reingreso).fecha,
            "15/01/2026"
        );
    }

    #[test]
    fn windows_1252_utf8_and_the_slash_give_one_name() {
        let utf8 = line("MUÑOZ$$ÍÑIGO");
        let single: Vec<u8> = utf8
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        let slash = line("MU/OZ$$Í/IGO");
        for (bytes, noted) in [(utf8.into_bytes(), 0), (single, 0), (slash.into_bytes(), 2)] {
            let rows = read_aseg(&bytes);
            let trabajador = rows[0].record.as_ref().unwrap();
            assert_eq!(trabajador.nombre.to_string(), "MUÑOZ ÍÑIGO");
            let notes = rows[0]
                .findings
                .iter()
                .filter(|f| f.code == "sua-slash")
                .count();
            assert_eq!(notes, noted);
        }
    }

    #[test]
    fn a_line_of_another_length_or_name_is_refused_with_its_reason() {
        let short = read_aseg(b"Y6087828106");
        assert_eq!(short[0].findings[0].code, "sua-length");
        let unjoined = read_aseg(line("FUENTE NOLASCO KARLA").as_bytes());
        assert_eq!(unjoined[0].findings[0].code, "sua-name");
        assert_eq!(unjoined[0].record, None);
    }
}
