//! One record: 168 bytes → a movement and what there is to say about it.

use serde::Serialize;

use super::encoding::{Normalised, decode, decode_byte, normalise};
use super::fields::{Fields, is_filler_of_modificacion};
use super::{FieldSpan, RECORD_LEN, layout, write};
use crate::finding::{Field, Finding, catalogue};
use crate::movimiento::{Movimiento, TipoMovimiento};

/// A record as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// The bytes as they came, without the line end.
    pub raw: &'a [u8],
    /// The type it states, when it is one of IMSS's three.
    pub tipo: Option<TipoMovimiento>,
    /// The movement, when every field could be read.
    pub movimiento: Option<Movimiento>,
    /// Everything there is to say.
    pub findings: Vec<Finding>,
}

/// A field of a record as text, for a preview or a table of rejected rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldText {
    /// Which, and where.
    pub span: FieldSpan,
    /// The text at its position, without the filling.
    pub text: String,
}

impl Record<'_> {
    /// Returns the record as text, one character a position.
    #[must_use]
    pub fn text(&self) -> String {
        match normalise(self.raw, false) {
            Ok(line) => decode(line.bytes.as_ref()).into_owned(),
            Err(_) => decode(self.raw).into_owned(),
        }
    }

    /// Returns its fields as they were written, readable or not; empty when its length or its type is
    /// not known.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldText> {
        let (Some(tipo), Ok(line)) = (self.tipo, normalise(self.raw, false)) else {
            return Vec::new();
        };
        let text = |span: &FieldSpan| decode(&line.bytes[span.range()]).trim().to_owned();
        layout(tipo)
            .iter()
            .filter(|span| !matches!(span.field, Field::Relleno | Field::Cierre))
            .map(|span| FieldText {
                span: *span,
                text: text(span),
            })
            .collect()
    }
}

/// Reads one line. `scratch` is kept between lines to spare allocations.
pub(super) fn parse_line<'a>(
    line: usize,
    raw: &'a [u8],
    single_byte: bool,
    scratch: &mut Vec<u8>,
) -> Record<'a> {
    let mut record = Record {
        line,
        raw,
        tipo: None,
        movimiento: None,
        findings: Vec::new(),
    };
    match normalise(raw, single_byte) {
        Ok(normalised) => parse_normalised(&normalised, &mut record, scratch),
        Err(finding) => record.findings.push(finding),
    }
    record
}

fn parse_normalised(line: &Normalised<'_>, record: &mut Record<'_>, scratch: &mut Vec<u8>) {
    let bytes = line.bytes.as_ref();
    let kind = &bytes[131..133];
    let Some(tipo) = TipoMovimiento::from_code(kind) else {
        let found = decode(kind);
        record.findings.push(match kind {
            b"11" | b"12" => catalogue::record_type_sua(&found),
            _ => catalogue::record_type(&found),
        });
        return;
    };
    record.tipo = Some(tipo);

    let mut fields = Fields {
        bytes,
        ordinary: true,
        findings: std::mem::take(&mut record.findings),
    };
    if line.was_utf8 {
        fields.findings.push(catalogue::record_utf8());
    }
    if bytes[167] != b'9' {
        fields
            .findings
            .push(catalogue::record_end(decode_byte(bytes[167])));
    }
    let movimiento = match tipo {
        TipoMovimiento::Reingreso => fields.reingreso().map(Movimiento::Reingreso),
        TipoMovimiento::Modificacion => fields.modificacion().map(Movimiento::Modificacion),
        TipoMovimiento::Baja => fields.baja().map(Movimiento::Baja),
    };
    let ordinary = fields.ordinary;
    record.findings = fields.findings;
    let Some(movimiento) = movimiento else { return };

    // A value read as anything but its own bytes gets a finding, even where no rule above applies.
    let mut respelled = || !write::compose(&movimiento, scratch) || !same(scratch, bytes, tipo);
    if !ordinary && record.findings.is_empty() && respelled() {
        record.findings.push(catalogue::record_respelled());
    }
    record.findings.extend(movimiento.findings());
    record.movimiento = Some(movimiento);
}

/// Whether two records are equal but for harmless differences between vendors: zeros for a blank guía, and the
/// filler at 116 of a modificación.
fn same(composed: &[u8], bytes: &[u8; RECORD_LEN], tipo: TipoMovimiento) -> bool {
    if composed == bytes {
        return true;
    }
    let mut harmless = *bytes;
    if &harmless[133..138] == b"00000" {
        harmless[133..138].fill(b' ');
    }
    if tipo == TipoMovimiento::Modificacion && is_filler_of_modificacion(harmless[115]) {
        harmless[115] = b' ';
    }
    composed == harmless
}
