//! The signer's refusals as the forms show errors, and what is odd about a choice.

use api::ApiError;
use api::view::registros::RegistroView;

use crate::messages::keys as text;
use crate::signer::{CredentialSummary, FailureField, SignerError};

/// The field of the form that picks files.
pub(super) const FILES: &str = "archivos";
/// The field of the form that takes the key's password.
pub(super) const PASSWORD: &str = "contrasena-de-la-llave";
/// The signer's code for a .pfx that nothing protects against change.
pub(super) const WITHOUT_MAC: &str = "without-mac";

/// A refusal of the signer as any other error of a form.
pub(crate) fn refused(error: &SignerError) -> ApiError {
    let shown = ApiError::new(error.code(), error.to_string());
    let shown = match error.hint() {
        "" => shown,
        hint => shown.hint(hint),
    };
    match error.field() {
        Some(FailureField::Files) => shown.at(FILES),
        Some(FailureField::Password) => shown.at(PASSWORD),
        Some(FailureField::NewPassword | FailureField::Challenge | FailureField::Lote) | None => {
            shown
        }
    }
}

/// What is odd about a certificate for these registros patronales. IDSE decides: a certificate of a
/// matriz may serve its sucursales, and a representative's own e.firma may be accepted (domain facts
/// [C]), so this warns and refuses nothing.
pub(crate) fn mismatches(summary: &CredentialSummary, chosen: &[RegistroView]) -> Vec<String> {
    let mut found = Vec::new();
    for registro in chosen {
        let numero = &registro.data.numero;
        if let Some(named) = &summary.registro_patronal
            && !same_registro(named, numero)
        {
            found.push(text::other_registro(named, numero));
        }
        let its = registro.data.rfc.trim();
        if let Some(own) = &summary.rfc
            && !its.is_empty()
            && !own.eq_ignore_ascii_case(its)
        {
            found.push(text::other_rfc(own, numero, its));
        }
    }
    found
}

/// Certificates and receipts write a registro patronal with or without its check digit.
fn same_registro(one: &str, other: &str) -> bool {
    const WITHOUT_CHECK_DIGIT: usize = 10;
    let key = |text: &str| {
        text.trim()
            .chars()
            .take(WITHOUT_CHECK_DIGIT)
            .collect::<String>()
    };
    key(one).eq_ignore_ascii_case(&key(other))
}

#[cfg(test)]
mod tests {
    use api::view::registros::{RegistroData, RegistroView};

    use super::{PASSWORD, mismatches, refused};
    use crate::signer::{
        ChainStatus, CredentialKind, CredentialSummary, Failure, FailureField, SignerError,
    };

    fn summary(rfc: Option<&str>, registro_patronal: Option<&str>) -> CredentialSummary {
        CredentialSummary {
            kind: CredentialKind::Imss,
            holder: String::new(),
            rfc: rfc.map(str::to_owned),
            representative_rfc: None,
            curp: None,
            registro_patronal: registro_patronal.map(str::to_owned),
            serial: String::new(),
            issuer: String::new(),
            not_before: 0,
            not_after: 0,
            key_bits: 2048,
            fingerprint: String::new(),
            certificate: String::new(),
            chain: ChainStatus::NotVerified,
            warnings: Vec::new(),
        }
    }

    fn registro(numero: &str, rfc: &str) -> RegistroView {
        RegistroView {
            id: "1".to_owned(),
            version: 1,
            data: RegistroData {
                numero: numero.to_owned(),
                rfc: rfc.to_owned(),
                ..RegistroData::default()
            },
            certificado: None,
            plantilla: None,
        }
    }

    #[test]
    fn a_wrong_password_stands_beside_the_password() {
        let error = SignerError::Refused(Failure {
            code: "wrong-password".to_owned(),
            message: "La contraseña no es correcta.".to_owned(),
            hint: String::new(),
            field: Some(FailureField::Password),
        });
        let shown = refused(&error);
        assert_eq!(shown.field.as_deref(), Some(PASSWORD));
        assert_eq!(shown.hint, None);
    }

    #[test]
    fn a_registro_patronal_is_the_same_without_its_check_digit() {
        let named = summary(None, Some("Y608782810"));
        assert!(mismatches(&named, &[registro("Y6087828106", "")]).is_empty());
        assert_eq!(mismatches(&named, &[registro("B7010662106", "")]).len(), 1);
    }

    #[test]
    fn another_rfc_is_told_and_an_unknown_one_is_not() {
        let own = summary(Some("EKU9003173C9"), None);
        assert!(mismatches(&own, &[registro("Y6087828106", "eku9003173c9")]).is_empty());
        assert!(mismatches(&own, &[registro("Y6087828106", "")]).is_empty());
        assert_eq!(
            mismatches(&own, &[registro("Y6087828106", "IMS421231I45")]).len(),
            1
        );
    }
}
