//! What the fields of a user must hold.

use imss::id::Rfc;
use model::limits::{PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS};

use super::common_password::is_common;
use super::error::AccountError;
use crate::values::{Password, Username};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

pub(super) fn checked_username(typed: &str) -> Result<Username, AccountError> {
    typed.parse().map_err(|_| {
        AccountError::field(
            "username",
            "El usuario lleva de 3 a 64 letras sin acentos, números o los signos . _ - @ +",
        )
    })
}

pub(crate) fn checked_name(field: &'static str, typed: &str) -> Result<String, AccountError> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(AccountError::field(field, "Escribe el nombre."));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(AccountError::field(
            field,
            "El nombre es demasiado largo o trae signos raros.",
        ));
    }
    Ok(name.to_owned())
}

/// Returns the address, or none where nothing is typed.
pub(crate) fn checked_email(typed: &str) -> Result<Option<String>, AccountError> {
    let email = typed.trim();
    if email.is_empty() {
        return Ok(None);
    }
    // Whether an address works only a mail can tell; this catches a slip of the finger.
    let shaped = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    if shaped && email.len() <= 254 && !email.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Ok(Some(email.to_owned()))
    } else {
        Err(AccountError::field(
            "email",
            "Ese correo no parece completo. Revísalo: nombre@dominio.mx",
        ))
    }
}

/// Returns the address, which must be typed.
pub(super) fn needed_email(typed: &str) -> Result<String, AccountError> {
    checked_email(typed)?.ok_or_else(|| AccountError::field("email", "Escribe el correo."))
}

/// Returns the RFC, or none where nothing is typed.
pub(super) fn checked_rfc(typed: &str) -> Result<Option<Rfc>, AccountError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Rfc::parse(typed)
        .map(Some)
        .map_err(|e| AccountError::field("rfc", e.to_string()))
}

/// Returns the RFC, which must be typed.
pub(super) fn needed_rfc(typed: &str) -> Result<Rfc, AccountError> {
    checked_rfc(typed)?.ok_or_else(|| AccountError::field("rfc", "Escribe el RFC de la empresa."))
}

/// Checks a new password. `about` holds what is known of the person and her company: a password made of
/// that is found first.
pub(super) fn checked_password(
    password: &Password,
    username: &Username,
    about: &[&str],
) -> Result<(), AccountError> {
    let refuse = |message: String| Err(AccountError::field("password", message));
    let length = password.chars();
    if length < PASSWORD_MIN_CHARACTERS {
        return refuse(format!(
            "La contraseña lleva al menos {PASSWORD_MIN_CHARACTERS} caracteres."
        ));
    }
    if length > PASSWORD_MAX_CHARACTERS {
        return refuse(format!(
            "La contraseña lleva {PASSWORD_MAX_CHARACTERS} caracteres cuando mucho."
        ));
    }
    if password.matches_text(username.as_str()) {
        return refuse("La contraseña no puede ser igual al usuario.".to_owned());
    }
    let words = about.iter().flat_map(|text| text.split_whitespace());
    if is_common(&password.folded(), words.chain([username.as_str()])) {
        return refuse(
            "Esa contraseña es de las que se prueban primero. Une varias palabras que sólo tú juntarías."
                .to_owned(),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::checked_password;
    use crate::values::{Password, Username};

    fn refused(password: &str) -> bool {
        let ana: Username = "ana.ruiz".parse().unwrap();
        let about = ["Ana Ruiz", "Comercial del Bajío"];
        checked_password(&Password::new(password.to_owned()), &ana, &about).is_err()
    }

    #[test]
    fn passwords_of_the_lists_and_their_variants_are_refused() {
        for common in [
            "1234567890",
            "password123",
            "qwertyuiop",
            "contraseña1",
            "P4ssw0rd2026!",
            "iloveyou1234",
            "Nomina2026!!",
            "ana.ruiz2026",
            "Comercial2026",
            "MexicoChivas1",
            "aaaaaaaaaaaa",
            "abcdefghij12",
        ] {
            assert!(refused(common), "{common}");
        }
    }

    #[test]
    fn a_phrase_is_taken_whatever_its_signs() {
        for phrase in [
            "una frase larga",
            "una contraseña de prueba",
            "ñandúes y maíz",
            "caballo grapa correcto pila",
        ] {
            assert!(!refused(phrase), "{phrase}");
        }
    }

    #[test]
    fn length_is_10_to_128_characters() {
        assert!(refused("x7$kQ2!mz"));
        assert!(!refused("x7$kQ2!mzL"));
        let long = "maíz ñandú ".repeat(12);
        let of = |length: usize| long.chars().take(length).collect::<String>();
        assert!(!refused(&of(128)));
        assert!(refused(&of(129)));
    }
}
