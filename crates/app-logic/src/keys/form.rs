//! The fields of the forms that open keys: the signer's refusals at them, and what is odd about what is
//! picked or typed.

use api::ApiError;
use api::view::registros::RegistroView;

use crate::messages::keys as text;
use crate::signer::SignerError;
use vault_protocol::{CredentialSummary, Expected, FailureField};

/// The field that picks the .cer or the .pfx.
pub const CERTIFICATE: &str = "certificado";
/// The field that picks the .key.
pub const KEY: &str = "llave-privada";
/// The field of the user that IDSE knows a .pfx by.
pub const USER: &str = "usuario-idse";
/// The field that takes the key's password.
pub const PASSWORD: &str = "contrasena-de-la-llave";
/// The field for the password of the new files.
pub const NEW_PASSWORD: &str = "contrasena-nueva";
/// The field that takes it once more.
pub const REPEATED: &str = "contrasena-repetida";
/// The signer's code for a .pfx that nothing protects against change.
pub const WITHOUT_MAC: &str = "without-mac";

/// Returns a refusal of the signer as any other error of a form.
pub fn refused(error: &SignerError) -> ApiError {
    let shown = ApiError::new(error.code(), error.to_string());
    let shown = match error.hint() {
        "" => shown,
        hint => shown.hint(hint),
    };
    match error.field() {
        Some(FailureField::Files) => shown.at(CERTIFICATE),
        Some(FailureField::Password) => shown.at(PASSWORD),
        Some(FailureField::NewPassword) => shown.at(NEW_PASSWORD),
        Some(FailureField::Challenge | FailureField::Lote) | None => shown,
    }
}

/// Returns what is wrong and what to do next, as one text.
pub fn sentence(error: &SignerError) -> String {
    match error.hint() {
        "" => error.to_string(),
        hint => format!("{error} {hint}"),
    }
}

/// Puts an error of the files at the one of them that it is about. `with_key`: both are picked, and
/// nothing is wrong with the certificate, so what does not concern a certificate concerns the key.
pub fn belongs(error: ApiError, with_key: bool) -> ApiError {
    const OF_THE_CERTIFICATE: [&str; 5] = [
        "csd-instead-of-efirma",
        "expired",
        "not-yet-valid",
        "weak-key",
        "number-of-files",
    ];
    let of_files = error.field.as_deref() == Some(CERTIFICATE);
    if of_files && with_key && !OF_THE_CERTIFICATE.contains(&error.code.as_str()) {
        error.at(KEY)
    } else {
        error
    }
}

/// What can be seen of a typed password without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PasswordShape {
    /// Characters.
    pub length: u32,
    /// Letters without accents and digits alone.
    pub plain: bool,
}

/// What a file is by its name. The signer looks inside; this only moves it to its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// `.cer` or `.crt`.
    Certificate,
    /// `.key`.
    Key,
    /// `.pfx` or `.p12`.
    Pfx,
    /// Any other ending, `.pem` among them.
    Unknown,
}

/// Recognises a file by the ending of its name.
#[must_use]
pub fn half(name: &str) -> Half {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "cer" | "crt" => Half::Certificate,
        "key" => Half::Key,
        "pfx" | "p12" => Half::Pfx,
        _ => Half::Unknown,
    }
}

/// Returns what IDSE's form says of a password of this shape: 8 to 20 letters or digits with a .pfx, 8
/// to 255 characters with an e.firma (domain facts §7 \[A\]).
///
/// It is IDSE's rule for what is typed *there*, and of certificates made there. A file may have been
/// made with another password all the same, or been given one by another program: so it is noted beside
/// the field, and whether the file opens is the file's to say.
pub fn password_note(shape: PasswordShape, is_pfx: bool) -> Option<String> {
    let PasswordShape { length, plain } = shape;
    let fits = match (length, is_pfx) {
        // Nothing was typed yet.
        (0, _) => true,
        (8..=20, true) => plain,
        (_, true) => false,
        (_, false) => (8..=255).contains(&length),
    };
    let note = if is_pfx {
        text::PASSWORD_NOTE_PFX
    } else {
        text::PASSWORD_NOTE_EFIRMA
    };
    (!fits).then(|| note.to_owned())
}

/// Returns what IDSE's form says of such a user of a .pfx (domain facts §7 \[A\]).
pub fn user_note(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let fits =
        (8..=20).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (!typed.is_empty() && !fits).then(|| text::USER_NOTE.to_owned())
}

/// Returns what is odd about a certificate for these registros patronales. IDSE decides: a certificate
/// of a matriz may serve its sucursales, and a representative's own e.firma may be accepted (domain
/// facts [C]), so this warns and refuses nothing.
pub fn mismatches(summary: &CredentialSummary, chosen: &[RegistroView]) -> Vec<String> {
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

/// Returns what a key is opened for, where that is known before it is opened: these registros
/// patronales, and their RFC where it is one for all.
pub fn meant_for(registros: &[RegistroView]) -> Expected {
    let mut rfcs = registros.iter().map(|one| one.data.rfc.trim());
    let first = rfcs.next().filter(|rfc| !rfc.is_empty());
    Expected {
        rfc: first
            .filter(|first| rfcs.all(|rfc| rfc.eq_ignore_ascii_case(first)))
            .map(str::to_owned),
        registros: registros
            .iter()
            .map(|one| one.data.numero.clone())
            .collect(),
    }
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
    use api::ApiError;
    use api::view::registros::{RegistroData, RegistroView};

    use super::PasswordShape;
    use super::{
        CERTIFICATE, KEY, PASSWORD, belongs, meant_for, mismatches, password_note, refused,
        user_note,
    };
    use crate::signer::SignerError;
    use vault_protocol::{ChainStatus, CredentialKind, CredentialSummary, Failure, FailureField};

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
    fn blames_key_where_certificate_is_sound() {
        let of_files = |code: &str| ApiError::new(code, "").at(CERTIFICATE);
        let field = |code: &str, with_key| belongs(of_files(code), with_key).field;
        assert_eq!(field("damaged", true).as_deref(), Some(KEY));
        assert_eq!(
            field("key-of-another-certificate", true).as_deref(),
            Some(KEY)
        );
        assert_eq!(field("damaged", false).as_deref(), Some(CERTIFICATE));
        assert_eq!(field("expired", true).as_deref(), Some(CERTIFICATE));
        let password = ApiError::new("wrong-password", "").at(PASSWORD);
        assert_eq!(belongs(password, true).field.as_deref(), Some(PASSWORD));
    }

    #[test]
    fn notes_password_that_idse_would_not_take() {
        let noted = |length, plain, is_pfx| {
            password_note(PasswordShape { length, plain }, is_pfx).is_some()
        };
        assert!(!noted(0, true, true) && !noted(0, true, false));
        assert!(!noted(8, true, true) && !noted(20, true, true));
        assert!(noted(7, true, true) && noted(21, true, true) && noted(10, false, true));
        assert!(!noted(10, false, false) && !noted(255, true, false));
        assert!(noted(7, true, false) && noted(256, true, false));
    }

    #[test]
    fn notes_user_that_idse_would_not_take() {
        assert_eq!(user_note(""), None);
        assert_eq!(user_note("CAMPANARIO01"), None);
        assert!(user_note("CAMPA").is_some());
        assert!(user_note("CAMPANARIO-1").is_some());
    }

    #[test]
    fn a_registro_patronal_is_the_same_without_its_check_digit() {
        let named = summary(None, Some("Y608782810"));
        assert!(mismatches(&named, &[registro("Y6087828106", "")]).is_empty());
        assert_eq!(mismatches(&named, &[registro("B7010662106", "")]).len(), 1);
    }

    #[test]
    fn warns_of_another_rfc_and_not_of_an_unknown_one() {
        let own = summary(Some("EKU9003173C9"), None);
        assert!(mismatches(&own, &[registro("Y6087828106", "eku9003173c9")]).is_empty());
        assert!(mismatches(&own, &[registro("Y6087828106", "")]).is_empty());
        assert_eq!(
            mismatches(&own, &[registro("Y6087828106", "IMS421231I45")]).len(),
            1
        );
    }

    #[test]
    fn a_key_is_opened_for_the_registros_in_view_and_for_their_rfc_where_it_is_one() {
        let (one, other) = ("Y6087828106", "B7010662106");
        let rfc = |registros: &[RegistroView]| meant_for(registros).rfc;
        let own = [registro(one, "EKU9003173C9")];
        assert_eq!(meant_for(&own).registros, [one]);
        assert_eq!(rfc(&own).as_deref(), Some("EKU9003173C9"));
        let [own] = own;
        assert_eq!(rfc(&[own.clone(), registro(other, "IMS421231I45")]), None);
        assert_eq!(rfc(&[own, registro(other, "")]), None);
        assert_eq!(rfc(&[]), None);
    }
}
