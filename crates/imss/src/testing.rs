//! Valid identifiers and movements for tests and demo material: the same seed gives the same
//! value, on every machine. The people are invented.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::id::{Curp, Nss, RegistroPatronal, Rfc};
use crate::movimiento::{
    Baja, CausaBaja, ClaveTrabajador, Guia, Jornada, Modificacion, Movimiento, NombreCompleto,
    Reingreso, TipoSalario, TipoTrabajador, Umf,
};
use crate::names::{Name, to_ascii};
use crate::salary::Sbc;

const PATERNOS: &[&str] = &[
    "FUENTE",
    "MUÑOZ",
    "GARCÍA",
    "HERNÁNDEZ",
    "LÓPEZ",
    "DE LA O",
    "PEÑA",
    "RAMÍREZ",
    "TORRES",
    "FLORES",
    "RIVERA",
    "GÓMEZ",
    "DÍAZ",
    "CRUZ",
    "MORALES",
    "REYES",
    "ORTIZ",
    "GUTIÉRREZ",
    "CHÁVEZ",
    "RUIZ",
    "IBÁÑEZ",
    "MENDOZA",
    "AGUILAR",
    "VÁZQUEZ",
];
const NOMBRES: &[&str] = &[
    "KARLA",
    "JOSÉ LUIS",
    "MARÍA",
    "ÍÑIGO",
    "ANA SOFÍA",
    "PEDRO",
    "LUCÍA",
    "MIGUEL ÁNGEL",
    "FERNANDA",
    "RAÚL",
    "XIMENA",
    "ÓSCAR",
    "GUADALUPE",
    "ANDRÉS",
    "VALERIA",
    "HUGO",
];
const ENTITIES: &[&str] = &[
    "AS", "BC", "CL", "DF", "JC", "MC", "NL", "OC", "PL", "VZ", "YN", "NE",
];
const CONSONANTS: &[u8] = b"BCDFGHJKLMNPQRSTVWXYZ";

/// SplitMix64: small, and good enough to spread seeds.
#[derive(Debug, Clone)]
pub struct Seed(u64);

impl Seed {
    /// Returns a sequence of its own for every seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next number.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below the bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next_u64() % bound
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let bound = u64::try_from(choices.len()).expect("a slice's length fits in 64 bits");
        let at = usize::try_from(self.below(bound)).expect("below the slice's length");
        choices[at]
    }
}

/// Returns an NSS whose check digit agrees.
#[must_use]
pub fn nss(seed: u64) -> Nss {
    let mut random = Seed::new(seed);
    let ten = format!(
        "{:02}{:08}",
        1 + random.below(98),
        random.below(100_000_000)
    );
    let draft = Nss::parse(&format!("{ten}0")).expect("eleven digits, not all zero");
    let digit = draft.expected_check_digit();
    Nss::parse(&format!("{ten}{digit}")).expect("eleven digits, not all zero")
}

/// Returns a registro patronal whose check digit agrees with the algorithm we use.
#[must_use]
pub fn registro_patronal(seed: u64) -> RegistroPatronal {
    let mut random = Seed::new(seed);
    let letter = char::from(random.pick(b"ABCDEFGHYZ"));
    let serial = random.below(10_000_000);
    RegistroPatronal::parse(&format!("{letter}{serial:07}10")).expect("a letter and nine digits")
}

/// Returns a CURP whose check digit agrees, of an adult.
#[must_use]
pub fn curp(seed: u64) -> Curp {
    curp_for(seed, &nombre(seed))
}

fn curp_for(seed: u64, nombre: &NombreCompleto) -> Curp {
    let mut random = Seed::new(seed ^ 0xC0_4B);
    let first = |name: Option<&Name>| {
        let text = name.map_or_else(|| "X".to_owned(), |name| to_ascii(name.as_str()));
        text.chars().next().unwrap_or('X')
    };
    let (paterno, materno) = (first(Some(&nombre.paterno)), first(nombre.materno.as_ref()));
    let given = first(Some(&nombre.nombre));
    let vowel = char::from(random.pick(b"AEIOU"));
    let born = birth_date(&mut random);
    let sex = char::from(random.pick(b"HM"));
    let entity = random.pick(ENTITIES);
    let mut consonants = String::new();
    for _ in 0..3 {
        consonants.push(char::from(random.pick(CONSONANTS)));
    }
    let homoclave = if born.year() < 2000 { '0' } else { 'A' };
    let year = born.year() % 100;
    let (month, day) = (born.month(), born.day());
    let seventeen = format!(
        "{paterno}{vowel}{materno}{given}{year:02}{month:02}{day:02}{sex}{entity}{consonants}{homoclave}"
    );
    let draft = Curp::parse(&format!("{seventeen}0")).expect("built in the shape of a CURP");
    let digit = draft.expected_check_digit();
    Curp::parse(&format!("{seventeen}{digit}")).expect("built in the shape of a CURP")
}

/// Returns a persona física's RFC whose last character agrees.
#[must_use]
pub fn rfc_fisica(seed: u64) -> Rfc {
    let curp = curp(seed);
    finish_rfc(&format!("{}AB", &curp.as_str()[..10]))
}

/// Returns a persona moral's RFC whose last character agrees.
#[must_use]
pub fn rfc_moral(seed: u64) -> Rfc {
    let mut random = Seed::new(seed);
    let mut twelve = String::new();
    for _ in 0..3 {
        twelve.push(char::from(random.pick(CONSONANTS)));
    }
    let founded = birth_date(&mut random);
    twelve.push_str(&founded.strftime("%y%m%d").to_string());
    finish_rfc(&format!("{twelve}1H"))
}

fn finish_rfc(without_last: &str) -> Rfc {
    let draft = Rfc::parse(&format!("{without_last}0")).expect("built in the shape of an RFC");
    let digit = draft.expected_check_digit();
    Rfc::parse(&format!("{without_last}{digit}")).expect("built in the shape of an RFC")
}

fn birth_date(random: &mut Seed) -> Date {
    let days = i64::try_from(random.below(15_000)).expect("below fifteen thousand");
    date(1965, 1, 1).saturating_add(days.days())
}

/// Returns a whole name, with Ñ and accents now and then, sometimes without apellido materno.
#[must_use]
pub fn nombre(seed: u64) -> NombreCompleto {
    let mut random = Seed::new(seed ^ 0x4E);
    let name = |text: &str| Name::parse(text).expect("the lists hold names");
    let materno = random.below(12) > 0;
    NombreCompleto {
        paterno: name(random.pick(PATERNOS)),
        materno: materno.then(|| name(random.pick(PATERNOS))),
        nombre: name(random.pick(NOMBRES)),
    }
}

/// Returns a salary within the bounds of 2026 in the general zone.
#[must_use]
pub fn sbc(seed: u64) -> Sbc {
    let centavos = 33_100 + Seed::new(seed).below(200_000);
    let centavos = u32::try_from(centavos).expect("below the cap");
    Sbc::from_centavos(centavos).expect("between the floor and the cap")
}

/// Returns a working day between February and October 2026.
#[must_use]
pub fn fecha(seed: u64) -> Date {
    let days = i64::try_from(Seed::new(seed ^ 0xDA).below(250)).expect("below 250");
    date(2026, 2, 3).saturating_add(days.days())
}

/// Returns a reingreso without a single finding of its own.
#[must_use]
pub fn reingreso(seed: u64) -> Reingreso {
    let mut random = Seed::new(seed ^ 0x08);
    let nombre = nombre(seed);
    Reingreso {
        registro_patronal: registro_patronal(1),
        nss: nss(seed),
        curp: Some(curp_for(seed, &nombre)),
        nombre,
        sbc: sbc(seed),
        tipo_trabajador: random.pick(TipoTrabajador::ALL),
        tipo_salario: random.pick(TipoSalario::ALL),
        jornada: random.pick(Jornada::ALL),
        fecha: fecha(seed),
        umf: Some(Umf::parse(&format!("{}", 1 + random.below(999))).expect("one to 999")),
        guia: Some(guia()),
        clave: Some(clave(seed)),
    }
}

/// Returns a modificación of the same worker as the reingreso of this seed.
#[must_use]
pub fn modificacion(seed: u64) -> Modificacion {
    let Reingreso {
        registro_patronal,
        nss,
        nombre,
        tipo_salario,
        jornada,
        fecha,
        guia,
        clave,
        curp,
        ..
    } = reingreso(seed);
    let sbc = sbc(seed ^ 0x07);
    Modificacion {
        registro_patronal,
        nss,
        nombre,
        sbc,
        tipo_salario,
        jornada,
        fecha,
        guia,
        clave,
        curp,
    }
}

/// Returns a baja of the same worker as the reingreso of this seed.
#[must_use]
pub fn baja(seed: u64) -> Baja {
    let Reingreso {
        registro_patronal,
        nss,
        nombre,
        fecha,
        guia,
        clave,
        ..
    } = reingreso(seed);
    let causa = Seed::new(seed ^ 0x02).pick(CausaBaja::ALL);
    Baja {
        registro_patronal,
        nss,
        nombre,
        fecha,
        guia,
        clave,
        causa,
    }
}

/// Returns one of the three, in turn.
#[must_use]
pub fn movimiento(seed: u64) -> Movimiento {
    match seed % 3 {
        0 => Movimiento::Reingreso(reingreso(seed)),
        1 => Movimiento::Modificacion(modificacion(seed)),
        _ => Movimiento::Baja(baja(seed)),
    }
}

fn guia() -> Guia {
    Guia::parse("01400").expect("five digits")
}

fn clave(seed: u64) -> ClaveTrabajador {
    ClaveTrabajador::parse(&format!("E{:05}", seed % 100_000)).expect("six characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_seeds_give_values_without_a_finding() {
        for seed in 0..1000 {
            assert_eq!(nss(seed).findings(), vec![], "NSS of {seed}");
            assert_eq!(curp(seed).findings(), vec![], "CURP of {seed}");
            assert_eq!(rfc_fisica(seed).findings(), vec![], "RFC of {seed}");
            assert_eq!(rfc_moral(seed).findings(), vec![], "RFC of {seed}");
            assert!(rfc_moral(seed).is_moral() && !rfc_fisica(seed).is_moral());
            assert_eq!(registro_patronal(seed).findings(), vec![], "RP of {seed}");
            assert_eq!(movimiento(seed).findings(), vec![], "movement of {seed}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_value_always() {
        assert_eq!(movimiento(7), movimiento(7));
        assert_ne!(nss(7), nss(8));
    }
}
