//! What programs do to values, undone: one way for text that is imported, pasted or typed.
//!
//! A spreadsheet shows an NSS as `1234567897.0`, forces text with `="0123"`, and joins a code to its
//! label; a web page leaves signs in the text that nobody sees. [`normalise`] runs before a field's own
//! parser and reports what it did, so that nothing changes silently. What cannot be undone (digits that
//! scientific notation lost) is an error that names the cause.

mod amounts;
mod codes;
mod dates;
mod full_name;
mod identifiers;
mod signs;

use std::borrow::Cow;

use crate::finding::{Field, Finding, catalogue};

pub use amounts::rounded_to_centavos;
pub use dates::{DateOrder, OrderedDates, ordered_dates};
pub use full_name::{NameOrder, SplitName, split_full_name};

/// How the values of one source are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conventions {
    /// What dates such as 03/04/2026 begin with.
    pub date_order: DateOrder,
    /// Whether bare serial numbers count days from 1904, as workbooks of old Macs do.
    pub since_1904: bool,
}

/// A value after what programs did to it was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised<'a> {
    /// The text for the field's own parser.
    pub text: Cow<'a, str>,
    /// What was done, as notes and warnings; an error where it could not be. An error here replaces
    /// the parser's own.
    pub findings: Vec<Finding>,
}

impl<'a> Normalised<'a> {
    fn unchanged(text: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            findings: Vec::new(),
        }
    }
}

/// Normalises a typed or pasted value: dates begin with the day.
#[must_use]
pub fn normalise(field: Field, text: &str) -> Normalised<'_> {
    normalise_with(field, text, Conventions::default())
}

/// Normalises a value of a source with conventions of its own.
#[must_use]
pub fn normalise_with(field: Field, text: &str, conventions: Conventions) -> Normalised<'_> {
    if is_plain(field, text, conventions) {
        return Normalised::unchanged(text);
    }
    let mut findings = Vec::new();
    let cleaned = signs::clean(field, text, &mut findings);
    if let Some(error) = signs::sheet_error(&cleaned) {
        findings.push(catalogue::value_sheet_error(field, error));
        return Normalised {
            text: cleaned,
            findings,
        };
    }
    if cleaned.is_empty() {
        return Normalised {
            text: cleaned,
            findings,
        };
    }
    let changed = match field {
        Field::Fecha => dates::normalise(&cleaned, conventions, &mut findings),
        Field::Sbc => amounts::normalise(&cleaned, &mut findings),
        Field::Nss => identifiers::nss(&cleaned, &mut findings),
        Field::Umf => identifiers::umf(&cleaned, &mut findings),
        Field::RegistroPatronal | Field::Guia | Field::Clave => {
            identifiers::code(field, &cleaned, &mut findings)
        }
        Field::Tipo
        | Field::TipoTrabajador
        | Field::TipoSalario
        | Field::Jornada
        | Field::CausaBaja => codes::normalise(field, &cleaned, &mut findings),
        _ => None,
    };
    Normalised {
        text: changed.map_or(cleaned, Cow::Owned),
        findings,
    }
}

/// Whether nothing has to be looked for: values as nearly every cell has them.
fn is_plain(field: Field, text: &str, conventions: Conventions) -> bool {
    let bytes = text.as_bytes();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    match field {
        Field::Nss => bytes.len() == 11 && digits(bytes),
        Field::Fecha => {
            conventions.date_order == DateOrder::DayFirst && dates::is_plain_day_first(bytes)
        }
        Field::Sbc => match bytes.iter().position(|b| *b == b'.') {
            None => bytes.len() <= 6 && !bytes.is_empty() && digits(bytes),
            Some(at) => {
                (1..=6).contains(&at)
                    && (at + 2..=at + 3).contains(&bytes.len())
                    && digits(&bytes[..at])
                    && digits(&bytes[at + 1..])
            }
        },
        Field::Tipo
        | Field::TipoTrabajador
        | Field::TipoSalario
        | Field::Jornada
        | Field::CausaBaja => codes::is_code(field, bytes),
        Field::Umf | Field::Guia => bytes.len() <= 5 && digits(bytes),
        Field::Clave | Field::RegistroPatronal => {
            bytes.len() <= 11 && bytes.iter().all(u8::is_ascii_alphanumeric)
        }
        _ => signs::is_plain_text(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(field: Field, text: &str) -> (String, Vec<&'static str>) {
        let normalised = normalise(field, text);
        let codes = normalised.findings.iter().map(|one| one.code.as_str());
        (normalised.text.into_owned(), codes.collect())
    }

    #[test]
    fn leaves_ordinary_values_alone() {
        for (field, text) in [
            (Field::Nss, "92919084431"),
            (Field::Fecha, "15/01/2026"),
            (Field::Sbc, "687.70"),
            (Field::Sbc, "687"),
            (Field::Paterno, "MUÑOZ DE LA PEÑA"),
            (Field::Nombre, "O'BRIEN"),
            (Field::Curp, "FUNK671228MCLNLR05"),
            (Field::Clave, "E-0001"),
            (Field::Clave, "12E5"),
            (Field::Tipo, "08"),
            (Field::CausaBaja, "A"),
            (Field::Umf, "021"),
            (Field::RegistroPatronal, "Y6087828106"),
            (Field::Nss, ""),
        ] {
            let normalised = normalise(field, text);
            assert_eq!(normalised, Normalised::unchanged(text), "{text}");
        }
    }

    #[test]
    fn an_error_of_a_sheet_is_never_a_value() {
        for text in [
            "#N/A",
            "#¡REF!",
            "#¿NOMBRE?",
            "#VALUE!",
            "#####",
            "Err:502",
            " #n/d ",
        ] {
            for field in [Field::Clave, Field::Materno, Field::Sbc, Field::Fecha] {
                let (_, codes) = text_of(field, text);
                assert_eq!(codes, ["value-sheet-error"], "{text}");
            }
        }
        assert_eq!(text_of(Field::Clave, "#12"), ("#12".to_owned(), vec![]));
    }

    #[test]
    fn forced_text_and_hidden_signs_go_with_a_note() {
        for (field, text, read, code) in [
            (Field::Clave, "=\"0123\"", "0123", "value-forced-text"),
            (Field::Clave, "'0123", "0123", "value-forced-text"),
            (
                Field::Nss,
                "=\"01234567897\"",
                "01234567897",
                "value-forced-text",
            ),
            (
                Field::Nombre,
                "MARIA_x000D_\nKARLA",
                "MARIA KARLA",
                "value-escapes",
            ),
            (Field::Clave, "A_x005F_x0042_", "A_x0042_", "value-escapes"),
            (
                Field::Nss,
                "\u{200B}92919084431\u{FEFF}",
                "92919084431",
                "value-invisible",
            ),
            (Field::Paterno, "FUEN\u{AD}TE", "FUENTE", "value-invisible"),
            (
                Field::Curp,
                "FUNK671228\u{202A}MCLNLR05",
                "FUNK671228MCLNLR05",
                "value-invisible",
            ),
        ] {
            assert_eq!(
                text_of(field, text),
                (read.to_owned(), vec![code]),
                "{text:?}"
            );
        }
        // A space that does not break is a space, and nothing is lost.
        assert_eq!(
            text_of(Field::Nombre, "\u{A0}ANA\u{A0}LUISA\u{A0}"),
            ("ANA LUISA".to_owned(), vec![])
        );
    }
}
