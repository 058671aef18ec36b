//! The part of the seed beside the history: people with a login, registros
//! patronales, certificates, consult links.
use jiff::SignedDuration;
use jiff::civil::Date;
use rand_core::CryptoRngCore;
use service::seed::{
    SeedAssignment, SeedCertificado, SeedLink, SeedPlantilla, SeedRegistro, SeedUser,
};
use service::values::Blob;

use super::chance;
use super::clock::{Now, instant};
use super::company::{ADMINISTRATOR, Company, MATRIZ, TIJUANA};
use super::keys::{Credential, Keys};

/// What the portal says of IMSS's certificate of the matriz under Tijuana's registro patronal.
pub(super) const NOT_COVERED: &str = "El certificado no corresponde al registro patronal";

/// Its people with a login.
pub(super) fn users(company: &Company) -> Vec<SeedUser> {
    let users = company.users.iter().map(|user| SeedUser {
        username: user.username.to_owned(),
        nombre: user.nombre.to_owned(),
        email: Some(user.email.to_owned()),
        role: user.role,
        password: user.password.clone(),
    });
    users.collect()
}

/// The plantillas say who was vigente so many days ago: the rules speak of what came since.
const LOADED: i64 = 60;

/// Its registros patronales, each with its plantilla.
pub(super) fn registros(company: &Company, now: Now) -> Vec<SeedRegistro> {
    let registros = company.registros.iter().map(|registro| SeedRegistro {
        numero: registro.numero.to_string(),
        razon_social: company.nombre.to_owned(),
        rfc: Some(company.rfc.to_string()),
        domicilio: registro.domicilio.to_owned(),
        subdelegacion: registro.subdelegacion.to_owned(),
        guia: Some(registro.guia.to_owned()),
        zona: registro.zona,
        umf: Some(registro.umf[0].to_owned()),
        plantilla: Some(SeedPlantilla {
            corte: now.days_ago(LOADED),
            at: instant(now.days_ago(LOADED - 1), 10, 20),
        }),
    });
    registros.collect()
}

/// The certificates that the company has used. Those that are not here wait to be added.
pub(super) fn certificados(company: &Company, keys: &Keys, now: Now) -> Vec<SeedCertificado> {
    let assigned = |registro: usize, at| SeedAssignment {
        registro: company.registros[registro].numero.to_string(),
        at,
        rechazado: None,
        sin_confirmar: false,
    };
    let certificado = |credential: &Credential, since: Date, assignments| SeedCertificado {
        der: Blob(credential.certificate.der().to_vec()),
        id_usuario: credential.id_usuario.clone(),
        created_at: instant(since, 12, 0),
        assignments,
    };
    let everywhere = |since| {
        let places = 0..company.registros.len();
        places
            .map(|place| assigned(place, instant(since, 12, 5)))
            .collect()
    };
    let of_date =
        |credential: &Credential| imss::time::mexico_city_date(credential.certificate.not_before());
    let (present, matriz) = (of_date(&keys.moral), of_date(&keys.imss_matriz));
    let mut refused = assigned(TIJUANA, now.minutes_ago(2 * 24 * 60));
    refused.rechazado = Some(NOT_COVERED.to_owned());
    let of_matriz = vec![assigned(MATRIZ, instant(matriz, 12, 5)), refused];
    vec![
        certificado(&keys.expired, now.beginning(), everywhere(now.beginning())),
        certificado(&keys.moral, present, everywhere(present)),
        certificado(&keys.imss_matriz, matriz, of_matriz),
    ]
}

/// Its consult links: one open, one with a PIN for a single registro patronal.
pub(super) fn links(company: &Company, now: Now, rng: &mut impl CryptoRngCore) -> Vec<SeedLink> {
    let pin = chance::pin(rng);
    let mut link = |nombre: &str, registros, pin| SeedLink {
        nombre: nombre.to_owned(),
        token: chance::token(rng),
        registros,
        lotes: false,
        expires_at: now.instant + SignedDuration::from_hours(30 * 24),
        pin,
        by: ADMINISTRATOR.to_owned(),
    };
    let of_matriz = vec![company.registros[MATRIZ].numero.to_string()];
    vec![
        link("Despacho Carreño, contadores", Vec::new(), None),
        link("Auditoría, sólo León", of_matriz, Some(pin)),
    ]
}
