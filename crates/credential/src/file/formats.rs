//! Recognises formats other than ASN.1: by their first bytes, by PEM labels, as text.

use super::{FileKind, is_certificate_label, is_pfx_label};
use crate::asn1::pem::Block;

/// By the first bytes of formats that have fixed ones.
pub(super) fn by_magic(bytes: &[u8]) -> Option<FileKind> {
    Some(match bytes {
        [b'%', b'P', b'D', b'F', ..] => FileKind::Pdf,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => FileKind::Zip,
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => {
            FileKind::Image
        }
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => FileKind::JavaKeyStore,
        _ if bytes.starts_with(b"PuTTY-User-Key-File") => FileKind::SshKey,
        _ => return None,
    })
}

/// By the labels of a PEM file.
pub(super) fn of_pem(blocks: &[Block]) -> FileKind {
    let labels: Vec<&str> = blocks.iter().map(|block| block.label.as_str()).collect();
    let any = |wanted: &dyn Fn(&str) -> bool| labels.iter().any(|label| wanted(label));
    // A file with both is a key first: that is the half that must not be overlooked.
    if any(&|label| label == "OPENSSH PRIVATE KEY") {
        FileKind::SshKey
    } else if any(&|label| label.starts_with("PGP ")) {
        FileKind::Pgp
    } else if any(&|label| label.ends_with("PRIVATE KEY")) {
        FileKind::Key
    } else if any(&is_certificate_label) {
        FileKind::Certificate
    } else if any(&is_pfx_label) {
        FileKind::Pfx
    } else if any(&|label| matches!(label, "PKCS7" | "CMS" | "PKCS #7 SIGNED DATA")) {
        FileKind::Cms
    } else if any(&|label| label.ends_with("CERTIFICATE REQUEST")) {
        FileKind::CertificateRequest
    } else if any(&|label| label == "X509 CRL") {
        FileKind::RevocationList
    } else if any(&|label| label.ends_with("PUBLIC KEY")) {
        FileKind::PublicKey
    } else {
        FileKind::DamagedPem
    }
}

/// Markup or text where the bytes are mostly printable ASCII; else [`FileKind::Unknown`].
pub(super) fn of_text(start: &[u8]) -> FileKind {
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let printable = |byte: &u8| matches!(byte, b'\t' | b'\r' | b'\n' | 0x20..=0x7e | 0x80..);
    if text.trim_ascii_start().starts_with(b"<") {
        FileKind::Markup
    } else if text.iter().all(printable)
        && text.iter().filter(|b| **b < 0x80).count() * 2 > text.len()
    {
        FileKind::Text
    } else {
        FileKind::Unknown
    }
}
