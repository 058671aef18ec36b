//! The serial number of a certificate that was not downloaded, and the address where IMSS shows it.

use std::fmt::Write as _;

/// Where IMSS shows a renewed certificate again, up to the serial number (domain facts §6 \[A\]: the
/// guide's text; [C]: that it still works).
pub const ADDRESS: &str =
    "http://idse.imss.gob.mx/certificacion/instalaRenovacion.idse?SERIAL_NOM=";

/// Fewest and most characters of a serial number that is taken. SAT's have 20 digits, and X.509 allows
/// 20 octets.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=40;

/// A serial number as IMSS shows one: digits, or hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serial(String);

/// Why a text is no serial number. Each has its own sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotASerial {
    /// Nothing was typed.
    Empty,
    /// A character that no serial number has.
    Character(char),
    /// Fewer characters than any has; how many there are.
    TooShort(usize),
    /// More characters than any has; how many there are.
    TooLong(usize),
    /// The whole address was pasted, and there is no serial number in it.
    OnlyAddress,
}

impl Serial {
    /// Reads a pasted serial number: spaces, colons, hyphens and a label before it are left out, and of a
    /// whole address what follows `SERIAL_NOM=`.
    ///
    /// # Errors
    /// [`NotASerial`].
    pub fn parse(typed: &str) -> Result<Self, NotASerial> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NotASerial::Empty);
        }
        let pasted_address = typed.to_ascii_lowercase().find("serial_nom=");
        let text = match pasted_address {
            Some(at) => &typed[at + "serial_nom=".len()..],
            None => without_label(typed),
        };
        let serial: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, ':' | '-' | '\u{200b}' | '\u{feff}'))
            .collect();
        let serial = serial
            .strip_prefix("0x")
            .or(serial.strip_prefix("0X"))
            .unwrap_or(&serial);
        if let Some(wrong) = serial.chars().find(|c| !c.is_ascii_hexdigit()) {
            return Err(NotASerial::Character(wrong));
        }
        let length = serial.len();
        if length == 0 && pasted_address.is_some() {
            return Err(NotASerial::OnlyAddress);
        }
        if length < *LENGTHS.start() {
            return Err(NotASerial::TooShort(length));
        }
        if length > *LENGTHS.end() {
            return Err(NotASerial::TooLong(length));
        }
        Ok(Self(serial.to_owned()))
    }

    /// Returns the characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address of the certificate.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = ADDRESS.to_owned();
        // Writing to a String cannot fail.
        let _ = write!(address, "{}", self.0);
        address
    }
}

/// What follows "Número de serie:" and the like.
fn without_label(typed: &str) -> &str {
    match typed.rsplit_once(['=', '#']) {
        Some((_, serial)) => serial,
        None => match typed.split_once(':') {
            // Not the colons between pairs of hexadecimal.
            Some((label, serial)) if label.contains(char::is_alphabetic) && label.len() > 2 => {
                serial
            }
            _ => typed,
        },
    }
}

impl NotASerial {
    /// Returns the sentence that the person reads.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Empty => "Pega el número de serie que te mostró el portal.".to_owned(),
            Self::Character(wrong) => format!(
                "Un número de serie lleva números y, si acaso, letras de la A a la F; «{wrong}» no puede ser parte de él. Cópialo otra vez del portal."
            ),
            Self::TooShort(length) => {
                format!(
                    "Son sólo {length} caracteres; parece que falta una parte. Cópialo completo."
                )
            }
            Self::TooLong(length) => format!(
                "Son {length} caracteres, más de los que puede tener. Revisa que no lo hayas pegado dos veces."
            ),
            Self::OnlyAddress => {
                "Pegaste la dirección, pero sin el número de serie al final.".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWENTY: &str = "27510619055773448318";

    #[test]
    fn a_serial_makes_the_address() {
        let serial = Serial::parse(TWENTY).unwrap();
        assert_eq!(serial.as_str(), TWENTY);
        assert_eq!(
            serial.address(),
            format!(
                "http://idse.imss.gob.mx/certificacion/instalaRenovacion.idse?SERIAL_NOM={TWENTY}"
            )
        );
    }

    #[test]
    fn it_is_read_however_it_was_copied() {
        for typed in [
            format!("  {TWENTY}\r\n"),
            "2751 0619 0557 7344 8318".to_owned(),
            "27:51:06:19:05:57:73:44:83:18".to_owned(),
            format!("Número de serie: {TWENTY}"),
            format!("No. de serie {TWENTY}").replace("No. de serie ", "Serie = "),
            format!("{ADDRESS}{TWENTY}"),
            format!("0x{TWENTY}"),
        ] {
            assert_eq!(Serial::parse(&typed).unwrap().as_str(), TWENTY, "{typed:?}");
        }
        assert_eq!(Serial::parse("8f00ABcd").unwrap().as_str(), "8f00ABcd");
    }

    #[test]
    fn each_fault_has_its_own_sentence() {
        let cases = [
            ("", NotASerial::Empty),
            ("275106190O5577344", NotASerial::Character('O')),
            ("123", NotASerial::TooShort(3)),
            (ADDRESS, NotASerial::OnlyAddress),
        ];
        let mut sentences = std::collections::BTreeSet::new();
        for (typed, expected) in cases {
            assert_eq!(Serial::parse(typed), Err(expected), "{typed}");
            assert!(sentences.insert(expected.message()));
        }
        let twice = format!("{TWENTY}{TWENTY}{TWENTY}");
        assert_eq!(Serial::parse(&twice), Err(NotASerial::TooLong(60)));
    }

    #[test]
    fn nothing_but_the_serial_gets_into_the_address() {
        for typed in ["123456&x=1", "1234/../../", "1234\"onclick", "1234#x"] {
            assert!(Serial::parse(typed).is_err(), "{typed}");
        }
    }
}
