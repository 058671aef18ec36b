//! One line of a SUA file as fields of characters.

use jiff::civil::Date;

use crate::dispmag::decode_line;
use crate::finding::ParseError;
use crate::finding::{Field, Finding, catalogue};
use crate::id::{Nss, RegistroPatronal};
use crate::salary::Sbc;
use crate::time::parse_date;

/// A line as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// The line as text.
    pub text: String,
    /// What it says, when every field could be read.
    pub record: Option<T>,
    /// Everything there is to say.
    pub findings: Vec<Finding>,
}

/// Reads every line that is not blank; `parse` takes the fields of one of the right length.
pub(super) fn read_rows<T>(
    bytes: &[u8],
    width: usize,
    parse: impl Fn(&mut Fields) -> Option<T>,
) -> Vec<Row<T>> {
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    (1..)
        .zip(unmarked.split(|b| *b == b'\n'))
        .map(|(line, raw)| (line, raw.strip_suffix(b"\r").unwrap_or(raw)))
        .filter(|(_, raw)| !raw.iter().all(|b| matches!(b, b' ' | b'\t' | 0x1A)))
        .map(|(line, raw)| {
            let text = decode_line(raw, width);
            let characters: Vec<char> = text.chars().collect();
            let found = characters.len();
            if found != width {
                let findings = vec![catalogue::sua_length(found, width)];
                return Row {
                    line,
                    text,
                    record: None,
                    findings,
                };
            }
            let mut fields = Fields {
                characters,
                findings: Vec::new(),
            };
            let record = parse(&mut fields);
            Row {
                line,
                text,
                record,
                findings: fields.findings,
            }
        })
        .collect()
}

/// The characters of a line, and what was found in them.
pub(super) struct Fields {
    characters: Vec<char>,
    pub(super) findings: Vec<Finding>,
}

impl Fields {
    /// The text of a field without its filling. Positions count from 1.
    pub(super) fn text(&self, start: usize, len: usize) -> String {
        let text: String = self.characters[start - 1..start - 1 + len].iter().collect();
        text.trim().to_owned()
    }

    pub(super) fn take<T>(&mut self, parsed: Result<T, ParseError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.findings.push(error.into_finding());
                None
            }
        }
    }

    /// `Some(None)` for a blank field, `None` for one that cannot be read.
    pub(super) fn optional<T>(
        &mut self,
        text: &str,
        parse: impl Fn(&str) -> Result<T, ParseError>,
    ) -> Option<Option<T>> {
        if text.is_empty() {
            Some(None)
        } else {
            self.take(parse(text)).map(Some)
        }
    }

    pub(super) fn registro_patronal(&mut self) -> Option<RegistroPatronal> {
        let text = self.text(1, 11);
        let (registro_patronal, completed) = self.take(RegistroPatronal::parse_noting(&text))?;
        self.findings.extend(completed);
        self.findings.extend(registro_patronal.findings());
        Some(registro_patronal)
    }

    pub(super) fn nss(&mut self) -> Option<Nss> {
        let text = self.text(12, 11);
        let nss = self.take(Nss::parse(&text))?;
        self.findings.extend(nss.findings());
        Some(nss)
    }

    /// DDMMAAAA.
    pub(super) fn date(&mut self, start: usize) -> Option<Date> {
        let text = self.text(start, 8);
        self.take(parse_date(&text))
    }

    /// Seven digits, five of pesos and two of cents; blank or zero is none.
    pub(super) fn sdi(&mut self, start: usize) -> Option<Option<Sbc>> {
        let text = self.text(start, 7);
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            self.findings.push(catalogue::sbc_format(&text));
            return None;
        }
        let centavos = text
            .bytes()
            .fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
        if centavos == 0 {
            return Some(None);
        }
        let Some(sbc) = Sbc::from_centavos(centavos) else {
            let pesos = format!("{}.{:02}", centavos / 100, centavos % 100);
            self.findings.push(catalogue::sbc_too_large(&pesos));
            return None;
        };
        Some(Some(sbc))
    }

    /// Reads a number that nothing depends on: other text gets a warning and is left out.
    pub(super) fn number(&mut self, field: Field, start: usize, len: usize) -> Option<u32> {
        let text = self.text(start, len);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok();
        if number.is_none() {
            self.findings.push(catalogue::sua_number(field, &text));
        }
        number
    }
}
