//! The files of the demo's keys, and samples of what people pick by mistake.
use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, Result};
use credential::issue::sat_key_file;
use credential::pfx::{self, PfxForm};
use rand_core::CryptoRngCore;
use serde::Serialize;

use super::company::Company;
use super::keys::{Credential, Keys};
use crate::process;

/// A set of files that a person picks together, and what comes of it.
#[derive(Serialize)]
pub(super) struct Pick {
    /// Its name in demo.json.
    pub(super) id: &'static str,
    /// `efirma`, `imss`, `csd`; of a wrong pick, what it pretends to be.
    pub(super) kind: &'static str,
    /// The files, relative to the demo's folder: .cer before .key.
    pub(super) files: Vec<String>,
    /// Their password; empty where there is nothing to open.
    pub(super) password: String,
    /// The user the portal knows it by.
    pub(super) id_usuario: String,
    /// The registro patronal that the certificate names.
    pub(super) registro_patronal: Option<String>,
    /// The registros patronales that the simulated portal accepts it for; none, it refuses it.
    pub(super) covers: Vec<String>,
    /// The serial number's 20 digits.
    pub(super) serial: Option<&'static str>,
    /// The code of the error it ends in; none opens.
    pub(super) error: Option<&'static str>,
    /// What it is for, in Spanish.
    pub(super) about: String,
}

/// As OpenSSL 3 writes a .pfx by default, so that it opens in a blink on a tablet.
const NEW_PFX: PfxForm = PfxForm::Aes256 { rounds: 2048 };

/// As Firefox writes one today: slow to open on purpose, and so with a progress bar.
const SLOW_PFX: PfxForm = PfxForm::STRONG;

/// The limit of what the page reads is below this.
const HUGE: u64 = 50 << 20;

/// Writes every file, and describes each.
pub(super) fn write(
    folder: &Path,
    company: &Company,
    keys: &Keys,
    rng: &mut impl CryptoRngCore,
) -> Result<Vec<Pick>> {
    for (name, authority) in [
        ("ac-sat-demo.cer", &keys.sat),
        ("ac-imss-demo.cer", &keys.imss),
    ] {
        process::write(&folder.join("trust").join(name), authority.der())?;
    }
    let mut picks = sat_files(folder, company, keys)?;
    picks.extend(imss_files(folder, company, keys, rng)?);
    picks.extend(mistakes(folder, company, keys)?);
    Ok(picks)
}

/// .cer and .key, as SAT gives them.
fn sat_files(folder: &Path, company: &Company, keys: &Keys) -> Result<Vec<Pick>> {
    let mut picks = Vec::new();
    for (id, kind, credential, error, about) in [
        (
            "efirma-moral",
            "efirma",
            &keys.moral,
            None,
            "e.firma de la empresa: firma por los tres registros patronales",
        ),
        (
            "efirma-fisica",
            "efirma",
            &keys.fisica,
            None,
            "e.firma de la representante: el portal la acepta en León y Querétaro, no en Tijuana",
        ),
        (
            "efirma-desconocida",
            "efirma",
            &keys.unknown,
            None,
            "e.firma de la representante que emitió una autoridad desconocida: se abre, y se avisa",
        ),
        (
            "futura",
            "efirma",
            &keys.future,
            Some("not_yet_valid"),
            "la próxima e.firma de la empresa, que todavía no es válida: se rechaza",
        ),
        (
            "csd",
            "csd",
            &keys.csd,
            Some("csd_instead_of_efirma"),
            "sello digital para facturas: se rechaza, IDSE pide la e.firma",
        ),
        (
            "vencida",
            "efirma",
            &keys.expired,
            Some("expired"),
            "la e.firma anterior de la empresa, ya vencida: se rechaza",
        ),
    ] {
        let [cer, key] = sat_names(id, credential);
        process::write(&folder.join(&cer), credential.certificate.der())?;
        let encrypted = sat_key_file(&credential.key, credential.password.as_bytes())?;
        process::write(&folder.join(&key), encrypted)?;
        let pick = Pick::of(id, kind, vec![cer, key], credential, company, about);
        picks.push(Pick { error, ..pick });
    }
    Ok(picks)
}

/// .pfx, each with the authority's certificate.
fn imss_files(
    folder: &Path,
    company: &Company,
    keys: &Keys,
    rng: &mut impl CryptoRngCore,
) -> Result<Vec<Pick>> {
    let mut picks = Vec::new();
    for (id, file, credential, form, about) in [
        (
            "imss-antiguo",
            "imss/imss-leon-antiguo.pfx",
            &keys.imss_matriz,
            PfxForm::Old,
            "certificado IMSS de León, cifrado antiguo (3DES, RC2-40, SHA-1): el portal lo acepta \
             en León y Querétaro",
        ),
        (
            "imss-nuevo",
            "imss/imss-queretaro-nuevo.pfx",
            &keys.imss_queretaro,
            NEW_PFX,
            "certificado IMSS de Querétaro, cifrado nuevo (AES-256, SHA-256): el portal lo acepta \
             en Querétaro",
        ),
        (
            "imss-lento",
            "imss/imss-queretaro-600000.pfx",
            &keys.imss_queretaro,
            SLOW_PFX,
            "el mismo certificado de Querétaro con 600,000 vueltas, como lo exporta Firefox: tarda, \
             y se ve cuánto falta",
        ),
        (
            "imss-desconocido",
            "imss/imss-tijuana-cancelado.pfx",
            &keys.imss_tijuana,
            NEW_PFX,
            "certificado IMSS de Tijuana, cancelado: se abre, y el portal lo rechaza",
        ),
    ] {
        let chain = std::slice::from_ref(&keys.imss);
        let password = credential.password.as_bytes();
        let (key, certificate) = (&credential.key, &credential.certificate);
        let written = pfx::write(key, certificate, chain, password, form, rng, &mut |_, _| {})?;
        process::write(&folder.join(file), written)?;
        let pick = Pick::of(
            id,
            "imss",
            vec![file.to_owned()],
            credential,
            company,
            about,
        );
        let registro_patronal = certificate.summary().registro_patronal;
        picks.push(Pick {
            registro_patronal,
            ..pick
        });
    }
    Ok(picks)
}

impl Pick {
    fn of(
        id: &'static str,
        kind: &'static str,
        files: Vec<String>,
        credential: &Credential,
        company: &Company,
        about: &str,
    ) -> Self {
        let numero = |place: &usize| company.registros[*place].numero.to_string();
        Self {
            id,
            kind,
            files,
            password: credential.password.clone(),
            id_usuario: credential.id_usuario.clone(),
            registro_patronal: None,
            covers: credential.covers.iter().map(numero).collect(),
            serial: Some(credential.serial),
            error: None,
            about: about.to_owned(),
        }
    }
}

/// As SAT names them: the serial number, and what the key is of.
fn sat_names(folder: &str, credential: &Credential) -> [String; 2] {
    let Credential {
        serial,
        id_usuario,
        certificate,
        ..
    } = credential;
    let what = if folder == "csd" { "CSD" } else { "FIEL" };
    let day = certificate.not_before().strftime("%Y%m%d_%H%M%S");
    [
        format!("{folder}/{serial}.cer"),
        format!("{folder}/Claveprivada_{what}_{id_usuario}_{day}.key"),
    ]
}

/// What people pick by mistake.
fn mistakes(folder: &Path, company: &Company, keys: &Keys) -> Result<Vec<Pick>> {
    let moral = sat_names("efirma-moral", &keys.moral);
    let fisica = sat_names("efirma-fisica", &keys.fisica);
    let wrong = |id, kind, files: &[&str], password: &str, error, about: &str| Pick {
        id,
        kind,
        files: files.iter().map(|file| (*file).to_owned()).collect(),
        password: password.to_owned(),
        id_usuario: String::new(),
        registro_patronal: None,
        covers: Vec::new(),
        serial: None,
        error: Some(error),
        about: about.to_owned(),
    };
    let put = |name: &str, content: &[u8]| process::write(&folder.join(name), content);

    put("erroneos/vacio.cer", b"")?;
    put("erroneos/acuse.pdf", pdf(company.nombre).as_bytes())?;
    put(
        "erroneos/certificado-como-llave.key",
        keys.moral.certificate.der(),
    )?;
    let key = sat_key_file(&keys.moral.key, keys.moral.password.as_bytes())?;
    put("erroneos/llave-incompleta.key", &key[..key.len() / 2])?;
    let huge = folder.join("erroneos/enorme.pfx");
    // Sparse: it takes no room on the disk.
    File::create(&huge)
        .and_then(|file| file.set_len(HUGE))
        .with_context(|| format!("cannot write {}", huge.display()))?;

    let password = keys.moral.password.as_str();
    Ok(vec![
        wrong(
            "vacio",
            "efirma",
            &["erroneos/vacio.cer", &moral[1]],
            password,
            "empty",
            "un .cer vacío",
        ),
        wrong(
            "pdf",
            "imss",
            &["erroneos/acuse.pdf"],
            "",
            "not_this_kind",
            "un PDF en lugar del .pfx",
        ),
        wrong(
            "cer-como-key",
            "efirma",
            &[&moral[0], "erroneos/certificado-como-llave.key"],
            password,
            "not_this_kind",
            "el certificado con nombre de llave",
        ),
        wrong(
            "llave-incompleta",
            "efirma",
            &[&moral[0], "erroneos/llave-incompleta.key"],
            password,
            "damaged",
            "una llave que se descargó a medias",
        ),
        wrong(
            "llave-de-otro",
            "efirma",
            &[&moral[0], &fisica[1]],
            &keys.fisica.password,
            "key_of_another_certificate",
            "el certificado de la empresa con la llave de la representante",
        ),
        wrong(
            "contrasena",
            "efirma",
            &[&moral[0], &moral[1]],
            "Contrasena0000",
            "wrong_password",
            "los archivos correctos con otra contraseña",
        ),
        wrong(
            "enorme",
            "imss",
            &["erroneos/enorme.pfx"],
            "",
            "file-too-large",
            "un archivo de 50 MB",
        ),
    ])
}

/// The smallest file that a viewer takes for a PDF.
fn pdf(title: &str) -> String {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
         3 0 obj<</Title({title})>>endobj\ntrailer<</Root 1 0 R/Info 3 0 R>>\n%%EOF\n"
    )
}
