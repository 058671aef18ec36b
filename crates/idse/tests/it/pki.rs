//! Certificates and signatures by the openssl command line: neither the product's CMS code nor the
//! simulator's takes part in making them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock};

use tempfile::TempDir;

/// Every certificate the tests need, made once per run and never kept.
pub(crate) static PKI: LazyLock<Pki> = LazyLock::new(Pki::make);

/// The RFC of the employer's e.firma.
pub(crate) const RFC: &str = "EKU9003173C9";
/// The user of the certificado digital IMSS.
pub(crate) const IMSS_USER: &str = "KEMPER01";
/// Its serial, as IMSS prints it.
pub(crate) const IMSS_SERIAL: &str = "00001000000500000001";

pub(crate) struct Pki {
    /// The certificate of the authority the portal knows, in DER.
    pub(crate) authority: Vec<u8>,
    pub(crate) efirma: Signer,
    /// Another e.firma of the same RFC.
    pub(crate) second_efirma: Signer,
    /// An e.firma of the same RFC from an authority nobody knows.
    pub(crate) forged_efirma: Signer,
    pub(crate) csd: Signer,
    pub(crate) imss: Signer,
}

/// A certificate and its key, as files.
#[derive(Clone)]
pub(crate) struct Signer {
    folder: Arc<TempDir>,
    name: &'static str,
}

impl Pki {
    fn make() -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let signer = |name| Signer {
            folder: Arc::clone(&folder),
            name,
        };
        let (authority, unknown) = (signer("authority"), signer("unknown"));
        authority.make_authority();
        unknown.make_authority();
        let made = |name, subject: &str, serial: &str, by: &Signer| {
            let signer = signer(name);
            signer.make(subject, serial, by);
            signer
        };
        let efirma = "/CN=ESCUELA KEMPER URGATE/O=ESCUELA KEMPER URGATE/C=MX\
             /x500UniqueIdentifier=EKU9003173C9 \\/ FUNK671228PH6/serialNumber= \\/ FUNK671228MCLNLR05";
        let csd = format!("{efirma}/OU=SUCURSAL 1");
        let imss = "/O=ESCUELA KEMPER URGATE/OU=Y6087828106/emailAddress=a@example.com\
             /title=FUNK671228MCLNLR05";
        Self {
            efirma: made("efirma", efirma, "30001000000300023685", &authority),
            second_efirma: made("second", efirma, "30001000000300023686", &authority),
            forged_efirma: made("forged", efirma, "30001000000300023685", &unknown),
            csd: made("csd", &csd, "30001000000300023687", &authority),
            imss: made("imss", imss, IMSS_SERIAL, &authority),
            authority: authority.certificate(),
        }
    }
}

impl Signer {
    /// The certificate in DER.
    fn certificate(&self) -> Vec<u8> {
        let der = self.file("der");
        openssl(
            &["x509", "-outform", "DER"],
            &[("-in", &self.file("pem")), ("-out", &der)],
        );
        std::fs::read(der).unwrap()
    }

    /// As the portal wants a challenge signed: content attached, no signed attributes.
    pub(crate) fn sign_bare(&self, content: &[u8]) -> Vec<u8> {
        self.sign(content, &["-noattr"])
    }

    /// As a lote is signed: content attached, CAdES attributes.
    pub(crate) fn sign_cades(&self, content: &[u8]) -> Vec<u8> {
        self.sign(content, &["-cades"])
    }

    /// `openssl cms -sign` with these further options.
    pub(crate) fn sign(&self, content: &[u8], options: &[&str]) -> Vec<u8> {
        let work = TempDir::new().unwrap();
        let (input, output) = (work.path().join("in"), work.path().join("out"));
        std::fs::write(&input, content).unwrap();
        let mut arguments = vec![
            "cms", "-sign", "-binary", "-outform", "DER", "-md", "sha256",
        ];
        if !options.contains(&"-detached") {
            arguments.push("-nodetach");
        }
        arguments.extend(options.iter().filter(|option| **option != "-detached"));
        openssl(
            &arguments,
            &[
                ("-signer", &self.file("pem")),
                ("-inkey", &self.file("key")),
                ("-in", &input),
                ("-out", &output),
            ],
        );
        std::fs::read(output).unwrap()
    }

    fn make_authority(&self) {
        openssl(
            &[
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-sha256",
                "-days",
                "30",
                "-subj",
                &format!("/CN=AC de prueba {}/C=MX", self.name),
            ],
            &[("-keyout", &self.file("key")), ("-out", &self.file("pem"))],
        );
    }

    /// A certificate of two days; its serial's bytes spell the digits of `serial`.
    fn make(&self, subject: &str, serial: &str, by: &Signer) {
        let request = self.file("csr");
        openssl(
            &[
                "req", "-new", "-newkey", "rsa:2048", "-nodes", "-utf8", "-subj", subject,
            ],
            &[("-keyout", &self.file("key")), ("-out", &request)],
        );
        let serial: String = serial.bytes().map(|digit| format!("{digit:02x}")).collect();
        openssl(
            &[
                "x509",
                "-req",
                "-sha256",
                "-days",
                "2",
                "-set_serial",
                &format!("0x{serial}"),
            ],
            &[
                ("-in", &request),
                ("-CA", &by.file("pem")),
                ("-CAkey", &by.file("key")),
                ("-out", &self.file("pem")),
            ],
        );
    }

    fn file(&self, kind: &str) -> PathBuf {
        self.folder.path().join(format!("{}.{kind}", self.name))
    }
}

fn openssl(arguments: &[&str], files: &[(&str, &Path)]) {
    let mut command = Command::new("openssl");
    command.args(arguments);
    for (option, path) in files {
        command.arg(option).arg(path);
    }
    let output = command
        .output()
        .expect("the openssl command line is installed");
    assert!(
        output.status.success(),
        "openssl {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}
