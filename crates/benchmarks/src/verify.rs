//! A signed lote verified as the server does: signature, digest, the four attributes, the chain to a
//! configured authority; and by OpenSSL's `CMS_verify`, which is asked for the same.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use credential::cms::{VerifyOptions, verify};
use credential::trust::TrustStore;
use openssl::cms::{CMSOptions, CmsContentInfo};
use openssl::x509::X509;
use openssl::x509::store::{X509Store, X509StoreBuilder};

use crate::material::LOTES;
use crate::race::{Contender, Jobs, race as measure};

/// `CMS_CADES` of OpenSSL 3: signing-certificate-v2 is checked too. The crate has no name for it.
const CADES: CMSOptions = CMSOptions::from_bits_retain(0x10_0000);

pub(crate) fn race(folder: &Path) -> Result<Jobs> {
    let read = |name: &str| {
        let file = folder.join(name);
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let authority = read("ca.cer")?;
    let trust =
        TrustStore::from_pem_or_der_files([authority.as_slice()]).map_err(|(_, error)| error)?;
    let store = store(&authority)?;
    let names = ["verify-17-kb", "verify-1.7-mb"];
    let mut jobs = Jobs::new();
    for (job, (lote, _)) in names.into_iter().zip(LOTES) {
        let content = read(&format!("lote-{lote}.txt"))?;
        let cms = read(&format!("lote-{lote}.p7m"))?;
        let ours = || {
            let options = VerifyOptions {
                trust: Some(&trust),
                require_cades: true,
                ..VerifyOptions::default()
            };
            let verified = verify(&cms, None, &options).expect("it was signed here");
            assert_eq!(verified.content.len(), content.len());
        };
        let theirs = || {
            let mut out = Vec::new();
            CmsContentInfo::from_der(&cms)
                .and_then(|mut cms| {
                    cms.verify(
                        None,
                        Some(&store),
                        None,
                        Some(&mut out),
                        CMSOptions::BINARY | CADES,
                    )
                })
                .expect("OpenSSL takes what is signed here");
            assert_eq!(out.len(), content.len());
        };
        let times = measure(&mut [
            Contender {
                name: "rubrica",
                work: Box::new(ours),
            },
            Contender {
                name: "openssl",
                work: Box::new(theirs),
            },
        ]);
        jobs.insert(job, times);
    }
    Ok(jobs)
}

fn store(authority: &[u8]) -> Result<X509Store> {
    let mut builder = X509StoreBuilder::new()?;
    builder.add_cert(X509::from_der(authority)?)?;
    Ok(builder.build())
}
