//! The password that somebody chooses for a file that is written.

use vault_protocol::{ConvertTo, Form};

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Not text at all: nothing that a person typed.
    NotText,
    /// Fewer characters than [`SHORTEST`].
    TooShort,
    /// More characters than such a file's password may have.
    TooLong {
        /// How many it may.
        most: usize,
    },
    /// IDSE takes letters and digits alone for a .pfx (domain facts §7 \[A\]).
    NotLettersOrDigits,
    /// One character over and over.
    OneCharacter,
}

/// For a .pfx and for an e.firma alike (domain facts §7 \[A\]).
pub(crate) const SHORTEST: usize = 8;

/// For an e.firma (domain facts §7 \[A\]).
const LONGEST: usize = 255;

/// For the .pfx that IDSE takes (domain facts §7 \[A\]).
const LONGEST_AT_IDSE: usize = 20;

/// Whether a file written so may have this password.
pub(crate) fn check(password: &[u8], to: ConvertTo, form: Form) -> Result<(), Refused> {
    let Ok(text) = std::str::from_utf8(password) else {
        return Err(Refused::NotText);
    };
    let for_idse = to == ConvertTo::Pfx && form == Form::Old;
    let most = if for_idse { LONGEST_AT_IDSE } else { LONGEST };
    let length = text.chars().count();
    if length < SHORTEST {
        return Err(Refused::TooShort);
    }
    if length > most {
        return Err(Refused::TooLong { most });
    }
    if for_idse && !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Refused::NotLettersOrDigits);
    }
    let mut characters = text.chars();
    let first = characters.next();
    if characters.all(|other| Some(other) == first) {
        return Err(Refused::OneCharacter);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_characters_are_enough_and_seven_are_not_counted_as_people_count() {
        assert_eq!(modern("Ñandú-12"), Ok(()));
        assert_eq!(modern("Ñandú-1"), Err(Refused::TooShort));
        assert_eq!(modern(""), Err(Refused::TooShort));
        assert_eq!(modern(&"Ñ1".repeat(127)), Ok(()));
        let too_long = Err(Refused::TooLong { most: 255 });
        assert_eq!(modern(&"Ñ1".repeat(128)), too_long);
    }

    #[test]
    fn for_the_pfx_that_idse_takes_its_own_rule_holds() {
        let old = |text: &str| check(text.as_bytes(), ConvertTo::Pfx, Form::Old);
        assert_eq!(old("Npie2026"), Ok(()));
        assert_eq!(old("Npie-2026"), Err(Refused::NotLettersOrDigits));
        assert_eq!(old("Ñandu2026"), Err(Refused::NotLettersOrDigits));
        let long = "Npie2026Npie2026Npie2";
        assert_eq!(old(long), Err(Refused::TooLong { most: 20 }));
        assert_eq!(check(long.as_bytes(), ConvertTo::Key, Form::Old), Ok(()));
    }

    #[test]
    fn one_character_over_and_over_is_no_password() {
        for text in ["aaaaaaaa", "        ", "ññññññññ"] {
            assert_eq!(modern(text), Err(Refused::OneCharacter), "{text}");
        }
    }

    #[test]
    fn bytes_that_nobody_typed_are_refused() {
        let bytes = b"\xff\xfe12345678";
        let refused = check(bytes, ConvertTo::Pfx, Form::Modern);
        assert_eq!(refused, Err(Refused::NotText));
    }

    fn modern(text: &str) -> Result<(), Refused> {
        check(text.as_bytes(), ConvertTo::Pfx, Form::Modern)
    }
}
