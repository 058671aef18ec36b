//! Keys and certificates made once per test process, and OpenSSL to make or check files with.

use credential::certificate::Certificate;
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::key::PrivateKey;
use jiff::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// The same numbers every time: a test that fails fails again.
pub(crate) fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(20_260_115)
}

pub(crate) fn quiet() -> impl FnMut(u64, u64) {
    |_, _| {}
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Whatever the clock says, OpenSSL finds these valid.
pub(crate) fn validity() -> Validity {
    Validity {
        not_before: time("2024-01-01T06:00:00Z"),
        not_after: time("2044-01-01T06:00:00Z"),
    }
}

/// An authority, its e.firma, CSD and IMSS certificate, all of one company.
pub(crate) struct Material {
    pub(crate) sat: Authority,
    pub(crate) imss: Authority,
    pub(crate) key: PrivateKey,
    pub(crate) other_key: PrivateKey,
    pub(crate) efirma: Certificate,
    pub(crate) person: Certificate,
    pub(crate) csd: Certificate,
    pub(crate) imss_certificate: Certificate,
    /// Of `other_key`.
    pub(crate) stranger: Certificate,
}

pub(crate) const SERIAL: &str = "30001000000300023685";

pub(crate) fn material() -> &'static Material {
    static MATERIAL: OnceLock<Material> = OnceLock::new();
    MATERIAL.get_or_init(make)
}

fn make() -> Material {
    let mut rng = rng();
    let sat_key = generate_key(&mut rng, 2048).unwrap();
    let imss_key = generate_key(&mut rng, 2048).unwrap();
    let key = generate_key(&mut rng, 2048).unwrap();
    let other_key = generate_key(&mut rng, 2048).unwrap();
    let sat = Authority::like_sat(sat_key, validity(), &mut rng).unwrap();
    let imss = Authority::like_imss(imss_key, validity(), &mut rng).unwrap();
    let efirma = sat
        .issue(&moral(), key.public(), SERIAL, validity(), &mut rng)
        .unwrap();
    let person = Holder::EfirmaFisica {
        name: "KARLA FUENTE NOLASCO".to_owned(),
        rfc: "FUNK671228PH6".to_owned(),
        curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.com".to_owned(),
    };
    let person = sat
        .issue(
            &person,
            key.public(),
            "30001000000300023686",
            validity(),
            &mut rng,
        )
        .unwrap();
    let csd = Holder::Csd {
        name: "ESCUELA KEMPER URGATE SA DE CV".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        unit: "Sucursal 1".to_owned(),
    };
    let csd = sat
        .issue(
            &csd,
            key.public(),
            "30001000000300023687",
            validity(),
            &mut rng,
        )
        .unwrap();
    let imss_holder = Holder::Imss {
        company: "ÑANDÚ Y HERMANOS SA DE CV".to_owned(),
        registro_patronal: "Y6087828106".to_owned(),
        representative: "KARLA FUENTE NOLASCO".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.com".to_owned(),
    };
    let imss_certificate = imss
        .issue(
            &imss_holder,
            key.public(),
            "275106190557734483187066766774",
            validity(),
            &mut rng,
        )
        .unwrap();
    let stranger = Holder::Other {
        common_name: "Un extraño".to_owned(),
    };
    let stranger = sat
        .issue(&stranger, other_key.public(), "1", validity(), &mut rng)
        .unwrap();
    Material {
        sat,
        imss,
        key,
        other_key,
        efirma,
        person,
        csd,
        imss_certificate,
        stranger,
    }
}

pub(crate) fn moral() -> Holder {
    Holder::EfirmaMoral {
        name: "ESCUELA KEMPER URGATE SA DE CV".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "eku@example.com".to_owned(),
    }
}

/// A folder that is gone after the test, with the e.firma's key (`k.pem`), certificate (`c.pem`) and
/// authority (`ca.pem`) inside.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let material = material();
    std::fs::write(folder.path().join("k.der"), &*material.key.pkcs8_der()).unwrap();
    std::fs::write(folder.path().join("c.pem"), material.efirma.to_pem()).unwrap();
    std::fs::write(
        folder.path().join("ca.pem"),
        material.sat.certificate().to_pem(),
    )
    .unwrap();
    openssl(folder.path(), "pkey -inform DER -in k.der -out k.pem");
    folder
}

/// Runs OpenSSL in a folder; arguments apart by spaces, `~` standing for a space inside one.
pub(crate) fn openssl(folder: &Path, arguments: &str) {
    run(folder, "openssl", arguments);
}

pub(crate) fn run(folder: &Path, program: &str, arguments: &str) {
    let arguments: Vec<String> = arguments
        .split_whitespace()
        .map(|argument| argument.replace('~', " "))
        .collect();
    let output = Command::new(program)
        .current_dir(folder)
        .args(&arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"));
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Makes a database for NSS to keep keys in, without a password of its own.
pub(crate) fn nss_database(folder: &Path, name: &str) {
    std::fs::create_dir(folder.join(name)).unwrap();
    run(
        folder,
        "certutil",
        &format!("-N -d sql:{name} --empty-password"),
    );
}

pub(crate) fn read(folder: &tempfile::TempDir, name: &str) -> Vec<u8> {
    std::fs::read(folder.path().join(name)).unwrap()
}
