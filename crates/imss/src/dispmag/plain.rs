//! Recognises, by its bytes alone, the shape that nearly every record has.
//!
//! A signer reads every record of a lote between a tap and a signature. Most are ASCII and written just
//! as we write them; those are recognised here without making anything of them. Whatever this does not
//! recognise is read in full, so it may be stricter than the reader, and must never be laxer:
//! `summary`'s tests hold the two against each other.

use super::RECORD_LEN;
use crate::id::{Curp, Nss};
use crate::movimiento::{
    CausaBaja, ClaveTrabajador, Guia, Jornada, TipoMovimiento, TipoSalario, TipoTrabajador, Umf,
};
use crate::salary::Sbc;
use crate::time::is_day;

/// Eight spaces.
const BLANK: u64 = 0x2020_2020_2020_2020;

/// The type of the record that these bytes are, if they are one in its plainest shape but for the
/// registro patronal, which is the caller's.
pub(super) fn tipo(record: &[u8; RECORD_LEN]) -> Option<TipoMovimiento> {
    let tipo = TipoMovimiento::from_code(&record[131..133])?;
    let of_type = match tipo {
        TipoMovimiento::Reingreso => {
            is_salaried(record)
                && TipoTrabajador::from_code(&record[115..116]).is_some()
                && (Umf::from_digits(&record[126..129]).is_some() || is_blank(&record[126..129]))
                && is_blank(&record[129..131])
        }
        TipoMovimiento::Modificacion => {
            is_salaried(record) && record[115] == b' ' && is_blank(&record[126..131])
        }
        TipoMovimiento::Baja => {
            record[103..118] == *b"000000000000000"
                && is_blank(&record[126..131])
                && CausaBaja::from_code(&record[148..149]).is_some()
                && is_blank(&record[149..167])
        }
    };
    let plain = of_type
        && record[167] == b'9'
        && Nss::from_digits(&record[11..22]).is_some()
        && is_name(&record[22..49])
        && (is_blank(&record[49..76]) || is_name(&record[49..76]))
        && is_name(&record[76..103])
        && is_date(&record[118..126])
        && (Guia::from_digits(&record[133..138]).is_some() || is_blank(&record[133..138]))
        && (is_blank(&record[138..148]) || ClaveTrabajador::is_plain(&record[138..148]));
    plain.then_some(tipo)
}

/// What a reingreso and a modificación share.
fn is_salaried(record: &[u8; RECORD_LEN]) -> bool {
    number(&record[103..109])
        .and_then(Sbc::from_centavos)
        .is_some()
        && is_blank(&record[109..115])
        && TipoSalario::from_code(&record[116..117]).is_some()
        && Jornada::from_code(&record[117..118]).is_some()
        && record[148] == b' '
        && (is_blank(&record[149..167]) || Curp::is_plain(&record[149..167]))
}

/// Upper-case ASCII letters and single spaces between them, and spaces to the end.
fn is_name(field: &[u8]) -> bool {
    debug_assert_eq!(field.len(), 27);
    let mut spaces = 0_u32;
    // The last eight overlap the ones before.
    for at in [0, 8, 16, 19] {
        let Some(mask) = spaces_among_letters(word(field, at)) else {
            return false;
        };
        spaces |= mask << at;
    }
    let letters = !spaces & ((1 << 27) - 1);
    let end = u32::BITS - letters.leading_zeros();
    let inner = spaces & ((1_u32 << end) - 1);
    letters & 1 == 1 && inner & (inner >> 1) == 0
}

/// Which of eight bytes are spaces, the first in the lowest bit; `None` where one is neither a space nor
/// an upper-case ASCII letter. All eight at once: adding carries into a byte's highest bit what is above
/// a limit, and no byte here is above 0x7F.
fn spaces_among_letters(word: u64) -> Option<u32> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    if word == BLANK {
        return Some(0xFF);
    }
    if word & HIGH != 0 {
        return None;
    }
    let from_a = word + ONES * (0x80 - b'A' as u64);
    let beyond_z = word + ONES * (0x80 - (b'Z' as u64 + 1));
    let letters = from_a & !beyond_z & HIGH;
    let spaces = !((word ^ BLANK) + ONES * 0x7F) & HIGH;
    // Eight highest bits side by side.
    let mask = ((spaces >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
    (letters | spaces == HIGH).then_some(mask)
}

fn is_date(field: &[u8]) -> bool {
    let part = |range| number(&field[range]).and_then(|value| u16::try_from(value).ok());
    match (part(0..2), part(2..4), part(4..8)) {
        (Some(day), Some(month), Some(year)) => is_day(day, month, year),
        _ => false,
    }
}

fn is_blank(field: &[u8]) -> bool {
    let (words, rest) = field.as_chunks::<8>();
    words.iter().all(|word| u64::from_le_bytes(*word) == BLANK)
        && rest.iter().all(|byte| *byte == b' ')
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + u32::from(byte - b'0'))
    })
}

fn word(field: &[u8], at: usize) -> u64 {
    let bytes = field[at..at + 8].try_into();
    u64::from_le_bytes(bytes.expect("eight bytes were taken"))
}
