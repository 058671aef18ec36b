//! What a picked file is, and its ASN.1 out of whatever wraps it: PEM, base64, UTF-16, stray bytes.
//!
//! Decides by content, never by name. Knows no certificate and no key: `certificate`, `key` and `pfx`
//! read what [`Contents`] hands them.

mod classify;
mod contents;
mod formats;
mod kind;
mod stray;
mod utf16;

pub(crate) use classify::classify;
pub use contents::sniff;
pub(crate) use contents::{Contents, Form};
pub use kind::FileKind;

/// Whether a PEM block of this label holds a certificate.
pub(crate) fn is_certificate_label(label: &str) -> bool {
    matches!(label, "CERTIFICATE" | "X509 CERTIFICATE") || label == TRUSTED_CERTIFICATE
}

/// Whether a PEM block of this label holds a .pfx.
pub(crate) fn is_pfx_label(label: &str) -> bool {
    matches!(label, "PKCS12" | "PFX")
}

/// OpenSSL's label of a certificate that is followed by what it is trusted for.
pub(crate) const TRUSTED_CERTIFICATE: &str = "TRUSTED CERTIFICATE";
