//! The paths: one file each, all of it text. Facts are of `docs/facts.md` §6 and §7; where they are not
//! sure, the step says so or `doubts` does.

mod additional;
mod efirma;
mod first;
mod forgotten_password;
mod lost;
mod missed_download;
mod renewal;

pub use additional::ADDITIONAL;
pub use efirma::EFIRMA;
pub use first::FIRST;
pub use forgotten_password::FORGOTTEN_PASSWORD;
pub use lost::LOST;
pub use missed_download::MISSED_DOWNLOAD;
pub use renewal::RENEWAL;

use model::CertificatePath;

use super::guide::Guide;

/// Returns the texts of a path.
#[must_use]
pub fn guide_of(path: CertificatePath) -> &'static Guide {
    match path {
        CertificatePath::First => &FIRST,
        CertificatePath::Additional => &ADDITIONAL,
        CertificatePath::Renewal => &RENEWAL,
        CertificatePath::Lost => &LOST,
        CertificatePath::ForgottenPassword => &FORGOTTEN_PASSWORD,
        CertificatePath::MissedDownload => &MISSED_DOWNLOAD,
        CertificatePath::Efirma => &EFIRMA,
    }
}

/// What the subdelegación asks for to cancel a certificate \[A\].
const TO_CANCEL: &[&str] = &[
    "La tarjeta de identificación patronal.",
    "Tu identificación oficial, en original.",
    "Una copia de la carta de términos y condiciones que firmaste al tramitar el certificado.",
];

/// Why the .key must not be lost, in the same words wherever it is made.
const KEEP_THE_KEY: &str = "La llave se crea en tu navegador y el IMSS no la tiene: sin el archivo .key, el certificado no sirve y hay que empezar de nuevo.";
