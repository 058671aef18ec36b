//! What the worker reads in a lote before it signs it.

use std::rc::Rc;

use imss::dispmag::Summary;
use imss::id::RegistroPatronal;
use vault_protocol::{Counts, ExpectedLote, Failure, LoteSeen};

use super::failure;
use crate::MAX_LOTE_BYTES;

/// A lote in which was read what the person confirmed. There is no other way to make one than
/// [`Lote::read`].
pub(crate) struct Lote {
    bytes: Rc<Vec<u8>>,
    seen: LoteSeen,
}

impl Lote {
    /// Reads the whole file, strictly, and holds it against what the person confirmed.
    pub(crate) fn read(bytes: Rc<Vec<u8>>, expected: &ExpectedLote) -> Result<Self, Failure> {
        let seen = see(&bytes, expected)?;
        Ok(Self { bytes, seen })
    }

    /// Whether it was read in these bytes: themselves, not others that are equal.
    pub(crate) fn is_of(&self, bytes: &Rc<Vec<u8>>) -> bool {
        Rc::ptr_eq(&self.bytes, bytes)
    }

    /// `digest`: SHA-256 of the bytes it was read in.
    pub(crate) fn digested(self, digest: [u8; 32]) -> DigestedLote {
        let Self { bytes, seen } = self;
        let sha256 = hexadecimal(&digest);
        DigestedLote {
            seen: LoteSeen { sha256, ..seen },
            bytes,
            digest,
        }
    }
}

/// A [`Lote`], and its SHA-256.
pub(crate) struct DigestedLote {
    bytes: Rc<Vec<u8>>,
    digest: [u8; 32],
    seen: LoteSeen,
}

impl DigestedLote {
    pub(crate) fn bytes(&self) -> &Rc<Vec<u8>> {
        &self.bytes
    }

    /// SHA-256 of the file.
    pub(crate) fn digest(&self) -> [u8; 32] {
        self.digest
    }

    pub(crate) fn seen(&self) -> LoteSeen {
        self.seen.clone()
    }
}

/// Whether a file is too large to be looked at.
pub(crate) fn check_size(dispmag: &[u8]) -> Result<(), Failure> {
    if dispmag.len() > MAX_LOTE_BYTES {
        return Err(failure::lote_too_large());
    }
    Ok(())
}

/// All but the digest.
fn see(dispmag: &[u8], expected: &ExpectedLote) -> Result<LoteSeen, Failure> {
    check_size(dispmag)?;
    let read =
        Summary::of(dispmag).map_err(|error| failure::lote_unreadable(&error.to_string()))?;
    let counts = Counts {
        reingresos: number(read.reingresos),
        modificaciones: number(read.modificaciones),
        bajas: number(read.bajas),
    };
    // Ten characters or eleven: documents print both, and the first ten tell two registros apart.
    let confirmed = RegistroPatronal::parse(&expected.registro_patronal)
        .is_ok_and(|registro| registro.key() == read.registro_patronal.key());
    if !confirmed || counts != expected.counts {
        return Err(failure::lote_differs(
            &in_words(&expected.registro_patronal, expected.counts),
            &in_words(read.registro_patronal.as_str(), counts),
        ));
    }
    Ok(LoteSeen {
        registro_patronal: read.registro_patronal.as_str().to_owned(),
        counts,
        total: number(read.total()),
        sha256: String::new(),
    })
}

// MAX_LOTE_BYTES holds far fewer records than u32 counts.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn in_words(registro: &str, counts: Counts) -> String {
    let Counts {
        reingresos,
        modificaciones,
        bajas,
    } = counts;
    let parts: Vec<String> = [
        (reingresos, "reingreso", "reingresos"),
        (
            modificaciones,
            "modificación de salario",
            "modificaciones de salario",
        ),
        (bajas, "baja", "bajas"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
    .collect();
    let movements = if parts.is_empty() {
        "ningún movimiento".to_owned()
    } else {
        parts.join(", ")
    };
    format!("{movements} del registro patronal {registro}")
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The invented person of the domain facts.
    const REINGRESO: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059\r\n";
    const BAJA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      00000000000000015012026     0201400E0001     2                  9\r\n";

    #[test]
    fn reads_lote_as_confirmed() {
        let file = format!("{REINGRESO}{BAJA}{BAJA}");
        let seen = read(&file, &confirmed("Y6087828106", 1, 0, 2)).unwrap();
        assert_eq!(seen.registro_patronal, "Y6087828106");
        assert_eq!(
            (seen.counts.reingresos, seen.counts.bajas, seen.total),
            (1, 2, 3)
        );
        assert_eq!(seen.sha256, "a5".repeat(32));
    }

    #[test]
    fn another_registro_patronal_is_refused_and_both_are_named() {
        let failure = read(REINGRESO, &confirmed("Y3926552104", 1, 0, 0)).unwrap_err();
        assert_eq!(failure.code, "lote-differs");
        assert!(
            failure.message.contains("Y3926552104"),
            "{}",
            failure.message
        );
        assert!(
            failure.message.contains("Y6087828106"),
            "{}",
            failure.message
        );
    }

    #[test]
    fn other_types_or_numbers_are_refused() {
        for (reingresos, modificaciones, bajas) in [(0, 0, 1), (2, 0, 0), (0, 1, 0), (0, 0, 0)] {
            let expected = confirmed("Y6087828106", reingresos, modificaciones, bajas);
            let failure = read(REINGRESO, &expected).unwrap_err();
            assert_eq!(failure.code, "lote-differs");
        }
    }

    #[test]
    fn what_is_no_lote_is_refused() {
        let expected = confirmed("Y6087828106", 0, 0, 0);
        let cases = ["", "9|20260115|a8f3", "%PDF-1.7", "1\u{3}\u{2}\u{1}\u{5}"];
        for text in cases {
            assert_eq!(read(text, &expected).unwrap_err().code, "lote-unreadable");
        }
    }

    #[test]
    fn a_hidden_record_of_another_type_is_counted_and_refused() {
        let file = format!("{REINGRESO}{BAJA}");
        let failure = read(&file, &confirmed("Y6087828106", 1, 0, 0)).unwrap_err();
        assert_eq!(failure.code, "lote-differs");
        assert!(
            failure.message.contains("1 reingreso, 1 baja"),
            "{}",
            failure.message
        );
    }

    fn read(file: &str, expected: &ExpectedLote) -> Result<LoteSeen, Failure> {
        Lote::read(Rc::new(file.as_bytes().to_vec()), expected)
            .map(|lote| lote.digested([0xa5; 32]).seen())
    }

    fn confirmed(registro: &str, reingresos: u32, modificaciones: u32, bajas: u32) -> ExpectedLote {
        ExpectedLote {
            registro_patronal: registro.to_owned(),
            counts: Counts {
                reingresos,
                modificaciones,
                bajas,
            },
        }
    }
}
