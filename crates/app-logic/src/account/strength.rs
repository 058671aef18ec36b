//! How strong a password looks while it is typed. The server decides: it knows the lists of leaked ones.

use model::limits::{PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS};

use crate::messages::account as text;

/// From this many characters on, a password of any kind counts as long.
const LONG: usize = 16;

/// How strong a password looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// So many characters are missing.
    Short {
        /// How many.
        missing: usize,
    },
    /// So many characters are too many.
    TooLong {
        /// How many.
        over: usize,
    },
    /// Few different characters, or a row of the keyboard.
    Weak,
    /// Long enough, and longer would be better.
    Fair,
    /// Long and varied.
    Strong,
}

impl Strength {
    /// Returns the strength of what is typed.
    #[must_use]
    pub fn of(password: &str) -> Self {
        let length = password.chars().count();
        if length < PASSWORD_MIN_CHARACTERS {
            let missing = PASSWORD_MIN_CHARACTERS - length;
            return Self::Short { missing };
        }
        if length > PASSWORD_MAX_CHARACTERS {
            let over = length - PASSWORD_MAX_CHARACTERS;
            return Self::TooLong { over };
        }
        let different = password
            .chars()
            .collect::<std::collections::BTreeSet<_>>()
            .len();
        if different < 6 || steps(password) * 2 > length {
            Self::Weak
        } else if length >= LONG {
            Self::Strong
        } else {
            Self::Fair
        }
    }

    /// Returns the sentence below the field.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Short { missing } => text::strength_short(missing),
            Self::TooLong { over } => text::strength_too_long(over),
            Self::Weak => text::STRENGTH_WEAK.to_owned(),
            Self::Fair => text::STRENGTH_FAIR.to_owned(),
            Self::Strong => text::STRENGTH_STRONG.to_owned(),
        }
    }
}

/// How many characters repeat the one before, or follow it as 2 follows 1.
fn steps(password: &str) -> usize {
    let codes: Vec<u32> = password.chars().map(u32::from).collect();
    codes
        .windows(2)
        .filter(|pair| pair[0].abs_diff(pair[1]) <= 1)
        .count()
}

#[cfg(test)]
mod tests {
    use super::Strength;

    #[test]
    fn says_how_many_characters_are_missing_or_too_many() {
        assert_eq!(Strength::of("ñandú"), Strength::Short { missing: 5 });
        let long = "a".repeat(130);
        assert_eq!(Strength::of(&long), Strength::TooLong { over: 2 });
    }

    #[test]
    fn rows_and_repetitions_are_weak_whatever_their_length() {
        for weak in [
            "1234567890",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "ababababababababab",
        ] {
            assert_eq!(Strength::of(weak), Strength::Weak, "{weak}");
        }
    }

    #[test]
    fn a_phrase_is_strong_without_signs() {
        assert_eq!(Strength::of("una frase larga mía"), Strength::Strong);
        assert_eq!(Strength::of("perro azul 9"), Strength::Fair);
    }
}
