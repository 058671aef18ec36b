//! Where each file of the folder lies.

use imss::receipt::ReceiptKind;

use super::gather::{Attempt, Gathered};
use crate::records::ReceiptFile;

/// The chain of every signature, for openssl.
pub(super) const CHAIN: &str = "autoridades.pem";
/// What openssl is given, and what it writes.
pub(super) const CMS: &str = "firma.p7m";
pub(super) const DISPMAG: &str = "movimientos.txt";
pub(super) const SIGNER: &str = "certificado.cer";
pub(super) const INDEX: &str = "INDICE.html";
pub(super) const SUMS: &str = "SHA256SUMS";

pub(super) fn lote_folder(gathered: &Gathered) -> String {
    format!("lote-{}", gathered.lote.numero)
}

pub(super) fn attempt_folder(gathered: &Gathered, attempt: &Attempt) -> String {
    let folder = lote_folder(gathered);
    format!("{folder}/intento-{}", attempt.contents.attempt)
}

/// Where a file that a person brought lies.
pub(super) fn brought_path(file: &ReceiptFile) -> String {
    let ending = match file.kind {
        ReceiptKind::Csv => "csv",
        ReceiptKind::Pdf => "pdf",
        ReceiptKind::Html => "html",
    };
    format!("de-idse/{}.{ending}", file.id)
}
