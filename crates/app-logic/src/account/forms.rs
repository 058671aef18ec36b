//! What the forms of an account check before they ask the server: every field that is wrong, at once.

use model::limits::{PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS};

use crate::form::FieldError;
use crate::messages::{account as text, entry};

/// Code of the server's answer to a mailed link that opens nothing.
pub const LINK_DEAD: &str = "mailed-link-dead";

/// Returns what is wrong with a new password, typed twice.
#[must_use]
pub fn new_password(password: &str, repeated: &str) -> Vec<FieldError> {
    let length = password.chars().count();
    if length < PASSWORD_MIN_CHARACTERS {
        vec![FieldError::new("password", entry::PASSWORD_SHORT)]
    } else if length > PASSWORD_MAX_CHARACTERS {
        vec![FieldError::new("password", text::PASSWORD_LONG)]
    } else if password != repeated {
        vec![FieldError::new("repeated", entry::PASSWORDS_DIFFER)]
    } else {
        Vec::new()
    }
}

/// Returns what is wrong with an address; whether mail arrives there, only a mail can tell.
#[must_use]
pub fn email(typed: &str) -> Vec<FieldError> {
    let typed = typed.trim();
    let complete = typed
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    match (typed.is_empty(), complete) {
        (true, _) => vec![FieldError::new("email", text::EMAIL_MISSING)],
        (false, false) => vec![FieldError::new("email", text::EMAIL_INCOMPLETE)],
        (false, true) => Vec::new(),
    }
}

/// Returns the errors of the fields that were left empty; each is its name, its value, what to say.
#[must_use]
pub fn missing(fields: &[(&'static str, &str, &'static str)]) -> Vec<FieldError> {
    fields
        .iter()
        .filter(|(_, value, _)| value.trim().is_empty())
        .map(|(name, _, message)| FieldError::new(name, *message))
        .collect()
}

/// Returns what is wrong with the form that accepts an invitation.
#[must_use]
pub fn acceptance(name: &str, username: &str, password: &str, repeated: &str) -> Vec<FieldError> {
    let mut wrong = missing(&[
        ("name", name, text::NAME_MISSING),
        ("username", username, text::NEW_USERNAME_MISSING),
    ]);
    wrong.extend(new_password(password, repeated));
    wrong
}

/// Returns what is wrong with the form that changes the own password.
#[must_use]
pub fn own_password(current: &str, password: &str, repeated: &str) -> Vec<FieldError> {
    let mut wrong = missing(&[("current", current, text::CURRENT_MISSING)]);
    wrong.extend(new_password(password, repeated));
    wrong
}

/// Returns what is wrong with the form that changes the own address.
#[must_use]
pub fn own_address(current: &str, typed: &str) -> Vec<FieldError> {
    let mut wrong = email(typed);
    wrong.extend(missing(&[("current", current, text::CURRENT_MISSING)]));
    wrong
}

/// Returns what is wrong with the form that invites.
#[must_use]
pub fn invitation(name: &str, typed: &str) -> Vec<FieldError> {
    let mut wrong = missing(&[("name", name, text::NAME_MISSING)]);
    wrong.extend(email(typed));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|error| error.field).collect()
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        assert_eq!(
            fields(&acceptance(" ", "", "corta", "corta")),
            ["name", "username", "password"]
        );
        assert_eq!(
            fields(&own_password("", "una frase larga", "otra")),
            ["current", "repeated"]
        );
        assert_eq!(fields(&own_address("", "ana@")), ["email", "current"]);
        assert_eq!(fields(&invitation("", "")), ["name", "email"]);
        assert!(acceptance("Ana", "ana", "una frase larga", "una frase larga").is_empty());
    }

    #[test]
    fn a_password_has_10_to_128_characters() {
        let of = |length: usize| "ñ".repeat(length);
        assert_eq!(fields(&new_password(&of(9), &of(9))), ["password"]);
        assert!(new_password(&of(10), &of(10)).is_empty());
        assert!(new_password(&of(128), &of(128)).is_empty());
        assert_eq!(fields(&new_password(&of(129), &of(129))), ["password"]);
    }

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        assert!(email(" ana@empresa.mx ").is_empty());
        for wrong in ["", "ana", "@empresa.mx", "ana@empresa"] {
            assert_eq!(fields(&email(wrong)), ["email"], "{wrong}");
        }
    }
}
