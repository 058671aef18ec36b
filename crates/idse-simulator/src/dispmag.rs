//! Reading a DISPMAG file and the refusals on structure that come at sending.
//!
//! 168 bytes a record and a line break (domain facts `[A]`). A trailer of asterisks is taken `[B]`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A movement type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Tipo {
    #[serde(rename = "08")]
    Reingreso,
    #[serde(rename = "07")]
    Modificacion,
    #[serde(rename = "02")]
    Baja,
}

/// A movement that passed every check on structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Movement {
    pub(crate) tipo: Tipo,
    pub(crate) nss: String,
    pub(crate) paterno: String,
    pub(crate) materno: String,
    pub(crate) nombre: String,
    pub(crate) curp: String,
    /// Cents of a peso a day; 0 in a baja.
    pub(crate) sbc: u32,
    pub(crate) fecha: Date,
    /// Baja alone.
    pub(crate) causa: Option<char>,
}

/// What a record is checked against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expectations<'a> {
    pub(crate) registro_patronal: &'a str,
    /// `None`: any type.
    pub(crate) tipo: Option<Tipo>,
    /// The latest date a reingreso may have.
    pub(crate) latest_reingreso: Date,
    /// Cents; 0 for no floor.
    pub(crate) minimum_wage: u32,
}

/// One line of a file: the bytes of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record<'a>(&'a [u8; 168]);

impl Tipo {
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "08" => Some(Tipo::Reingreso),
            "07" => Some(Tipo::Modificacion),
            "02" => Some(Tipo::Baja),
            _ => None,
        }
    }
}

/// Splits a file into its records. `None` if it is not DISPMAG at all, or its trailer miscounts.
pub(crate) fn records(file: &[u8]) -> Option<Vec<Record<'_>>> {
    let mut lines: Vec<&[u8]> = file.split(|&b| b == b'\n').collect();
    if lines
        .last()
        .is_some_and(|last| last.is_empty() || *last == b"\x1a")
    {
        lines.pop();
    }
    let mut records = Vec::new();
    let mut ended = false;
    for line in lines {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if ended {
            return None;
        }
        let record: &[u8; 168] = line.try_into().ok()?;
        if record[167] != b'9' {
            return None;
        }
        if record.starts_with(b"*************") {
            let count: usize = std::str::from_utf8(&record[56..62])
                .ok()?
                .trim()
                .parse()
                .ok()?;
            if count != records.len() {
                return None;
            }
            ended = true;
            continue;
        }
        records.push(Record(record));
    }
    (!records.is_empty()).then_some(records)
}

impl Record<'_> {
    /// Positions as the guide counts them: from 1, both ends included.
    fn field(&self, from: usize, to: usize) -> String {
        let bytes = &self.0[from - 1..to];
        // Windows-1252 and Latin-1 agree wherever a name may have a character.
        let text: String = bytes.iter().map(|&b| char::from(b)).collect();
        text.trim().to_owned()
    }

    pub(crate) fn printed_nss(&self) -> String {
        self.field(12, 22)
    }

    pub(crate) fn printed_tipo(&self) -> String {
        self.field(132, 133)
    }

    /// The movement, or the code it is refused with (domain facts `[B]`).
    pub(crate) fn check(&self, expected: Expectations<'_>) -> Result<Movement, &'static str> {
        if self.field(1, 11) != expected.registro_patronal {
            return Err("01");
        }
        let nss = self.printed_nss();
        check_nss(&nss)?;
        let (paterno, materno, nombre) =
            (self.field(23, 49), self.field(50, 76), self.field(77, 103));
        if paterno.is_empty() || nombre.is_empty() {
            return Err("06");
        }
        if ![&paterno, &materno, &nombre]
            .into_iter()
            .all(|n| is_name(n))
        {
            return Err("06");
        }
        let tipo = Tipo::from_code(&self.printed_tipo()).ok_or("07")?;
        if expected.tipo.is_some_and(|declared| declared != tipo) {
            return Err("07");
        }
        let sbc = match tipo {
            Tipo::Baja => 0,
            Tipo::Reingreso | Tipo::Modificacion => self.check_wage(tipo, expected.minimum_wage)?,
        };
        let fecha = self.check_date()?;
        if tipo == Tipo::Reingreso {
            check_umf(&self.field(127, 129))?;
            if fecha > expected.latest_reingreso {
                return Err("36");
            }
        }
        let causa = match tipo {
            Tipo::Baja => Some(self.check_causa()?),
            Tipo::Reingreso | Tipo::Modificacion => None,
        };
        Ok(Movement {
            tipo,
            nss,
            paterno,
            materno,
            nombre,
            curp: if tipo == Tipo::Baja {
                String::new()
            } else {
                self.field(150, 167)
            },
            sbc,
            fecha,
            causa,
        })
    }

    fn check_wage(&self, tipo: Tipo, minimum_wage: u32) -> Result<u32, &'static str> {
        let printed = self.field(104, 109);
        if printed.len() != 6 {
            return Err("09");
        }
        let sbc: u32 = printed.parse().map_err(|_| "09")?;
        if sbc == 0 {
            return Err("08");
        }
        if sbc < minimum_wage {
            return Err("15");
        }
        let at = |position: usize| self.0[position - 1];
        // In a modificación the trabajador's type is filler: three habits are seen.
        let trabajador = at(116);
        let filler = tipo == Tipo::Modificacion && matches!(trabajador, b' ' | b'0');
        if !filler && !(b'1'..=b'4').contains(&trabajador) {
            return Err("17");
        }
        if !(b'0'..=b'2').contains(&at(117)) {
            return Err("16");
        }
        if !(b'0'..=b'6').contains(&at(118)) {
            return Err("33");
        }
        Ok(sbc)
    }

    /// DDMMAAAA.
    fn check_date(&self) -> Result<Date, &'static str> {
        let printed = self.field(119, 126);
        if printed.is_empty() || printed == "00000000" {
            return Err("13");
        }
        let digits = printed.len() == 8 && printed.bytes().all(|b| b.is_ascii_digit());
        if !digits {
            return Err("21");
        }
        let day = printed[..2].parse().map_err(|_| "21")?;
        let month = printed[2..4].parse().map_err(|_| "21")?;
        let year = printed[4..].parse().map_err(|_| "21")?;
        // Social security began in 1943.
        let date = Date::new(year, month, day).map_err(|_| "21")?;
        if date.year() < 1943 {
            Err("21")
        } else {
            Ok(date)
        }
    }

    fn check_causa(&self) -> Result<char, &'static str> {
        let causa = char::from(self.0[148]);
        if matches!(causa, '1'..='9' | 'A') {
            Ok(causa)
        } else {
            Err("19")
        }
    }
}

fn check_nss(nss: &str) -> Result<(), &'static str> {
    if nss.len() != 11 || !nss.bytes().all(|b| b.is_ascii_digit()) {
        return Err("03");
    }
    // Luhn over the eleven digits, the check digit last.
    let sum: u32 = nss
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, b)| {
            let digit = u32::from(b - b'0');
            let weighted = if place % 2 == 1 { digit * 2 } else { digit };
            weighted / 10 + weighted % 10
        })
        .sum();
    if sum.is_multiple_of(10) && nss != "00000000000" {
        Ok(())
    } else {
        Err("04")
    }
}

/// Some vendors send spaces.
fn check_umf(umf: &str) -> Result<(), &'static str> {
    let digits = umf.len() == 3 && umf.bytes().all(|b| b.is_ascii_digit());
    if umf.is_empty() || digits {
        Ok(())
    } else {
        Err("18")
    }
}

fn is_name(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_ascii_uppercase() || "ÑÁÉÍÓÚÜ .'-/&".contains(c))
}

/// The domain's words for a code (domain facts `[B]`).
pub(crate) fn words(code: &str) -> &'static str {
    match code {
        "01" => "Registro patronal erróneo",
        "03" => "NSS erróneo",
        "04" => "NSS inválido",
        "05" => "El lote no tiene ningún movimiento válido",
        "06" => "Nombre inválido",
        "07" => "Tipo de movimiento inválido",
        "08" => "SBC no debe ser cero",
        "09" => "Salario requerido",
        "13" => "Fecha requerida",
        "15" => "SBC menor al mínimo de la zona",
        "16" => "Tipo de salario inválido",
        "17" => "Tipo de trabajador inválido",
        "18" => "UMF inválida",
        "19" => "Causa de baja inválida",
        "21" => "Error en la fecha del movimiento",
        "23" => "Registro patronal no vigente",
        "24" => "Registro patronal no existente",
        "31" => "Registro patronal inválido",
        "33" => "Semana o jornada reducida inválida",
        "36" => "Presentación anticipada a la fecha de reingreso",
        "48" => "NSS ya vigente con el registro patronal",
        "49" => "Fecha anterior a otro movimiento registrado",
        "50" => "NSS no vigente con el registro patronal",
        "51" => "NSS ya en baja con el registro patronal",
        "56" => "Ya tiene modificación de salario con la misma fecha",
        "58" => "NSS inexistente",
        "59" => "Nombre diferente al registrado",
        "61" => "NSS regularizado",
        _ => "Error",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_record_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 167)) {
            let mut line = bytes;
            line.push(b'9');
            for record in records(&line).unwrap_or_default() {
                let _ = record.check(expectations());
                record.printed_nss();
            }
        }

        #[test]
        fn no_damage_to_a_record_makes_it_panic(at in 0..167usize, byte: u8) {
            let mut line = ALTA.as_bytes().to_vec();
            line[at] = byte;
            for record in records(&line).unwrap_or_default() {
                let _ = record.check(expectations());
            }
        }
    }

    const ALTA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059";
    const MODIFICACION: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770       0015012026     0701400E0001      FUNK671228MCLNLR059";
    const BAJA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      00000000000000015012026     0201400E0001     2                  9";
    const TRAILER: &str = "*************                                           000003                                                                       01400                             9";

    fn expectations() -> Expectations<'static> {
        Expectations {
            registro_patronal: "Y6087828106",
            tipo: None,
            latest_reingreso: date(2026, 1, 16),
            minimum_wage: 31504,
        }
    }

    fn check(line: &str) -> Result<Movement, &'static str> {
        let bytes: Vec<u8> = line.chars().map(|c| c as u8).collect();
        records(&bytes).unwrap()[0].check(expectations())
    }

    /// The line with the characters from position `at` (counted from 1) replaced.
    fn with(line: &str, at: usize, text: &str) -> String {
        let mut chars: Vec<char> = line.chars().collect();
        for (offset, c) in text.chars().enumerate() {
            chars[at - 1 + offset] = c;
        }
        chars.into_iter().collect()
    }

    #[test]
    fn the_three_types_and_the_trailer_are_read() {
        let file = format!("{ALTA}\r\n{MODIFICACION}\r\n{BAJA}\r\n{TRAILER}\r\n");
        let records = records(file.as_bytes()).unwrap();
        let movements: Vec<Movement> = records
            .iter()
            .map(|record| record.check(expectations()).unwrap())
            .collect();
        assert_eq!(movements[0].tipo, Tipo::Reingreso);
        assert_eq!(movements[0].sbc, 68770);
        assert_eq!(movements[0].fecha, date(2026, 1, 15));
        assert_eq!(movements[1].tipo, Tipo::Modificacion);
        assert_eq!(movements[2].causa, Some('2'));
    }

    #[test]
    fn what_is_not_a_file_of_records_is_none() {
        let short = &ALTA[..167];
        let miscounted = format!("{ALTA}\r\n{TRAILER}\r\n");
        let after_trailer = format!("{}\r\n{ALTA}", TRAILER.replace("000003", "000000"));
        for file in [
            "",
            "\r\n",
            "hola",
            short,
            &miscounted,
            &after_trailer,
            TRAILER,
        ] {
            assert!(records(file.as_bytes()).is_none(), "{file}");
        }
    }

    #[test]
    fn each_refusal_on_structure_has_its_code() {
        let cases = [
            (ALTA, 1, "Y3926552104", "01"),
            (ALTA, 12, "9291908443X", "03"),
            (ALTA, 12, "92919084432", "04"),
            (ALTA, 23, "      ", "06"),
            (ALTA, 23, "FUENT3", "06"),
            (ALTA, 132, "11", "07"),
            (ALTA, 104, "000000", "08"),
            (ALTA, 104, "68770 ", "09"),
            (ALTA, 119, "        ", "13"),
            (ALTA, 104, "031503", "15"),
            (ALTA, 117, "3", "16"),
            (ALTA, 116, " ", "17"),
            (ALTA, 127, "0A1", "18"),
            (BAJA, 149, "0", "19"),
            (BAJA, 119, "30022026", "21"),
            (ALTA, 118, "7", "33"),
            (ALTA, 119, "17012026", "36"),
        ];
        for (line, at, text, code) in cases {
            assert_eq!(check(&with(line, at, text)), Err(code), "{code}");
        }
    }

    #[test]
    fn the_habits_of_vendors_are_taken() {
        assert!(check(&with(ALTA, 127, "   ")).is_ok());
        assert!(check(&with(ALTA, 23, "MUÑOZ ")).is_ok());
        for filler in [" ", "0", "1"] {
            assert!(check(&with(MODIFICACION, 116, filler)).is_ok());
        }
    }

    #[test]
    fn a_declared_type_binds_every_record() {
        let bytes = BAJA.as_bytes();
        let expected = Expectations {
            tipo: Some(Tipo::Reingreso),
            ..expectations()
        };
        assert_eq!(records(bytes).unwrap()[0].check(expected), Err("07"));
    }
}
