//! Credentials made once for all tests, shaped like SAT's and IMSS's; the people are invented.

use std::sync::LazyLock;

use credential::certificate::Certificate;
use credential::issue::{Authority, Holder, Validity, generate_key, sat_key_file};
use credential::key::PrivateKey;
use credential::pfx::{self, PfxForm};
use jiff::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePublicKey as _};

/// 15 January 2026, half past nine in Mexico City.
pub(crate) const NOW: Timestamp = Timestamp::constant(1_768_491_000, 0);

pub(crate) const REINGRESO: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059\r\n";
pub(crate) const BAJA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      00000000000000015012026     0201400E0001     2                  9\r\n";

const DAY: i64 = 24 * 60 * 60;

/// What a person picks and types.
#[derive(Clone)]
pub(crate) struct Files {
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) password: String,
}

struct Material {
    authority: Certificate,
    another_authority: Certificate,
    efirma: Files,
    another_efirma: Files,
    csd: Files,
    expired: Files,
    imss: Files,
    imss_with_many_rounds: Files,
    /// The key inside `efirma`, for tests that look for what must not be there.
    efirma_pkcs8: Vec<u8>,
    request: Vec<u8>,
}

static MATERIAL: LazyLock<Material> = LazyLock::new(|| make().expect("2048 bits suffice"));

pub(crate) fn authority() -> Vec<u8> {
    MATERIAL.authority.der().to_vec()
}

pub(crate) fn another_authority() -> Vec<u8> {
    MATERIAL.another_authority.der().to_vec()
}

pub(crate) fn efirma() -> &'static Files {
    &MATERIAL.efirma
}

pub(crate) fn another_efirma() -> &'static Files {
    &MATERIAL.another_efirma
}

pub(crate) fn csd() -> &'static Files {
    &MATERIAL.csd
}

pub(crate) fn expired() -> &'static Files {
    &MATERIAL.expired
}

pub(crate) fn imss() -> &'static Files {
    &MATERIAL.imss
}

/// As browsers write them today, with the rounds that make it slow.
pub(crate) fn imss_with_many_rounds() -> &'static Files {
    &MATERIAL.imss_with_many_rounds
}

/// The key that opens from [`efirma`].
pub(crate) fn efirma_key() -> rsa::RsaPrivateKey {
    rsa::RsaPrivateKey::from_pkcs8_der(&MATERIAL.efirma_pkcs8).unwrap()
}

/// [`efirma`] with its key not encrypted.
pub(crate) fn efirma_in_the_clear() -> Files {
    let mut files = efirma().clone();
    files.files[1].1.clone_from(&MATERIAL.efirma_pkcs8);
    files.password.clear();
    files
}

/// A certificate request (PKCS#10), DER.
pub(crate) fn request() -> &'static [u8] {
    &MATERIAL.request
}

pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn make() -> Result<Material, Box<dyn std::error::Error>> {
    let mut rng = rng(1);
    let now = days(-700, 700);
    let sat = Authority::like_sat(generate_key(&mut rng, 2048)?, days(-3000, 3000), &mut rng)?;
    let imss = Authority::like_imss(generate_key(&mut rng, 2048)?, days(-3000, 3000), &mut rng)?;
    let karla = Holder::EfirmaFisica {
        name: "KARLA FUENTE NOLASCO".to_owned(),
        rfc: "FUNK671228PH6".to_owned(),
        curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.mx".to_owned(),
    };
    let company = Holder::EfirmaMoral {
        name: "ESCUELA KEMPER URGATE".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "escuela@example.mx".to_owned(),
    };
    let seal = Holder::Csd {
        name: "ESCUELA KEMPER URGATE".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        unit: "MATRIZ".to_owned(),
    };
    let employer = Holder::Imss {
        company: "ESCUELA KEMPER URGATE".to_owned(),
        registro_patronal: "Y6087828106".to_owned(),
        representative: "KARLA FUENTE NOLASCO".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.mx".to_owned(),
    };

    let key = generate_key(&mut rng, 2048)?;
    let mut pair = |key: &PrivateKey, holder: &Holder, serial: &str, validity, password: &str| {
        let cer = sat.issue(holder, key.public(), serial, validity, &mut rng)?;
        let files = vec![
            ("persona.cer".to_owned(), cer.der().to_vec()),
            (
                "persona.key".to_owned(),
                sat_key_file(key, password.as_bytes())?,
            ),
        ];
        let password = password.to_owned();
        Ok::<_, Box<dyn std::error::Error>>(Files { files, password })
    };
    let efirma = pair(
        &key,
        &karla,
        "30001000000500003416",
        now,
        "Contraseña-Ñ-12345",
    )?;
    let csd = pair(&key, &seal, "30001000000500003417", now, "12345678a")?;
    let past = days(-1500, -39);
    let expired = pair(&key, &karla, "30001000000500003418", past, "12345678a")?;

    let mut rng = self::rng(2);
    let other = generate_key(&mut rng, 2048)?;
    let cer = sat.issue(
        &company,
        other.public(),
        "30001000000500003419",
        now,
        &mut rng,
    )?;
    let another_efirma = Files {
        files: vec![
            ("empresa.cer".to_owned(), cer.der().to_vec()),
            (
                "empresa.key".to_owned(),
                sat_key_file(&other, b"12345678a")?,
            ),
        ],
        password: "12345678a".to_owned(),
    };
    let cer = imss.issue(&employer, other.public(), "20", now, &mut rng)?;
    let mut quiet = |_, _| {};
    let mut pfx = |form| {
        let pfx = pfx::write(&other, &cer, &[], b"Npie2026", form, &mut rng, &mut quiet)?;
        Ok::<_, Box<dyn std::error::Error>>(Files {
            files: vec![("certificado.pfx".to_owned(), pfx)],
            password: "Npie2026".to_owned(),
        })
    };
    let imss_files = pfx(PfxForm::Old)?;
    let imss_with_many_rounds = pfx(PfxForm::STRONG)?;
    let efirma_pkcs8 = key.pkcs8_der().to_vec();
    Ok(Material {
        authority: sat.certificate().clone(),
        another_authority: imss.certificate().clone(),
        efirma,
        another_efirma,
        csd,
        expired,
        imss: imss_files,
        imss_with_many_rounds,
        request: make_request(&efirma_pkcs8),
        efirma_pkcs8,
    })
}

/// From and until so many days from [`NOW`].
fn days(from: i64, until: i64) -> Validity {
    let day = |days: i64| Timestamp::constant(NOW.as_second() + days * DAY, 0);
    Validity {
        not_before: day(from),
        not_after: day(until),
    }
}

/// `CertificationRequest` (RFC 2986, 4.2). Its signature is not one: nobody gets as far as looking.
fn make_request(pkcs8: &[u8]) -> Vec<u8> {
    let key = rsa::RsaPrivateKey::from_pkcs8_der(pkcs8).unwrap();
    let spki = key.to_public_key().to_public_key_der().unwrap().into_vec();
    let name = tlv(0x30, &[]);
    let info = tlv(
        0x30,
        &[&[2, 1, 0][..], &name, &spki, &tlv(0xa0, &[])].concat(),
    );
    let oid = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b];
    let algorithm = tlv(0x30, &[&oid[..], &[5, 0]].concat());
    let signature = tlv(3, &[0; 257]);
    tlv(0x30, &[info, algorithm, signature].concat())
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let header = match length {
        0..0x80 => vec![tag, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [&header, content].concat()
}
