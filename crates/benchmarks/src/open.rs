//! Opening a credential with OpenSSL's library, and natively with ours, when the measuring program asks
//! the page: so that rounds of the page and rounds here alternate.

use std::fs;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use credential::open::{PfxOptions, open_pair, open_pfx};
use openssl::pkcs12::Pkcs12;
use openssl::pkey::PKey;
use openssl::provider::Provider;
use openssl::x509::X509;

use crate::material::PASSWORD;

/// Reads lines `JOB CONTENDER COUNT` and answers each with the milliseconds of one operation.
pub(crate) fn serve(folder: &Path) -> Result<()> {
    let read = |name: &str| {
        let file = folder.join(name);
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let files = Files {
        cer: read("efirma.cer")?,
        key: read("efirma.key")?,
        pfx: read("efirma.pfx")?,
    };
    // RC2 with 40 bits is no longer among OpenSSL's ordinary algorithms.
    let _default = Provider::load(None, "default")?;
    let _legacy = Provider::load(None, "legacy")?;
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let [job, contender, count] = line.split(' ').collect::<Vec<_>>()[..] else {
            bail!("{line:?} is not JOB CONTENDER COUNT");
        };
        let work = files.work(job, contender)?;
        work()?;
        writeln!(out, "{}", time(count.parse()?, &*work)?)?;
        out.flush()?;
    }
    Ok(())
}

/// Milliseconds that one operation takes, of `count`: on the clock, as the page measures.
#[expect(
    clippy::disallowed_methods,
    reason = "measuring is what this program is for"
)]
fn time(count: u32, work: &dyn Fn() -> Result<()>) -> Result<f64> {
    let start = Instant::now();
    for _ in 0..count {
        work()?;
    }
    Ok(start.elapsed().as_secs_f64() * 1000.0 / f64::from(count))
}

struct Files {
    cer: Vec<u8>,
    key: Vec<u8>,
    pfx: Vec<u8>,
}

impl Files {
    fn work(&self, job: &str, contender: &str) -> Result<Box<dyn Fn() -> Result<()> + '_>> {
        Ok(match (job, contender) {
            ("open-sat", "openssl") => Box::new(|| self.sat_by_openssl()),
            ("open-sat", "rubrica-native") => Box::new(|| self.sat_by_us()),
            ("open-pfx", "openssl") => Box::new(|| self.pfx_by_openssl()),
            ("open-pfx", "rubrica-native") => Box::new(|| self.pfx_by_us()),
            _ => bail!("nobody called {contender} does {job} here"),
        })
    }

    fn sat_by_openssl(&self) -> Result<()> {
        let certificate = X509::from_der(&self.cer)?;
        let key = PKey::private_key_from_pkcs8_passphrase(&self.key, PASSWORD.as_bytes())?;
        ensure!(key.public_eq(&*certificate.public_key()?), "another key");
        Ok(())
    }

    fn sat_by_us(&self) -> Result<()> {
        let opened = open_pair(&self.cer, &self.key, PASSWORD.as_bytes(), &mut |_, _| {})?;
        ensure!(opened.warnings.is_empty(), "unexpected warnings");
        Ok(())
    }

    fn pfx_by_openssl(&self) -> Result<()> {
        let parsed = Pkcs12::from_der(&self.pfx)?.parse2(PASSWORD)?;
        let (key, certificate) = parsed.pkey.zip(parsed.cert).context("half a credential")?;
        ensure!(key.public_eq(&*certificate.public_key()?), "another key");
        Ok(())
    }

    fn pfx_by_us(&self) -> Result<()> {
        let password = PASSWORD.as_bytes();
        open_pfx(&self.pfx, password, PfxOptions::default(), &mut |_, _| {})?;
        Ok(())
    }
}
