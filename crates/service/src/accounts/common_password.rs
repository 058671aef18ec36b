//! Passwords that are tried first: words that everybody chooses, what is known of the person, rows of the
//! keyboard, repetitions, and each of these with the usual ornaments (`Nomina2026!`, `p4ssword`).

use std::collections::BTreeSet;

use crate::values::folded;

/// How many different characters a password of any length must have.
const DIFFERENT: usize = 6;

/// What the lists of leaked passwords begin with, in the languages of our users, and the words of this
/// product. Without accents and in lower case.
const WORDS: &[&str] = &[
    "administrador",
    "administrator",
    "admin",
    "america",
    "amor",
    "amorcito",
    "angel",
    "asdfgh",
    "bienvenido",
    "bonita",
    "changeme",
    "chivas",
    "computadora",
    "contador",
    "contadora",
    "contpaq",
    "contrasena",
    "corazon",
    "default",
    "dragon",
    "empresa",
    "estrella",
    "familia",
    "football",
    "futbol",
    "guadalupe",
    "hola",
    "iloveyou",
    "imss",
    "idse",
    "inicio",
    "letmein",
    "login",
    "master",
    "mexico",
    "monkey",
    "monterrey",
    "nomina",
    "nominas",
    "pass",
    "password",
    "patron",
    "princesa",
    "princess",
    "prueba",
    "pumas",
    "qwerty",
    "qwertyuiop",
    "rubrica",
    "secret",
    "secreto",
    "seguro",
    "sistema",
    "soporte",
    "superman",
    "sunshine",
    "temporal",
    "tequiero",
    "teamo",
    "test",
    "trabajo",
    "usuario",
    "welcome",
    "zxcvbn",
];

/// Whether a password is of those that are tried first. `password` is folded; `about` is what is known of the
/// person and her company, as it is written.
pub(super) fn is_common<'a>(password: &str, about: impl Iterator<Item = &'a str>) -> bool {
    let letters: Vec<char> = password.chars().collect();
    let different = letters.iter().collect::<BTreeSet<_>>().len();
    let steps = letters
        .windows(2)
        .filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1)
        .count();
    if different < DIFFERENT || steps * 2 > letters.len() {
        return true;
    }
    let core = core(password);
    let known: Vec<String> = about.map(|word| self::core(&folded(word))).collect();
    let known = known
        .iter()
        .map(String::as_str)
        .filter(|word| word.len() >= 3);
    is_made_of(
        &core,
        &WORDS.iter().copied().chain(known).collect::<Vec<_>>(),
    )
}

/// The letters of a password, with the digits and signs that pass for letters read as those, and without the
/// others.
fn core(password: &str) -> String {
    let trimmed = password.trim_matches(|c: char| !c.is_alphabetic() && c != '$' && c != '@');
    let read = trimmed.chars().filter_map(|c| match c {
        '0' => Some('o'),
        '1' => Some('i'),
        '3' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        c if c.is_alphabetic() => Some(c),
        _ => None,
    });
    read.collect()
}

/// Whether a text is one, two or three of these words and nothing else; an empty one is.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    fn within(text: &str, words: &[&str], left: usize) -> bool {
        text.is_empty()
            || (left > 0
                && words.iter().any(|word| {
                    text.strip_prefix(word)
                        .is_some_and(|rest| within(rest, words, left - 1))
                }))
    }
    within(text, words, 3)
}
