//! Reads a form field by field: each gives a value, or a finding.

use super::NombreCompleto;
use crate::finding::Finding;
use crate::finding::ParseError;
use crate::id::RegistroPatronal;

/// Collects what every field has to say.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What was said so far.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Returns the value; `None`, and a finding, for a text that is none.
    pub fn take<T>(&mut self, parsed: Result<T, ParseError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.findings.push(error.into_finding());
                None
            }
        }
    }

    /// Returns a field that may be empty: `Some(None)` where it is, `None` where it cannot be read.
    pub fn optional<T>(
        &mut self,
        text: &str,
        parse: impl Fn(&str) -> Result<T, ParseError>,
    ) -> Option<Option<T>> {
        if text.trim().is_empty() {
            Some(None)
        } else {
            self.take(parse(text)).map(Some)
        }
    }

    /// Returns a registro patronal; of ten characters, completed, with a note that says so.
    pub fn registro_patronal(&mut self, text: &str) -> Option<RegistroPatronal> {
        let (registro_patronal, completed) = self.take(RegistroPatronal::parse_noting(text))?;
        self.findings.extend(completed);
        Some(registro_patronal)
    }

    /// Returns a whole name.
    pub fn nombre(&mut self, paterno: &str, materno: &str, nombre: &str) -> Option<NombreCompleto> {
        match NombreCompleto::parse(paterno, materno, nombre) {
            Ok(nombre) => Some(nombre),
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        }
    }
}
