//! The user and the password of a request: 8 to 20 letters or digits each, not equal (domain facts §6
//! \[A\]).

/// Fewest characters of each.
pub const SHORTEST: usize = 8;
/// Most characters of each.
pub const LONGEST: usize = 20;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The user.
    User,
    /// The password.
    Password,
}

/// Why IMSS would not take one. Each has its own sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Fewer than [`SHORTEST`] characters; how many there are.
    TooShort(usize),
    /// More than [`LONGEST`] characters; how many there are.
    TooLong(usize),
    /// A letter with an accent or dieresis, an Ñ, a Ç.
    Accented(char),
    /// A space.
    Space,
    /// Any other sign.
    Sign(char),
    /// User and password are the same; letters compare without case.
    Equal,
}

/// Returns what is wrong with one of them, the first fault first; empty: it will do, or nothing is typed
/// yet.
#[must_use]
pub fn problems(text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let length = text.chars().count();
    if length == 0 {
        return found;
    }
    for character in text.chars() {
        let problem = match character {
            _ if character.is_ascii_alphanumeric() => continue,
            _ if character.is_whitespace() => Problem::Space,
            // A combining accent belongs to the letter before it.
            '\u{300}'..='\u{36f}' => Problem::Accented(character),
            _ if character.is_alphabetic() => Problem::Accented(character),
            _ => Problem::Sign(character),
        };
        if !found.contains(&problem) {
            found.push(problem);
        }
    }
    if length < SHORTEST {
        found.push(Problem::TooShort(length));
    } else if length > LONGEST {
        found.push(Problem::TooLong(length));
    }
    found
}

/// Whether both are typed and the same.
#[must_use]
pub fn are_equal(user: &str, password: &str) -> bool {
    !user.is_empty() && user.eq_ignore_ascii_case(password)
}

/// Whether IMSS takes both.
#[must_use]
pub fn fit(user: &str, password: &str) -> bool {
    let sound = |text: &str| !text.is_empty() && problems(text).is_empty();
    sound(user) && sound(password) && !are_equal(user, password)
}

impl Problem {
    /// Returns the sentence that the person reads.
    #[must_use]
    pub fn message(self, half: Half) -> String {
        let subject = match half {
            Half::User => "El usuario",
            Half::Password => "La contraseña",
        };
        match self {
            Self::TooShort(1) => format!("{subject} lleva 8 caracteres o más; va 1."),
            Self::TooShort(length) => {
                format!("{subject} lleva {SHORTEST} caracteres o más; van {length}.")
            }
            Self::TooLong(length) => {
                format!("{subject} lleva {LONGEST} caracteres como máximo; hay {length}.")
            }
            Self::Accented('ñ' | 'Ñ' | '\u{303}') => {
                format!("{subject} no puede llevar Ñ: usa N.")
            }
            Self::Accented(letter @ '\u{300}'..='\u{36f}') => {
                format!("{subject} no puede llevar acentos: quita «\u{25cc}{letter}».")
            }
            Self::Accented(letter) => {
                format!("{subject} no puede llevar letras con acento: cambia «{letter}».")
            }
            Self::Space => format!("{subject} no puede llevar espacios."),
            Self::Sign(sign) => {
                format!("{subject} sólo lleva letras y números: quita «{sign}».")
            }
            Self::Equal => {
                "El usuario y la contraseña no pueden ser iguales, ni cambiando mayúsculas."
                    .to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_to_twenty_letters_or_digits_will_do() {
        for text in ["Patron26", "12345678", "abcdefghijklmnopqrst"] {
            assert_eq!(problems(text), [], "{text}");
        }
        assert_eq!(problems(""), [], "nothing is typed yet");
        assert!(fit("Patron26", "Segura2026"));
        assert!(!fit("Patron26", ""));
    }

    #[test]
    fn each_fault_has_its_own_sentence() {
        let cases = [
            ("Patron2", Problem::TooShort(7), "8 caracteres o más; van 7"),
            (
                "abcdefghijklmnopqrstu",
                Problem::TooLong(21),
                "20 caracteres como máximo; hay 21",
            ),
            ("Patrón26", Problem::Accented('ó'), "acento: cambia «ó»"),
            ("Muñoz2026", Problem::Accented('ñ'), "usa N"),
            ("Patron 26", Problem::Space, "espacios"),
            ("Patron_26", Problem::Sign('_'), "quita «_»"),
        ];
        let mut sentences = std::collections::BTreeSet::new();
        for (text, problem, words) in cases {
            assert_eq!(problems(text), [problem], "{text}");
            for half in [Half::User, Half::Password] {
                let sentence = problem.message(half);
                assert!(sentence.contains(words), "{sentence}");
                assert!(sentences.insert(sentence));
            }
        }
    }

    #[test]
    fn user_and_password_are_not_equal() {
        assert!(are_equal("Patron26", "patron26"));
        assert!(!are_equal("", ""));
        assert!(!fit("Patron26", "PATRON26"));
    }

    #[test]
    fn several_faults_are_all_named() {
        let found = problems("ñ é");
        assert!(found.contains(&Problem::Accented('ñ')));
        assert!(found.contains(&Problem::Accented('é')));
        assert!(found.contains(&Problem::Space));
        assert!(found.contains(&Problem::TooShort(3)));
    }
}
