//! Credentials made once for all tests, shaped like SAT's and IMSS's; the people are invented.

use std::sync::LazyLock;

use credential::certificate::Certificate;
use credential::issue::{Authority, Holder, Validity, generate_key, sat_key_file};
use credential::key::PrivateKey;
use credential::pfx::{self, PfxForm};
use jiff::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

/// 15 January 2026, half past nine in Mexico City.
const NOW: Timestamp = Timestamp::constant(1_768_491_000, 0);

const DAY: i64 = 24 * 60 * 60;

/// What a person picks and types.
pub(super) struct Files {
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
    pub(super) password: &'static str,
}

pub(super) struct Material {
    /// DER.
    pub(super) sat: Vec<u8>,
    pub(super) key: PrivateKey,
    pub(super) efirma: Files,
    /// As IMSS's page and old Windows write it.
    pub(super) old_pfx: Files,
}

pub(super) static MATERIAL: LazyLock<Material> = LazyLock::new(make);

pub(super) fn now() -> Timestamp {
    NOW
}

pub(super) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn make() -> Material {
    let mut rng = rng(1);
    let sat_key = generate_key(&mut rng, 2048).unwrap();
    let sat = Authority::like_sat(sat_key, days(3000), &mut rng).unwrap();
    let imss_key = generate_key(&mut rng, 2048).unwrap();
    let imss = Authority::like_imss(imss_key, days(3000), &mut rng).unwrap();
    let key = generate_key(&mut rng, 2048).unwrap();
    let karla = Holder::EfirmaFisica {
        name: "KARLA FUENTE NOLASCO".to_owned(),
        rfc: "FUNK671228PH6".to_owned(),
        curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.mx".to_owned(),
    };
    let employer = Holder::Imss {
        company: "ESCUELA KEMPER URGATE".to_owned(),
        registro_patronal: "Y6087828106".to_owned(),
        representative: "KARLA FUENTE NOLASCO".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.mx".to_owned(),
    };
    let mut issue = |authority: &Authority, holder, serial| {
        authority
            .issue(holder, key.public(), serial, days(700), &mut rng)
            .unwrap()
    };
    let efirma = issue(&sat, &karla, "30001000000500003416");
    let certificado = issue(&imss, &employer, "20");
    Material {
        sat: sat.certificate().der().to_vec(),
        efirma: pair(&key, &efirma, "Contraseña-Ñ-12345"),
        old_pfx: old_pfx(&key, &certificado, "Npie2026"),
        key,
    }
}

fn pair(key: &PrivateKey, certificate: &Certificate, password: &'static str) -> Files {
    let key = sat_key_file(key, password.as_bytes()).unwrap();
    Files {
        files: vec![
            ("persona.cer", certificate.der().to_vec()),
            ("persona.key", key),
        ],
        password,
    }
}

fn old_pfx(key: &PrivateKey, certificate: &Certificate, password: &'static str) -> Files {
    let mut rng = rng(2);
    let quiet = &mut |_, _| {};
    let (form, bytes) = (PfxForm::Old, password.as_bytes());
    let pfx = pfx::write(key, certificate, &[], bytes, form, &mut rng, quiet).unwrap();
    Files {
        files: vec![("certificado.pfx", pfx)],
        password,
    }
}

/// So many days around [`NOW`], both ways.
fn days(around: i64) -> Validity {
    let day = |days: i64| Timestamp::constant(NOW.as_second() + days * DAY, 0);
    Validity {
        not_before: day(-around),
        not_after: day(around),
    }
}
