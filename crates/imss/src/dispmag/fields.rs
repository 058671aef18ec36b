//! The fields of one record: each read from its place, with what there is to say of it.

use std::borrow::Cow;

use jiff::civil::Date;

use super::RECORD_LEN;
use super::encoding::decode;
use crate::finding::ParseError;
use crate::finding::{Field, Finding, catalogue};
use crate::id::{Curp, Nss, RegistroPatronal};
use crate::movimiento::{
    Baja, CausaBaja, ClaveTrabajador, Guia, Jornada, Modificacion, NombreCompleto, Reingreso,
    TipoSalario, TipoTrabajador, Umf,
};
use crate::names::{Name, is_latin1_letter};
use crate::salary::Sbc;
use crate::time::date_of;

/// What position 116 of a modificación may hold: a space by the table; `0` and the kind of worker are
/// seen.
pub(super) fn is_filler_of_modificacion(byte: u8) -> bool {
    matches!(byte, b' ' | b'0'..=b'4')
}

/// The bytes of one record, and what was found in them.
pub(super) struct Fields<'a> {
    pub(super) bytes: &'a [u8; RECORD_LEN],
    pub(super) findings: Vec<Finding>,
    /// Whether every field so far had the one shape in which its value is written.
    pub(super) ordinary: bool,
}

impl Fields<'_> {
    // In each of these every field is read before the first `?`, so that all findings are reported at
    // once.

    pub(super) fn reingreso(&mut self) -> Option<Reingreso> {
        let registro_patronal = self.registro_patronal();
        let nss = self.nss();
        let nombre = self.nombre();
        let sbc = self.sbc();
        self.blank(110, 6);
        let trabajador = self.one(116);
        let tipo_trabajador = self.known(TipoTrabajador::from_code(trabajador), || {
            catalogue::worker_type_invalid(&decode(trabajador))
        });
        let (tipo_salario, jornada) = (self.tipo_salario(), self.jornada());
        let fecha = self.fecha();
        let umf = self.umf();
        self.blank(130, 2);
        let guia = self.guia();
        let clave = self.clave();
        self.blank(149, 1);
        let curp = self.curp();
        Some(Reingreso {
            registro_patronal: registro_patronal?,
            nss: nss?,
            nombre: nombre?,
            sbc: sbc?,
            tipo_trabajador: tipo_trabajador?,
            tipo_salario: tipo_salario?,
            jornada: jornada?,
            fecha: fecha?,
            umf: umf?,
            guia: guia?,
            clave: clave?,
            curp: curp?,
        })
    }

    pub(super) fn modificacion(&mut self) -> Option<Modificacion> {
        let registro_patronal = self.registro_patronal();
        let nss = self.nss();
        let nombre = self.nombre();
        let sbc = self.sbc();
        self.blank(110, 6);
        if !is_filler_of_modificacion(self.bytes[115]) {
            self.blank(116, 1);
        }
        let (tipo_salario, jornada) = (self.tipo_salario(), self.jornada());
        let fecha = self.fecha();
        self.blank(127, 5);
        let guia = self.guia();
        let clave = self.clave();
        self.blank(149, 1);
        let curp = self.curp();
        Some(Modificacion {
            registro_patronal: registro_patronal?,
            nss: nss?,
            nombre: nombre?,
            sbc: sbc?,
            tipo_salario: tipo_salario?,
            jornada: jornada?,
            fecha: fecha?,
            guia: guia?,
            clave: clave?,
            curp: curp?,
        })
    }

    pub(super) fn baja(&mut self) -> Option<Baja> {
        let registro_patronal = self.registro_patronal();
        let nss = self.nss();
        let nombre = self.nombre();
        let zeros = self.span(104, 15);
        if zeros != b"000000000000000" {
            self.findings
                .push(catalogue::record_baja_values(104, decode(zeros).trim()));
        }
        let fecha = self.fecha();
        self.blank(127, 5);
        let guia = self.guia();
        let clave = self.clave();
        let cause = self.one(149);
        let causa = self.known(CausaBaja::from_code(cause), || {
            catalogue::causa_invalid(&decode(cause))
        });
        self.blank(150, 18);
        Some(Baja {
            registro_patronal: registro_patronal?,
            nss: nss?,
            nombre: nombre?,
            fecha: fecha?,
            guia: guia?,
            clave: clave?,
            causa: causa?,
        })
    }

    fn registro_patronal(&mut self) -> Option<RegistroPatronal> {
        if let Some(plain) = RegistroPatronal::from_plain(self.span(1, 11)) {
            return Some(plain);
        }
        let text = self.text(1, 11);
        let (registro_patronal, completed) = self.take(RegistroPatronal::parse_noting(&text))?;
        self.findings.extend(completed);
        Some(registro_patronal)
    }

    fn nss(&mut self) -> Option<Nss> {
        if let Some(plain) = Nss::from_digits(self.span(12, 11)) {
            return Some(plain);
        }
        let text = self.text(12, 11);
        self.take(Nss::parse(&text))
    }

    fn nombre(&mut self) -> Option<NombreCompleto> {
        let paterno = self.name(Field::Paterno, 23);
        let materno = if self.is_blank(50, 27) {
            Some(None)
        } else {
            self.name(Field::Materno, 50).map(Some)
        };
        let nombre = self.name(Field::Nombre, 77);
        Some(NombreCompleto {
            paterno: paterno?,
            materno: materno?,
            nombre: nombre?,
        })
    }

    fn name(&mut self, field: Field, start: usize) -> Option<Name> {
        let bytes = self.span(start, 27);
        if let Some(name) = Name::from_plain(filled(bytes)) {
            return Some(name);
        }
        let text = self.text(start, 27);
        let name = self.take(Name::parse_as(field, &text))?;
        let strange = |c: char| !c.is_ascii() && !is_latin1_letter(c);
        if name.as_str().contains(strange) {
            let ascii = crate::names::to_ascii(name.as_str());
            self.findings
                .push(catalogue::name_transliterated(field, name.as_str(), &ascii));
        }
        Some(name)
    }

    fn sbc(&mut self) -> Option<Sbc> {
        let bytes = self.span(104, 6);
        let digits = bytes.trim_ascii();
        self.ordinary &= digits.len() == bytes.len();
        if digits.is_empty() {
            self.findings.push(catalogue::required(Field::Sbc));
            return None;
        }
        let Some(centavos) = number(digits) else {
            self.findings.push(catalogue::sbc_format(&decode(bytes)));
            return None;
        };
        self.known(Sbc::from_centavos(centavos), catalogue::sbc_zero)
    }

    fn tipo_salario(&mut self) -> Option<TipoSalario> {
        let code = self.one(117);
        self.known(TipoSalario::from_code(code), || {
            catalogue::salary_type_invalid(&decode(code))
        })
    }

    fn jornada(&mut self) -> Option<Jornada> {
        let code = self.one(118);
        self.known(Jornada::from_code(code), || {
            catalogue::jornada_invalid(&decode(code))
        })
    }

    fn fecha(&mut self) -> Option<Date> {
        let bytes = self.span(119, 8);
        if bytes.iter().all(|b| matches!(b, b' ' | b'0')) {
            self.findings.push(catalogue::required(Field::Fecha));
            return None;
        }
        let part = |range: std::ops::Range<usize>| {
            number(&bytes[range]).and_then(|value| u16::try_from(value).ok())
        };
        let (Some(day), Some(month), Some(year)) = (part(0..2), part(2..4), part(4..8)) else {
            self.findings.push(catalogue::date_format(&decode(bytes)));
            return None;
        };
        self.known(date_of(day, month, year), || {
            catalogue::date_impossible(&decode(bytes))
        })
    }

    fn umf(&mut self) -> Option<Option<Umf>> {
        let bytes = self.span(127, 3);
        if let Some(umf) = Umf::from_digits(bytes) {
            return Some(Some(umf));
        }
        let text = self.text(127, 3);
        match bytes {
            b"   " | b"000" => Some(None),
            _ => self.take(Umf::parse(&text)).map(Some),
        }
    }

    fn guia(&mut self) -> Option<Option<Guia>> {
        let bytes = self.span(134, 5);
        if let Some(guia) = Guia::from_digits(bytes) {
            return Some(Some(guia));
        }
        let text = self.text(134, 5);
        match bytes {
            b"     " | b"00000" => Some(None),
            _ => self.take(Guia::parse(&text)).map(Some),
        }
    }

    fn clave(&mut self) -> Option<Option<ClaveTrabajador>> {
        if self.is_blank(139, 10) {
            return Some(None);
        }
        if let Some(plain) = ClaveTrabajador::from_plain(self.span(139, 10)) {
            return Some(Some(plain));
        }
        let text = self.text(139, 10);
        self.take(ClaveTrabajador::parse(&text)).map(Some)
    }

    fn curp(&mut self) -> Option<Option<Curp>> {
        if self.is_blank(150, 18) {
            return Some(None);
        }
        if let Some(plain) = Curp::from_plain(self.span(150, 18)) {
            return Some(Some(plain));
        }
        let text = self.text(150, 18);
        self.take(Curp::parse(&text)).map(Some)
    }

    /// Reports what is where nothing should be.
    fn blank(&mut self, start: usize, len: usize) {
        if !self.is_blank(start, len) {
            let found = self.text(start, len).into_owned();
            self.findings.push(catalogue::record_filler(start, &found));
        }
    }

    fn is_blank(&self, start: usize, len: usize) -> bool {
        const BLANK: [u8; 27] = [b' '; 27];
        self.span(start, len) == &BLANK[..len]
    }

    fn take<T>(&mut self, parsed: Result<T, ParseError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.findings.push(error.into_finding());
                None
            }
        }
    }

    fn known<T>(&mut self, value: Option<T>, otherwise: impl FnOnce() -> Finding) -> Option<T> {
        if value.is_none() {
            self.findings.push(otherwise());
        }
        value
    }
}

impl<'a> Fields<'a> {
    fn span(&self, start: usize, len: usize) -> &'a [u8] {
        &self.bytes[start - 1..start - 1 + len]
    }

    fn one(&self, position: usize) -> &'a [u8] {
        self.span(position, 1)
    }

    /// The text of a field that has not its ordinary shape.
    fn text(&mut self, start: usize, len: usize) -> Cow<'a, str> {
        self.ordinary = false;
        decode(self.span(start, len))
    }
}

/// A field without the spaces that fill it.
fn filled(field: &[u8]) -> &[u8] {
    let end = field
        .iter()
        .rposition(|b| *b != b' ')
        .map_or(0, |last| last + 1);
    &field[..end]
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |sum, b| {
        b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'))
    })
}
