//! A whole name in one text, split into surnames and given names.

use crate::id::Curp;

/// What a whole name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameOrder {
    /// FUENTE NOLASCO KARLA, as IMSS lists names.
    SurnamesFirst,
    /// KARLA FUENTE NOLASCO.
    GivenFirst,
}

/// A whole name, split.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SplitName {
    /// Apellido paterno.
    pub paterno: String,
    /// Apellido materno; empty where there is none.
    pub materno: String,
    /// Nombre(s).
    pub nombre: String,
    /// Whether the words can hardly be split in another way.
    pub is_sure: bool,
}

/// Words that belong to the word behind them.
const PARTICLES: [&str; 15] = [
    "DE", "DEL", "LA", "LAS", "LOS", "Y", "SAN", "SANTA", "MC", "MAC", "VAN", "VON", "DA", "DI",
    "DOS",
];

/// Splits a whole name. A comma stands between surnames and given names, whatever their order.
#[must_use]
pub fn split_full_name(text: &str, order: NameOrder) -> SplitName {
    if let Some((surnames, given)) = text.split_once(',') {
        let surnames = groups(surnames);
        let nombre = words(given).join(" ");
        let is_sure = (1..=2).contains(&surnames.len()) && !nombre.is_empty();
        let (paterno, materno) = two_surnames(&surnames);
        return SplitName {
            paterno,
            materno,
            nombre,
            is_sure,
        };
    }
    // PATERNO/MATERNO*NOMBRE, as SAT's and some banks' files have it.
    if let Some((surnames, nombre)) = text.split_once('*')
        && let Some((paterno, materno)) = surnames.split_once('/')
    {
        let [paterno, materno, nombre] =
            [paterno, materno, nombre].map(|part| words(part).join(" "));
        let is_sure = !paterno.is_empty() && !nombre.is_empty();
        return SplitName {
            paterno,
            materno,
            nombre,
            is_sure,
        };
    }
    let groups = groups(text);
    let (surnames, given) = match (order, groups.len()) {
        (_, 0) => return SplitName::default(),
        (NameOrder::SurnamesFirst, count) => groups.split_at(surnames_among(count)),
        (NameOrder::GivenFirst, count) => {
            let (given, surnames) = groups.split_at(count - surnames_among(count));
            (surnames, given)
        }
    };
    let (paterno, materno) = two_surnames(surnames);
    let nombre = given.join(" ");
    let begins_with_particle = nombre
        .split(' ')
        .next()
        .is_some_and(|word| is_particle(word) && word.len() > 1);
    SplitName {
        // Of two words it is not known which surname is missing; of more than four, which are given.
        is_sure: (3..=4).contains(&groups.len()) && !begins_with_particle,
        paterno,
        materno,
        nombre,
    }
}

/// How many of so many groups of words are surnames.
fn surnames_among(count: usize) -> usize {
    match count {
        0 | 1 => count,
        2 => 1,
        _ => 2,
    }
}

fn two_surnames(groups: &[String]) -> (String, String) {
    match groups {
        [] => (String::new(), String::new()),
        [paterno] => (paterno.clone(), String::new()),
        [paterno, materno @ ..] => (paterno.clone(), materno.join(" ")),
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The words of a name, particles joined to what follows them.
fn groups(text: &str) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    let mut joins = false;
    for word in words(text) {
        match groups.last_mut() {
            Some(last) if joins => {
                last.push(' ');
                last.push_str(word);
            }
            _ => groups.push(word.to_owned()),
        }
        joins = is_particle(word);
    }
    groups
}

fn is_particle(word: &str) -> bool {
    PARTICLES
        .iter()
        .any(|particle| particle.eq_ignore_ascii_case(word))
}

impl SplitName {
    /// Whether the first letters of a CURP are those of this name: of the paterno, its first vowel
    /// within, of the materno (X without one) and of the given name, María and José passed over.
    #[must_use]
    pub fn agrees_with(&self, curp: &Curp) -> bool {
        let letters: Vec<char> = curp.as_str().chars().take(4).collect();
        let initial = |text: &str| first_letter(text);
        let [paterno, _, materno, nombre] = letters[..] else {
            return false;
        };
        initial(&self.paterno) == Some(paterno)
            && initial(&self.materno).unwrap_or('X') == materno
            && given_initials(&self.nombre).contains(&nombre)
    }
}

/// The first letter of the word that is not a particle; Ñ is X in a CURP.
fn first_letter(text: &str) -> Option<char> {
    let telling = text
        .split_whitespace()
        .find(|word| !is_particle(word))
        .or_else(|| text.split_whitespace().next())?;
    let upper = crate::names::fold(telling);
    if telling
        .chars()
        .next()
        .is_some_and(|c| matches!(c, 'Ñ' | 'ñ'))
    {
        return Some('X');
    }
    upper.chars().next()
}

/// The letters that a CURP may have for given names.
fn given_initials(nombre: &str) -> Vec<char> {
    let folded = crate::names::fold(nombre);
    let common = ["MARIA", "MA", "MA.", "M", "M.", "JOSE", "J", "J."];
    let mut telling = folded
        .split(' ')
        .filter(|word| !is_particle(word))
        .collect::<Vec<_>>();
    if telling.len() > 1 && common.contains(&telling[0]) {
        telling.remove(0);
    }
    telling
        .first()
        .and_then(|word| word.chars().next())
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, order: NameOrder) -> (String, String, String, bool) {
        let split = split_full_name(text, order);
        (split.paterno, split.materno, split.nombre, split.is_sure)
    }

    fn parts(
        paterno: &str,
        materno: &str,
        nombre: &str,
        sure: bool,
    ) -> (String, String, String, bool) {
        (paterno.into(), materno.into(), nombre.into(), sure)
    }

    #[test]
    fn whole_names_are_split_in_either_order() {
        let first = NameOrder::SurnamesFirst;
        let last = NameOrder::GivenFirst;
        assert_eq!(
            split("FUENTE NOLASCO KARLA", first),
            parts("FUENTE", "NOLASCO", "KARLA", true)
        );
        assert_eq!(
            split("Karla Fuente Nolasco", last),
            parts("Fuente", "Nolasco", "Karla", true)
        );
        assert_eq!(
            split("DE LA CRUZ PEREZ JUAN CARLOS", first),
            parts("DE LA CRUZ", "PEREZ", "JUAN CARLOS", true)
        );
        assert_eq!(
            split("MARIA DE LOS ANGELES LOPEZ RUIZ", last),
            parts("LOPEZ", "RUIZ", "MARIA DE LOS ANGELES", true)
        );
        assert_eq!(
            split("FUENTE NOLASCO, KARLA", last),
            parts("FUENTE", "NOLASCO", "KARLA", true)
        );
        assert_eq!(
            split("FUENTE/NOLASCO*KARLA", last),
            parts("FUENTE", "NOLASCO", "KARLA", true)
        );
    }

    #[test]
    fn names_that_may_be_split_in_another_way_are_not_sure() {
        let first = NameOrder::SurnamesFirst;
        for text in [
            "FUENTE KARLA",
            "KARLA",
            "",
            "LOPEZ MARIA DE LOS ANGELES",
            "A B C D E",
        ] {
            let (.., sure) = split(text, first);
            assert!(!sure, "{text}");
        }
    }

    #[test]
    fn a_curp_confirms_a_split_or_contradicts_it() {
        let curp = Curp::parse("FUNK671228MCLNLR05").unwrap();
        let split = split_full_name("FUENTE NOLASCO KARLA", NameOrder::SurnamesFirst);
        assert!(split.agrees_with(&curp));
        let other = split_full_name("FUENTE NOLASCO KARLA", NameOrder::GivenFirst);
        assert!(!other.agrees_with(&curp));
        let maria = SplitName {
            nombre: "MARIA KARLA".to_owned(),
            ..split
        };
        assert!(maria.agrees_with(&curp));
    }
}
