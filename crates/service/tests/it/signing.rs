//! Keys, certificates and signatures, made once for all tests.

use std::sync::{Mutex, OnceLock};

use credential::certificate::Certificate;
use credential::cms::{CadesToSign, ChallengeToSign, Placement};
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::key::PrivateKey;
use jiff::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// A certificate and its key.
pub(crate) struct Signer {
    pub(crate) certificate: Certificate,
    key: PrivateKey,
}

/// The signers of the tests.
pub(crate) struct Signers {
    /// The company's e.firma.
    pub(crate) company: Signer,
    /// Somebody else's e.firma.
    pub(crate) stranger: Signer,
    /// The company's, expired since 2025.
    pub(crate) expired: Signer,
    /// An invoice seal.
    pub(crate) csd: Signer,
    /// Of a legal representative; it ends on 20 January 2026.
    pub(crate) ending: Signer,
}

fn rng() -> &'static Mutex<ChaCha20Rng> {
    static RNG: OnceLock<Mutex<ChaCha20Rng>> = OnceLock::new();
    RNG.get_or_init(|| Mutex::new(ChaCha20Rng::seed_from_u64(2026)))
}

pub(crate) fn signers() -> &'static Signers {
    static SIGNERS: OnceLock<Signers> = OnceLock::new();
    SIGNERS.get_or_init(make)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn make() -> Signers {
    let rng = &mut *rng().lock().unwrap();
    let long = || Validity {
        not_before: at("2020-01-01T00:00:00Z"),
        not_after: at("2030-01-01T00:00:00Z"),
    };
    let key = generate_key(rng, 2048).unwrap();
    let authority = Authority::like_sat(key, long(), rng).unwrap();
    let company = Holder::EfirmaMoral {
        name: "COMERCIAL DEL BAJIO".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        email: "ana@example.mx".to_owned(),
    };
    let stranger = Holder::EfirmaFisica {
        name: "KARLA FUENTE NOLASCO".to_owned(),
        rfc: "FUNK671228PH6".to_owned(),
        curp: "FUNK671228MCLNLR05".to_owned(),
        email: "karla@example.mx".to_owned(),
    };
    let csd = Holder::Csd {
        name: "COMERCIAL DEL BAJIO".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        representative_rfc: "FUNK671228PH6".to_owned(),
        representative_curp: "FUNK671228MCLNLR05".to_owned(),
        unit: "MATRIZ".to_owned(),
    };
    let over = Validity {
        not_before: at("2021-01-01T00:00:00Z"),
        not_after: at("2025-01-01T00:00:00Z"),
    };
    let soon_over = Validity {
        not_before: at("2022-01-20T00:00:00Z"),
        not_after: at("2026-01-20T00:00:00Z"),
    };
    let mut serial = 0;
    let mut issue = |holder: &Holder, validity| {
        serial += 1;
        let key = generate_key(rng, 2048).unwrap();
        let number = format!("3000100000030002{serial:04}");
        let certificate = authority
            .issue(holder, key.public(), &number, validity, rng)
            .unwrap();
        Signer { certificate, key }
    };
    Signers {
        expired: issue(&company, over),
        company: issue(&company, long()),
        stranger: issue(&stranger, long()),
        csd: issue(&csd, long()),
        ending: issue(&stranger, soon_over),
    }
}

impl Signer {
    /// The signed message of a lote.
    pub(crate) fn sign_lote(&self, dispmag: &[u8], at: Timestamp) -> Vec<u8> {
        let signing =
            CadesToSign::new(&self.certificate, dispmag, at, Placement::Attached).unwrap();
        let signature = self.sign(signing.to_be_signed());
        signing.finish(&signature).unwrap()
    }

    /// The signed challenge.
    pub(crate) fn sign_challenge(&self, text: &str) -> Vec<u8> {
        let signing = ChallengeToSign::new(&self.certificate, text).unwrap();
        let signature = self.sign(signing.to_be_signed());
        signing.finish(&signature).unwrap()
    }

    /// The private key, as no body may hold it.
    pub(crate) fn private_key(&self) -> Vec<u8> {
        self.key.pkcs8_der().to_vec()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.key
            .sign_blinded(&mut *rng().lock().unwrap(), message)
            .unwrap()
    }
}
