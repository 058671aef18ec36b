//! Invented people: names, NSS, CURP and RFC that agree with one another and with their check digits.
use std::collections::BTreeSet;

use imss::id::{Curp, Nss, Rfc};
use imss::movimiento::NombreCompleto;
use imss::names::to_ascii;
use jiff::civil::{Date, date};

use super::chance::Chance;

/// A person.
#[derive(Clone)]
pub(super) struct Person {
    /// The name, accents and Ñ as the person writes them.
    pub(super) nombre: NombreCompleto,
    /// The social-security number.
    pub(super) nss: Nss,
    /// The population key.
    pub(super) curp: Curp,
}

const SURNAMES: &[&str] = &[
    "HERNÁNDEZ",
    "GARCÍA",
    "MARTÍNEZ",
    "LÓPEZ",
    "GONZÁLEZ",
    "PÉREZ",
    "RODRÍGUEZ",
    "SÁNCHEZ",
    "RAMÍREZ",
    "CRUZ",
    "FLORES",
    "GÓMEZ",
    "MORALES",
    "VÁZQUEZ",
    "REYES",
    "JIMÉNEZ",
    "TORRES",
    "DÍAZ",
    "GUTIÉRREZ",
    "RUIZ",
    "MENDOZA",
    "AGUILAR",
    "ORTIZ",
    "MORENO",
    "CASTILLO",
    "ROMERO",
    "ÁLVAREZ",
    "MÉNDEZ",
    "CHÁVEZ",
    "RIVERA",
    "JUÁREZ",
    "RAMOS",
    "DOMÍNGUEZ",
    "HERRERA",
    "MEDINA",
    "CASTRO",
    "VARGAS",
    "GUZMÁN",
    "VELÁZQUEZ",
    "MUÑOZ",
    "ROJAS",
    "DE LA CRUZ",
    "CONTRERAS",
    "SALAZAR",
    "LUNA",
    "ORTEGA",
    "ZÚÑIGA",
    "GUERRERO",
    "ESTRADA",
    "BAUTISTA",
    "CORTÉS",
    "SOTO",
    "IBÁÑEZ",
    "NÚÑEZ",
    "PEÑA",
    "CARREÑO",
    "BAÑUELOS",
    "QUIÑONES",
    "ACUÑA",
    "ORDÓÑEZ",
    "DEL RÍO",
    "ARGÜELLO",
    "CASTAÑEDA",
    "MAGAÑA",
];
const WOMEN: &[&str] = &[
    "MARÍA GUADALUPE",
    "ANA SOFÍA",
    "FERNANDA",
    "LUCÍA",
    "XIMENA",
    "VALERIA",
    "MARÍA JOSÉ",
    "GABRIELA",
    "ALEJANDRA",
    "ROSA MARÍA",
    "DANIELA",
    "ITZEL",
    "BEGOÑA",
    "PAULINA",
    "SARAÍ",
    "MÓNICA",
    "ADRIANA",
    "CITLALI",
    "INÉS",
    "VERÓNICA",
    "NOEMÍ",
    "ÁNGELES",
    "KAREN",
    "MARISOL",
];
const MEN: &[&str] = &[
    "JOSÉ LUIS",
    "JUAN CARLOS",
    "MIGUEL ÁNGEL",
    "RAÚL",
    "ÓSCAR",
    "ANDRÉS",
    "HUGO",
    "ÍÑIGO",
    "FRANCISCO JAVIER",
    "JESÚS",
    "RICARDO",
    "SERGIO",
    "ROBERTO",
    "IVÁN",
    "HÉCTOR",
    "ÁLVARO",
    "EMILIANO",
    "LEONEL",
    "TOMÁS",
    "JOSÉ MARÍA",
    "RUBÉN",
    "SAÚL",
    "MATEO",
    "EDUARDO",
];
const ENTITIES: &[&str] = &[
    "GT", "GT", "GT", "QT", "QT", "JC", "MC", "DF", "MN", "SP", "BC", "BC", "VZ", "OC", "PL", "NE",
];

/// Makes people, no two with the same number.
pub(super) struct People {
    chance: Chance,
    taken: BTreeSet<Nss>,
    names: BTreeSet<String>,
}

impl People {
    /// The same seed makes the same people.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed),
            taken: BTreeSet::new(),
            names: BTreeSet::new(),
        }
    }

    /// One more person, of working age in `year`.
    pub(super) fn next(&mut self, year: i16) -> Person {
        loop {
            let person = self.draw(year);
            if self.names.insert(person.nombre.to_string()) && self.taken.insert(person.nss) {
                return person;
            }
        }
    }

    fn draw(&mut self, year: i16) -> Person {
        let chance = &mut self.chance;
        let woman = chance.percent(48);
        let given = *chance.pick(if woman { WOMEN } else { MEN });
        let paterno = *chance.pick(SURNAMES);
        // One in twenty has one surname alone.
        let materno = if chance.percent(95) {
            *chance.pick(SURNAMES)
        } else {
            ""
        };
        let born = chance.day(date(year - 60, 1, 1), date(year - 19, 12, 31));
        let entity = *chance.pick(ENTITIES);
        let nombre = full_name(paterno, materno, given);
        let affiliated = born.year() + i16::try_from(chance.between(17, 24)).expect("two digits");
        let ten = format!(
            "{:02}{:02}{:02}{:04}",
            chance.between(10, 97),
            affiliated.min(year) % 100,
            born.year() % 100,
            chance.between(1, 9_999)
        );
        Person {
            curp: curp(&nombre, born, if woman { 'M' } else { 'H' }, entity),
            nombre,
            nss: with_check_digit(&ten),
        }
    }
}

/// A name of the lists above, or of a test.
pub(super) fn full_name(paterno: &str, materno: &str, given: &str) -> NombreCompleto {
    NombreCompleto::parse(paterno, materno, given).expect("the demo's names are names")
}

/// An NSS of its first ten digits.
pub(super) fn with_check_digit(ten: &str) -> Nss {
    let draft = Nss::parse(&format!("{ten}0")).expect("eleven digits");
    Nss::parse(&format!("{ten}{}", draft.expected_check_digit())).expect("eleven digits")
}

/// The CURP of a person, by RENAPO's rules for its letters.
pub(super) fn curp(nombre: &NombreCompleto, born: Date, sex: char, entity: &str) -> Curp {
    let paterno = letters(nombre.paterno.as_str());
    let materno = nombre
        .materno
        .as_ref()
        .map_or_else(Vec::new, |name| letters(name.as_str()));
    let given = letters(usual_name(nombre.nombre.as_str()));
    let first = |word: &[char]| word.first().copied().unwrap_or('X');
    let inner = |word: &[char], wanted: fn(char) -> bool| {
        let mut found = word.iter().skip(1).copied();
        found.find(|c| wanted(*c)).unwrap_or('X')
    };
    let vowel = |c: char| "AEIOU".contains(c);
    let consonant = |c: char| c.is_ascii_uppercase() && !"AEIOU".contains(c);
    let mut head = String::from_iter([
        first(&paterno),
        inner(&paterno, vowel),
        first(&materno),
        first(&given),
    ]);
    if RUDE.contains(&head.as_str()) {
        head.replace_range(1..2, "X");
    }
    let tail = String::from_iter([&paterno, &materno, &given].map(|word| inner(word, consonant)));
    // Tells apart those whose first sixteen agree: a digit for who was born up to 1999.
    let homoclave = if born.year() < 2000 { '0' } else { 'A' };
    let day = born.strftime("%y%m%d");
    let seventeen = format!("{head}{day}{sex}{entity}{tail}{homoclave}");
    let draft = Curp::parse(&format!("{seventeen}0")).expect("in the shape of a CURP");
    let digit = draft.expected_check_digit();
    Curp::parse(&format!("{seventeen}{digit}")).expect("in the shape of a CURP")
}

/// A person's RFC: the CURP's first ten characters, homoclave, check character.
pub(super) fn rfc_of_person(curp: &Curp, homoclave: &str) -> Rfc {
    finished_rfc(&format!("{}{homoclave}", &curp.as_str()[..10]))
}

/// An RFC of all but its last character.
pub(super) fn finished_rfc(all_but_last: &str) -> Rfc {
    let draft = Rfc::parse(&format!("{all_but_last}0")).expect("in the shape of an RFC");
    let last = draft.expected_check_digit();
    Rfc::parse(&format!("{all_but_last}{last}")).expect("in the shape of an RFC")
}

/// Some of the words that RENAPO breaks with an X.
const RUDE: &[&str] = &[
    "BACA", "BUEI", "BUEY", "CACA", "CACO", "CAGA", "CAGO", "CACU", "COGE", "COGI", "COJA", "COJE",
    "COJI", "COJO", "CULO", "FALO", "FETO", "GUEI", "GUEY", "JOTO", "KACA", "KAGA", "KULO", "LILO",
    "LOCA", "LOCO", "LOKA", "LOKO", "MAME", "MAMO", "MEAR", "MEAS", "MEON", "MIAR", "MION", "MOCO",
    "MULA", "NACA", "NACO", "PEDA", "PEDO", "PENE", "PITO", "POPO", "PUTA", "PUTO", "QULO", "RATA",
    "ROBA", "ROBE", "ROBO", "RUIN", "SENO", "TETA", "VACA", "VAGA", "VAGO", "VUEI", "VUEY", "WUEI",
];

/// The word that letters are taken from, without accents; Ñ counts as X.
fn letters(name: &str) -> Vec<char> {
    let particle = |word: &&str| !matches!(*word, "DE" | "DEL" | "LA" | "LAS" | "LOS" | "Y");
    let word = name.split(' ').find(particle).unwrap_or(name);
    to_ascii(&word.replace('Ñ', "X")).chars().collect()
}

/// The given name that counts: the second where the first is María or José.
fn usual_name(given: &str) -> &str {
    match given.split_once(' ') {
        Some(("MARÍA" | "JOSÉ", second)) => second,
        _ => given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_a_number_that_somebody_else_has_or_that_is_wrong() {
        let mut people = People::new(1);
        let mut seen = BTreeSet::new();
        for _ in 0..300 {
            let person = people.next(2026);
            assert!(seen.insert(person.nss));
            assert_eq!(person.nss.findings(), [], "{}", person.nss);
            assert_eq!(person.curp.findings(), [], "{}", person.curp);
        }
    }

    #[test]
    fn a_curp_is_made_of_the_names_letters() {
        let karla = full_name("FUENTE", "NOLASCO", "KARLA");
        let curp = curp(&karla, date(1967, 12, 28), 'M', "CL");
        // The homoclave is RENAPO's to give; the rest is Karla's.
        assert_eq!(&curp.as_str()[..16], "FUNK671228MCLNLR");
        let ibanez = full_name("IBÁÑEZ", "PEÑA", "MARÍA FERNANDA");
        let curp = super::curp(&ibanez, date(1979, 4, 17), 'M', "GT");
        assert_eq!(&curp.as_str()[..16], "IAPF790417MGTBXR");
    }
}
