//! One record, written field by field.

use jiff::civil::Date;

use super::{Encoding, Transliteration, WriteError, encoding};
use crate::finding::Field;
use crate::movimiento::{Baja, Guia, Modificacion, Movimiento, Reingreso};
use crate::names::{ascii_letters, is_latin1_letter};
use crate::salary::Sbc;
use crate::time::date_of;

/// A record being written.
pub(super) struct Line<'a> {
    pub(super) bytes: &'a mut Vec<u8>,
    pub(super) encoding: Encoding,
    pub(super) index: usize,
    pub(super) changed: &'a mut Vec<Transliteration>,
}

impl Line<'_> {
    pub(super) fn movimiento(&mut self, movimiento: &Movimiento) -> Result<(), WriteError> {
        self.bytes
            .extend_from_slice(movimiento.registro_patronal().as_bytes());
        self.bytes.extend_from_slice(movimiento.nss().as_bytes());
        let nombre = movimiento.nombre();
        self.text(Field::Paterno, nombre.paterno.as_str(), 27)?;
        self.text(
            Field::Materno,
            nombre.materno.as_ref().map_or("", |m| m.as_str()),
            27,
        )?;
        self.text(Field::Nombre, nombre.nombre.as_str(), 27)?;
        match movimiento {
            Movimiento::Reingreso(m) => self.reingreso(m),
            Movimiento::Modificacion(m) => self.modificacion(m),
            Movimiento::Baja(m) => self.baja(m),
        }
    }

    fn reingreso(&mut self, m: &Reingreso) -> Result<(), WriteError> {
        self.sbc(m.sbc);
        self.spaces(6);
        self.code(m.tipo_trabajador.code());
        self.code(m.tipo_salario.code());
        self.code(m.jornada.code());
        self.date(m.fecha)?;
        match &m.umf {
            Some(umf) => self.bytes.extend_from_slice(umf.as_bytes()),
            None => self.spaces(3),
        }
        self.spaces(2);
        self.code("08");
        self.guia(m.guia);
        self.text(
            Field::Clave,
            m.clave.as_ref().map_or("", |c| c.as_str()),
            10,
        )?;
        self.spaces(1);
        self.text(Field::Curp, m.curp.as_ref().map_or("", |c| c.as_str()), 18)?;
        self.code("9");
        Ok(())
    }

    fn modificacion(&mut self, m: &Modificacion) -> Result<(), WriteError> {
        self.sbc(m.sbc);
        self.spaces(7);
        self.code(m.tipo_salario.code());
        self.code(m.jornada.code());
        self.date(m.fecha)?;
        self.spaces(5);
        self.code("07");
        self.guia(m.guia);
        self.text(
            Field::Clave,
            m.clave.as_ref().map_or("", |c| c.as_str()),
            10,
        )?;
        self.spaces(1);
        self.text(Field::Curp, m.curp.as_ref().map_or("", |c| c.as_str()), 18)?;
        self.code("9");
        Ok(())
    }

    fn baja(&mut self, m: &Baja) -> Result<(), WriteError> {
        self.bytes.extend_from_slice(&[b'0'; 15]);
        self.date(m.fecha)?;
        self.spaces(5);
        self.code("02");
        self.guia(m.guia);
        self.text(
            Field::Clave,
            m.clave.as_ref().map_or("", |c| c.as_str()),
            10,
        )?;
        self.code(m.causa.code());
        self.spaces(18);
        self.code("9");
        Ok(())
    }

    fn code(&mut self, code: &str) {
        self.bytes.extend_from_slice(code.as_bytes());
    }

    fn spaces(&mut self, count: usize) {
        self.bytes.resize(self.bytes.len() + count, b' ');
    }

    fn number<const WIDTH: usize>(&mut self, mut value: u32) {
        let mut digits = [b'0'; WIDTH];
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(value % 10).expect("a remainder of ten is below ten");
            value /= 10;
        }
        self.bytes.extend_from_slice(&digits);
    }

    fn sbc(&mut self, sbc: Sbc) {
        self.number::<6>(sbc.centavos());
    }

    fn guia(&mut self, guia: Option<Guia>) {
        match &guia {
            Some(guia) => self.bytes.extend_from_slice(guia.as_bytes()),
            None => self.spaces(5),
        }
    }

    /// DDMMAAAA, of the years that the reader takes.
    fn date(&mut self, fecha: Date) -> Result<(), WriteError> {
        let (day, month) = (fecha.day().unsigned_abs(), fecha.month().unsigned_abs());
        let year = fecha.year().unsigned_abs();
        if date_of(u16::from(day), u16::from(month), year) != Some(fecha) {
            let value = fecha.to_string();
            return Err(WriteError::DoesNotFit {
                index: self.index,
                field: Field::Fecha,
                value,
                width: 8,
            });
        }
        self.number::<2>(u32::from(day));
        self.number::<2>(u32::from(month));
        self.number::<4>(u32::from(year));
        Ok(())
    }

    /// Left-aligned, filled with spaces.
    fn text(&mut self, field: Field, text: &str, width: usize) -> Result<(), WriteError> {
        let start = self.bytes.len();
        if text.is_ascii() {
            self.bytes.extend_from_slice(text.as_bytes());
        } else {
            self.letters(field, text);
        }
        let written = self.bytes.len() - start;
        if written > width {
            let value = encoding::decode(&self.bytes[start..]).into_owned();
            return Err(WriteError::DoesNotFit {
                index: self.index,
                field,
                value,
                width,
            });
        }
        self.spaces(width - written);
        Ok(())
    }

    fn letters(&mut self, field: Field, text: &str) {
        let start = self.bytes.len();
        let mut changed = false;
        for c in text.chars() {
            if c.is_ascii() {
                self.bytes.push(c as u8);
            } else if self.encoding == Encoding::Windows1252 && is_latin1_letter(c) {
                self.bytes.extend(encoding::encode_char(c));
            } else {
                changed = true;
                // RENAPO writes X for Ñ in a CURP [M]; elsewhere Ñ is N by the vendors' custom.
                let letters = if field == Field::Curp {
                    Some("X")
                } else {
                    ascii_letters(c)
                };
                self.bytes
                    .extend_from_slice(letters.unwrap_or("?").as_bytes());
            }
        }
        if changed {
            let to = encoding::decode(&self.bytes[start..]).into_owned();
            let index = self.index;
            self.changed.push(Transliteration {
                index,
                field,
                from: text.to_owned(),
                to,
            });
        }
    }
}
