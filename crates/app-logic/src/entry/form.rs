//! What the forms check before they ask the server.

use api::ApiError;
use model::limits::PASSWORD_MIN_CHARACTERS;

use crate::messages::entry as text;

/// Returns the error of the first field that was left empty; each is its name, its value, what to say.
#[must_use]
pub fn missing(fields: &[(&'static str, &str, &'static str)]) -> Option<ApiError> {
    fields
        .iter()
        .find(|(_, value, _)| value.trim().is_empty())
        .map(|(name, _, message)| ApiError::new("missing", *message).at(*name))
}

/// Returns what is wrong with a new password before it is sent.
#[must_use]
pub fn new_password(password: &str, repeated: &str) -> Option<ApiError> {
    if password.chars().count() < PASSWORD_MIN_CHARACTERS {
        Some(ApiError::new("password-short", text::PASSWORD_SHORT).at("password"))
    } else if password != repeated {
        Some(ApiError::new("passwords-differ", text::PASSWORDS_DIFFER).at("repeated"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{missing, new_password};

    #[test]
    fn the_first_empty_field_is_named() {
        let fields = [("a", "x", "A"), ("b", "  ", "B"), ("c", "", "C")];
        let error = missing(&fields).unwrap();
        assert_eq!(
            (error.field.as_deref(), error.message.as_str()),
            (Some("b"), "B")
        );
        assert_eq!(missing(&fields[..1]), None);
    }

    #[test]
    fn a_password_counts_characters_and_must_be_repeated() {
        let field = |error: Option<api::ApiError>| error.and_then(|error| error.field);
        assert_eq!(
            field(new_password("corta", "corta")).as_deref(),
            Some("password")
        );
        assert_eq!(
            field(new_password("ñandúes y maíz", "nandues y maiz")).as_deref(),
            Some("repeated")
        );
        assert_eq!(new_password("ñandúes y maíz", "ñandúes y maíz"), None);
    }
}
