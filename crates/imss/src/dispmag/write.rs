//! Movements → bytes.

use serde::{Deserialize, Serialize};

use super::{Encoding, LINE_END, RECORD_LEN, trailer};
use crate::finding::Field;
use crate::movimiento::{Baja, Guia, Modificacion, Movimiento, Reingreso};
use crate::names::{ascii_letters, is_latin1_letter};
use crate::salary::Sbc;
use crate::time::date_of;

/// How to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOptions {
    /// What becomes of letters outside ASCII.
    pub encoding: Encoding,
    /// Whether to end with the record of asterisks.
    pub trailer: bool,
}

/// A file, and what was written with other letters than it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The whole file, every record ended by CR LF.
    pub bytes: Vec<u8>,
    /// Every text that was changed.
    pub transliterations: Vec<Transliteration>,
}

/// A text written with other letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Transliteration {
    /// The movement, counted from 0.
    pub index: usize,
    /// The field.
    pub field: Field,
    /// As given: `MUÑOZ`.
    pub from: String,
    /// As written: `MUNOZ`.
    pub to: String,
}

/// Why a file cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A value is longer than its field once written: never cut.
    #[error(
        "en el movimiento {}, «{value}» no cabe en {} ({width} caracteres): abrévialo",
        index + 1,
        field.label()
    )]
    DoesNotFit {
        /// The movement, counted from 0.
        index: usize,
        /// The field.
        field: Field,
        /// The value as it would be written.
        value: String,
        /// The characters the field has.
        width: usize,
    },
    /// More movements than a trailer can count.
    #[error(
        "el archivo lleva {count} movimientos y el último renglón solo cuenta 999,999: divídelo"
    )]
    TooMany {
        /// How many there are.
        count: usize,
    },
}

/// Writes a file. Nothing is written when anything does not fit.
///
/// # Errors
/// [`WriteError`].
pub fn write(movimientos: &[Movimiento], options: &WriteOptions) -> Result<Written, WriteError> {
    let records = movimientos.len() + usize::from(options.trailer);
    let mut bytes = Vec::with_capacity(records * (RECORD_LEN + LINE_END.len()));
    let mut transliterations = Vec::new();
    for (index, movimiento) in movimientos.iter().enumerate() {
        let mut line = Line {
            bytes: &mut bytes,
            encoding: options.encoding,
            index,
            changed: &mut transliterations,
        };
        line.movimiento(movimiento)?;
        bytes.extend_from_slice(LINE_END);
    }
    if options.trailer {
        if movimientos.len() > trailer::MAX_COUNT {
            return Err(WriteError::TooMany {
                count: movimientos.len(),
            });
        }
        let guia = common_guia(movimientos);
        bytes.extend_from_slice(&trailer::compose(movimientos.len(), guia));
        bytes.extend_from_slice(LINE_END);
    }
    Ok(Written {
        bytes,
        transliterations,
    })
}

/// One record in Windows-1252, as a reader compares it with what it read. `false` when the
/// movement cannot be written.
pub(super) fn compose(movimiento: &Movimiento, out: &mut Vec<u8>) -> bool {
    let mut changed = Vec::new();
    let encoding = Encoding::Windows1252;
    out.clear();
    Line {
        bytes: out,
        encoding,
        index: 0,
        changed: &mut changed,
    }
    .movimiento(movimiento)
    .is_ok()
}

/// The guía that all share; a trailer has room for one.
fn common_guia(movimientos: &[Movimiento]) -> Option<Guia> {
    let first = movimientos.first()?.guia()?;
    movimientos
        .iter()
        .all(|m| m.guia() == Some(first))
        .then_some(first)
}

/// A record being written.
struct Line<'a> {
    bytes: &'a mut Vec<u8>,
    encoding: Encoding,
    index: usize,
    changed: &'a mut Vec<Transliteration>,
}

impl Line<'_> {
    fn movimiento(&mut self, movimiento: &Movimiento) -> Result<(), WriteError> {
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
    fn date(&mut self, fecha: jiff::civil::Date) -> Result<(), WriteError> {
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
            let value = super::encoding::decode(&self.bytes[start..]).into_owned();
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
                self.bytes.extend(super::encoding::encode_char(c));
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
            let to = super::encoding::decode(&self.bytes[start..]).into_owned();
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
