//! The optional last record: asterisks, the count, the guía `[B]`.

use super::{RECORD_LEN, encoding};
use crate::finding::{Finding, catalogue};
use crate::movimiento::Guia;

/// The most its six digits can count.
pub(super) const MAX_COUNT: usize = 999_999;

pub(super) fn is_trailer(line: &[u8]) -> bool {
    line.starts_with(b"*")
}

/// The trailer as we write it.
pub(super) fn compose(count: usize, guia: Option<Guia>) -> [u8; RECORD_LEN] {
    let mut out = [b' '; RECORD_LEN];
    out[..13].fill(b'*');
    out[56..62].copy_from_slice(format!("{count:06}").as_bytes());
    if let Some(guia) = guia {
        out[133..138].copy_from_slice(guia.as_bytes());
    }
    out[167] = b'9';
    out
}

/// The findings of a trailer after `count` records.
pub(super) fn findings(line: &[u8], count: usize) -> Vec<Finding> {
    let Ok(bytes) = <&[u8; RECORD_LEN]>::try_from(line) else {
        return vec![catalogue::trailer_shape()];
    };
    let stated = encoding::decode(&bytes[56..62]);
    let Ok(number) = stated.trim().parse::<usize>() else {
        return vec![catalogue::trailer_shape()];
    };
    // Vendors write zeros for a blank guía here as in the records.
    let mut ordinary = *bytes;
    if &ordinary[133..138] == b"00000" {
        ordinary[133..138].fill(b' ');
    }
    let guia = Guia::from_digits(&ordinary[133..138]);
    let mut findings = Vec::new();
    if ordinary != compose(number.min(MAX_COUNT), guia) {
        findings.push(catalogue::trailer_shape());
    }
    if number != count {
        findings.push(catalogue::trailer_count(number, count));
    }
    findings
}
