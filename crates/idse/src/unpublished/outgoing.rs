//! A signed lote, and what it is called in the portal's form.

use imss::id::RegistroPatronal;

/// The movement types inside a lote. Files are of one type each `[A]`; whether a lote may mix them
/// is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoteContents {
    /// 08
    Reingresos,
    /// 07
    Modificaciones,
    /// 02
    Bajas,
    /// Several types in one lote.
    Mixed,
}

/// A signed lote, ready to go.
#[derive(Debug, Clone, Copy)]
pub struct OutgoingLote<'a> {
    /// The registro patronal of every record.
    pub registro_patronal: RegistroPatronal,
    /// Its movement types.
    pub contents: LoteContents,
    /// CMS `SignedData` in DER: the DISPMAG attached, CAdES attributes.
    pub cms_der: &'a [u8],
}

impl LoteContents {
    pub(super) fn code(self) -> &'static str {
        match self {
            LoteContents::Reingresos => "08",
            LoteContents::Modificaciones => "07",
            LoteContents::Bajas => "02",
            LoteContents::Mixed => "00",
        }
    }

    /// Words of a list's option, folded, that mean the type.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            LoteContents::Reingresos => &["reingreso", "alta"],
            LoteContents::Modificaciones => &["modificacion"],
            LoteContents::Bajas => &["baja"],
            LoteContents::Mixed => &[],
        }
    }
}
