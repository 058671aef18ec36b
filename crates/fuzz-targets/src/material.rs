//! Keys and certificates for seeds and properties, the same every time, and files of OpenSSL's.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use credential::certificate::Certificate;
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::key::PrivateKey;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// The password of every file here: short, so that the fuzzer may come upon it.
pub(crate) const PASSWORD: &[u8] = b"x";

pub(crate) struct Material {
    pub(crate) authority: Certificate,
    pub(crate) certificate: Certificate,
    pub(crate) imss: Certificate,
    pub(crate) key: PrivateKey,
}

pub(crate) fn chance() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(20_260_115)
}

pub(crate) fn quiet() -> impl FnMut(u64, u64) {
    |_, _| {}
}

/// Made once a process: an authority, an e.firma and an IMSS certificate of one key.
pub(crate) fn material() -> &'static Material {
    static MATERIAL: OnceLock<Material> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let mut chance = chance();
        let validity = Validity {
            not_before: "2024-01-01T06:00:00Z".parse().expect("a time"),
            not_after: "2044-01-01T06:00:00Z".parse().expect("a time"),
        };
        let mut key = || generate_key(&mut chance, 2048).expect("2048 bits can be made");
        let (root, key) = (key(), key());
        let sat = Authority::like_sat(root, validity, &mut chance).expect("2048 bits");
        let person = Holder::EfirmaFisica {
            name: "ÍÑIGO PEÑA DE LA O".to_owned(),
            rfc: "PEOI800101AB1".to_owned(),
            curp: "PEOI800101HDFXXX09".to_owned(),
            email: "inigo@example.com".to_owned(),
        };
        let employer = Holder::Imss {
            company: "ÑANDÚ Y HERMANOS SA DE CV".to_owned(),
            registro_patronal: "Y6087828106".to_owned(),
            representative: "ÍÑIGO PEÑA DE LA O".to_owned(),
            representative_curp: "PEOI800101HDFXXX09".to_owned(),
            email: "inigo@example.com".to_owned(),
        };
        let mut issue = |holder: &Holder, serial| {
            sat.issue(holder, key.public(), serial, validity, &mut chance)
                .expect("2048 bits")
        };
        Material {
            certificate: issue(&person, "30001000000300023685"),
            imss: issue(&employer, "275106190557734483187066766774"),
            authority: sat.certificate().clone(),
            key,
        }
    })
}

/// Files that OpenSSL writes: each list of arguments is run in a folder with `k.pem`, `c.pem` and the
/// text `p`, and must write `out`.
pub(crate) fn by_openssl(calls: &[&str]) -> Vec<Vec<u8>> {
    let folder = scratch();
    let material = material();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).expect("the scratch folder can be written to");
    };
    write("k.der", &material.key.pkcs8_der());
    write("c.pem", material.certificate.to_pem().as_bytes());
    write("p", b"reto de prueba 12345");
    openssl(&folder, "pkey -inform DER -in k.der -out k.pem");
    let files = calls.iter().map(|arguments| {
        openssl(&folder, arguments);
        fs::read(folder.join("out")).expect("openssl wrote it")
    });
    let files = files.collect();
    fs::remove_dir_all(&folder).ok();
    files
}

fn scratch() -> PathBuf {
    let folder = env::temp_dir().join(format!("rubrica-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the system's temporary folder can be written to");
    folder
}

fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl")
        .current_dir(folder)
        .args(arguments.split_whitespace())
        .output()
        .expect("openssl is there: xtask sees to it");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {said}");
}
