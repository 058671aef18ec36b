//! Whether a certificate serves for IDSE today.

use crate::certificate::{CertificateSummary, Kind};
use crate::error::OpenError;
use crate::rsa::MIN_BITS;
use crate::warning::Warning;
use jiff::Timestamp;

/// What a certificate is about to be assigned to, where that is known, and when its end is near.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// From this many days before its end, that day included, a certificate is warned about.
    pub warning_days: i64,
    /// The company's RFC.
    pub rfc: Option<&'a str>,
    /// The registro patronal, with or without its check digit.
    pub registro_patronal: Option<&'a str>,
}

impl Expected<'_> {
    /// Returns what is expected where nothing is known of the assignment.
    #[must_use]
    pub const fn nothing(warning_days: i64) -> Self {
        Self {
            warning_days,
            rfc: None,
            registro_patronal: None,
        }
    }
}

/// Checks purpose, dates and strength at `now`.
///
/// A CSD is refused [A]; so is what has expired or not begun. Another RFC or registro patronal than
/// expected is a warning, for IDSE decides ([B], [C]).
///
/// # Errors
/// [`OpenError::CsdInsteadOfEfirma`], [`OpenError::Expired`], [`OpenError::NotYetValid`],
/// [`OpenError::NotRsa`], [`OpenError::WeakKey`].
pub fn check(
    certificate: &CertificateSummary,
    now: Timestamp,
    expected: &Expected<'_>,
) -> Result<Vec<Warning>, OpenError> {
    if certificate.kind == Kind::Csd {
        return Err(OpenError::CsdInsteadOfEfirma);
    }
    if now > certificate.not_after {
        return Err(OpenError::Expired {
            not_after: certificate.not_after,
        });
    }
    if now < certificate.not_before {
        return Err(OpenError::NotYetValid {
            not_before: certificate.not_before,
        });
    }
    if certificate.key_bits == 0 {
        return Err(OpenError::NotRsa {
            algorithm: certificate.key_algorithm.clone(),
        });
    }
    let bits = certificate.key_bits as usize;
    if bits < MIN_BITS {
        return Err(OpenError::WeakKey { bits });
    }
    let mut warnings = Vec::new();
    if certificate.kind == Kind::Other {
        warnings.push(Warning::UnknownKind);
    }
    let days = days_left(certificate, now);
    if days <= expected.warning_days {
        warnings.push(Warning::ExpiresSoon { days });
    }
    if let (Some(expected), Some(found)) = (expected.rfc, &certificate.rfc)
        && !expected.eq_ignore_ascii_case(found)
    {
        warnings.push(Warning::OtherRfc {
            found: found.clone(),
        });
    }
    if let (Some(expected), Some(found)) =
        (expected.registro_patronal, &certificate.registro_patronal)
        && !same_registro_patronal(expected, found)
    {
        warnings.push(Warning::OtherRegistroPatronal {
            found: found.clone(),
        });
    }
    Ok(warnings)
}

/// Whole days until the end.
fn days_left(certificate: &CertificateSummary, now: Timestamp) -> i64 {
    (certificate.not_after.as_second() - now.as_second()) / 86_400
}

/// Equal but for the check digit, which is printed or left out.
fn same_registro_patronal(a: &str, b: &str) -> bool {
    let first_ten = |text: &str| {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .take(10)
            .collect::<String>()
            .to_uppercase()
    };
    first_ten(a) == first_ten(b)
}
