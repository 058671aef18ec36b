//! The demo company: who it is, its registros patronales, its people with a login. All invented.
use imss::id::{Curp, RegistroPatronal, Rfc};
use imss::wages::ZonaSalarial;
use jiff::civil::date;
use model::Role;
use rand_core::CryptoRngCore;

use super::chance;
use super::people::{curp, finished_rfc, full_name, rfc_of_person};

/// The company.
pub(super) struct Company {
    /// Razón social.
    pub(super) nombre: &'static str,
    /// Its RFC.
    pub(super) rfc: Rfc,
    /// Where its mail goes.
    pub(super) email: &'static str,
    /// Who signs for it.
    pub(super) representative: Representative,
    /// Its registros patronales; [`MATRIZ`], [`QUERETARO`] and [`TIJUANA`] are their places.
    pub(super) registros: [Registro; 3],
    /// Its people with a login.
    pub(super) users: Vec<User>,
}

/// The place of the first registro patronal.
pub(super) const MATRIZ: usize = 0;
/// The place of the second.
pub(super) const QUERETARO: usize = 1;
/// The place of the third, in the zona libre de la frontera norte.
pub(super) const TIJUANA: usize = 2;

/// The legal representative.
pub(super) struct Representative {
    /// As the e.firma writes it: given names first.
    pub(super) nombre: String,
    /// The tax key.
    pub(super) rfc: Rfc,
    /// The population key.
    pub(super) curp: Curp,
    /// Where mail goes.
    pub(super) email: &'static str,
}

/// A registro patronal.
pub(super) struct Registro {
    /// IMSS's number.
    pub(super) numero: RegistroPatronal,
    /// Address.
    pub(super) domicilio: &'static str,
    /// IMSS's local office.
    pub(super) subdelegacion: &'static str,
    /// The filing guide.
    pub(super) guia: &'static str,
    /// Which minimum wage applies.
    pub(super) zona: ZonaSalarial,
    /// The family clinics of its trabajadores; the first is the usual one.
    pub(super) umf: &'static [&'static str],
}

/// A person with a login.
pub(super) struct User {
    /// The name at login.
    pub(super) username: &'static str,
    /// The person's name.
    pub(super) nombre: &'static str,
    /// Where mail goes.
    pub(super) email: &'static str,
    /// What the person may do.
    pub(super) role: Role,
    /// The password.
    pub(super) password: String,
}

/// Who captures, prepares and signs in the history.
pub(super) const SIGNER: &str = "firmante";
/// Who captures what is not signed yet.
pub(super) const TYPIST: &str = "capturista";
/// Who made the links.
pub(super) const ADMINISTRATOR: &str = "administrador";

impl Company {
    /// The company, with new passwords.
    pub(super) fn new(rng: &mut impl CryptoRngCore) -> Self {
        let nombre = full_name("IBÁÑEZ", "PEÑA", "MARÍA FERNANDA");
        let curp = curp(&nombre, date(1979, 4, 17), 'M', "GT");
        let mut user = |username, nombre, email, role| User {
            username,
            nombre,
            email,
            role,
            password: chance::passphrase(rng),
        };
        Self {
            nombre: "PIÑATAS Y NOVEDADES DEL CAMPANARIO SA DE CV",
            rfc: finished_rfc("PNC1203147K"),
            email: "nominas@campanario.example",
            representative: Representative {
                nombre: "MARÍA FERNANDA IBÁÑEZ PEÑA".to_owned(),
                rfc: rfc_of_person(&curp, "4J"),
                curp,
                email: "fernanda@campanario.example",
            },
            registros: [
                Registro {
                    numero: registro("B371204510"),
                    domicilio: "Calle del Campanario 128, Col. Centro, 37000 León, Gto.",
                    subdelegacion: "León",
                    guia: "01400",
                    zona: ZonaSalarial::General,
                    umf: &["047", "051", "053"],
                },
                Registro {
                    numero: registro("E234410210"),
                    domicilio: "Av. Niños Héroes 45, Col. Niños Héroes, 76010 Querétaro, Qro.",
                    subdelegacion: "Querétaro",
                    guia: "02300",
                    zona: ZonaSalarial::General,
                    umf: &["013", "009"],
                },
                Registro {
                    numero: registro("A019862310"),
                    domicilio: "Blvd. Agua Caliente 4558, Col. Aviación, 22014 Tijuana, B.C.",
                    subdelegacion: "Tijuana",
                    guia: "00800",
                    zona: ZonaSalarial::FronteraNorte,
                    umf: &["027", "018"],
                },
            ],
            users: vec![
                user(
                    ADMINISTRATOR,
                    "Mariana Zúñiga Ortega",
                    "mariana@campanario.example",
                    Role::Administrador,
                ),
                user(
                    SIGNER,
                    "Fernanda Ibáñez Peña",
                    "fernanda@campanario.example",
                    Role::Firmante,
                ),
                user(
                    TYPIST,
                    "Íñigo Bañuelos Ríos",
                    "inigo@campanario.example",
                    Role::Capturista,
                ),
                user(
                    "consulta",
                    "Despacho Carreño, contadores",
                    "despacho@carreno.example",
                    Role::Consulta,
                ),
            ],
        }
    }
}

/// A registro patronal of its first ten characters.
fn registro(ten: &str) -> RegistroPatronal {
    RegistroPatronal::parse(ten).expect("in the shape of a registro patronal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_the_company_agrees_with_its_check_digit() {
        let company = Company::new(&mut rand_core::OsRng);
        assert_eq!(company.rfc.findings(), []);
        assert!(company.rfc.is_moral());
        assert_eq!(company.representative.rfc.findings(), []);
        assert!(!company.representative.rfc.is_moral());
        assert_eq!(company.representative.curp.findings(), []);
        for registro in &company.registros {
            assert_eq!(registro.numero.findings(), []);
        }
    }
}
