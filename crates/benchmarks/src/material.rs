//! The files that every contender is given, made for each run and worth nothing outside it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use credential::cms::{CadesToSign, Placement};
use credential::issue::{Authority, Holder, Validity, generate_key, sat_key_file};
use credential::key::PrivateKey;
use credential::pfx::{self, PfxForm};
use imss::dispmag::{self, Summary, WriteOptions};
use imss::movimiento::Movimiento;
use imss::testing;
use serde_json::json;

/// The password of every file here.
pub(crate) const PASSWORD: &str = "Comparacion1";

/// The lotes: their names and how many movements they hold. A record has 170 bytes with its line end.
pub(crate) const LOTES: [(&str, u64); 2] = [("17-kb", 100), ("1.7-mb", 10_000)];

/// Makes them in `folder`: `ca.cer`, `efirma.cer`, `efirma.key` (as SAT writes it), `efirma.pfx` (3DES
/// and RC2-40, 2048 rounds), and for each lote `lote-NAME.txt`, `lote-NAME.p7m` and what it holds.
pub(crate) fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))
    };
    let mut chance = random();
    let validity = Validity {
        not_before: "2024-01-01T06:00:00Z".parse()?,
        not_after: "2044-01-01T06:00:00Z".parse()?,
    };
    let authority = Authority::like_sat(generate_key(&mut chance, 2048)?, validity, &mut chance)?;
    let key = generate_key(&mut chance, 2048)?;
    let serial = "30001000000300023685";
    let certificate = authority.issue(&holder(), key.public(), serial, validity, &mut chance)?;
    write("ca.cer", authority.certificate().der())?;
    write("efirma.cer", certificate.der())?;
    write("efirma.key", &sat_key_file(&key, PASSWORD.as_bytes())?)?;
    write("efirma.pk8", &key.pkcs8_der())?;
    let pfx = pfx::write(
        &key,
        &certificate,
        &[],
        PASSWORD.as_bytes(),
        PfxForm::Old,
        &mut chance,
        &mut |_, _| {},
    )?;
    write("efirma.pfx", &pfx)?;

    for (name, count) in LOTES {
        let movimientos: Vec<Movimiento> = (0..count).map(testing::movimiento).collect();
        let lote = dispmag::write(&movimientos, &WriteOptions::default())?.bytes;
        let seen = Summary::of(&lote)?;
        let at = "2026-01-15T12:00:00Z".parse()?;
        let signed = sign(&key, &certificate, &lote, at, &mut chance)?;
        write(&format!("lote-{name}.txt"), &lote)?;
        write(&format!("lote-{name}.p7m"), &signed)?;
        // What the person confirms before the worker signs.
        let expected = json!({
            "registro_patronal": seen.registro_patronal.as_str(),
            "counts": {
                "reingresos": seen.reingresos,
                "modificaciones": seen.modificaciones,
                "bajas": seen.bajas,
            },
        });
        write(
            &format!("lote-{name}.json"),
            expected.to_string().as_bytes(),
        )?;
    }
    Ok(())
}

fn sign(
    key: &PrivateKey,
    certificate: &credential::certificate::Certificate,
    lote: &[u8],
    at: jiff::Timestamp,
    chance: &mut impl rand_core::CryptoRngCore,
) -> Result<Vec<u8>> {
    let to_sign = CadesToSign::new(certificate, lote, at, Placement::Attached)?;
    let signature = key.sign_blinded(chance, to_sign.to_be_signed())?;
    Ok(to_sign.finish(&signature)?)
}

fn holder() -> Holder {
    Holder::EfirmaMoral {
        name: "ESCUELA KEMPER URGATE SA DE CV".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "eku@example.com".to_owned(),
    }
}

/// The machine's own: keys that nobody may foretell.
fn random() -> impl rand_core::CryptoRngCore {
    rand_core::OsRng
}
