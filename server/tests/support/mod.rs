//! What the tests of the router and the example `quincena` share: an e.firma that signs as a browser does, and
//! the simulator over HTTP.

use std::sync::Arc;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credential::certificate::Certificate;
use credential::cms::{CadesToSign, ChallengeToSign, Placement};
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::key::PrivateKey;
use idse_simulator::{
    PORTAL_PATH, Seed, SeedAuthority, SeedRegistroPatronal, Simulator, SimulatorConfig,
};
use jiff::{SignedDuration, Timestamp};
use rand_core::{CryptoRng, RngCore, impls};
use service::memory::{FixedClock, SeededRandom};
use service::ports::{Clock as _, Random as _};

/// The registro patronal that the simulator knows.
pub(crate) const REGISTRO: &str = "Y6087828106";
/// How long the simulator takes over a lote.
pub(crate) const PROCESSING: SignedDuration = SignedDuration::from_secs(60);

/// An e.firma, and the authority that issued it.
pub(crate) struct Signer {
    pub(crate) certificate: Certificate,
    key: PrivateKey,
    pub(crate) authority: Certificate,
}

impl Signer {
    pub(crate) fn new() -> Result<Self> {
        let chance = &mut Chance(SeededRandom::new(2026));
        let validity = || -> Result<Validity> {
            Ok(Validity {
                not_before: "2024-01-01T00:00:00Z".parse()?,
                not_after: "2028-01-01T00:00:00Z".parse()?,
            })
        };
        let key = generate_key(chance, 2048)?;
        let authority = Authority::like_sat(key, validity()?, chance)?;
        let holder = Holder::EfirmaMoral {
            name: "EMPRESA DE PRUEBA".to_owned(),
            rfc: "EKU9003173C9".to_owned(),
            representative_rfc: "FUNK671228PH6".to_owned(),
            representative_curp: "FUNK671228MCLNLR05".to_owned(),
            email: "ana@empresa.example".to_owned(),
        };
        let key = generate_key(chance, 2048)?;
        let serial = "30001000000300020001";
        let certificate = authority.issue(&holder, key.public(), serial, validity()?, chance)?;
        Ok(Self {
            certificate,
            key,
            authority: authority.certificate().clone(),
        })
    }

    fn sign(&self, octets: &[u8]) -> Result<Vec<u8>> {
        let chance = &mut Chance(SeededRandom::new(3));
        Ok(self.key.sign_blinded(chance, octets)?)
    }

    pub(crate) fn challenge(&self, text: &str) -> Result<Vec<u8>> {
        let signing = ChallengeToSign::new(&self.certificate, text)?;
        let signature = self.sign(signing.to_be_signed())?;
        Ok(signing.finish(&signature)?)
    }

    pub(crate) fn lote(&self, dispmag: &[u8], now: Timestamp) -> Result<Vec<u8>> {
        let signing = CadesToSign::new(&self.certificate, dispmag, now, Placement::Attached)?;
        let signature = self.sign(signing.to_be_signed())?;
        Ok(signing.finish(&signature)?)
    }
}

/// Serves the simulator on a port of its own. Returns it with the portal's URL.
pub(crate) async fn simulator(
    authority: &Certificate,
    clock: &Arc<FixedClock>,
) -> Result<(Simulator, String)> {
    let clock = Arc::clone(clock);
    let chance = SeededRandom::new(9);
    let simulator = Simulator::new(SimulatorConfig {
        seed: Seed {
            certificate_authorities: vec![SeedAuthority {
                name: "prueba".to_owned(),
                der: STANDARD.encode(authority.der()),
            }],
            registros_patronales: vec![SeedRegistroPatronal {
                numero: REGISTRO.to_owned(),
                rfc: "EKU9003173C9".to_owned(),
                razon_social: "EMPRESA DE PRUEBA".to_owned(),
                vigente: true,
                representantes: Vec::new(),
            }],
            ..Seed::default()
        },
        state_file: None,
        clock: Arc::new(move || clock.now()),
        random: Arc::new(move || {
            let mut bytes = [0; 32];
            chance.fill(&mut bytes);
            bytes
        }),
        processing_delay: PROCESSING,
    })?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}{PORTAL_PATH}", listener.local_addr()?);
    let forever = std::future::pending();
    tokio::spawn(idse_simulator::serve(listener, simulator.clone(), forever));
    Ok((simulator, url))
}

/// Chance that repeats itself, for making keys.
pub(crate) struct Chance(pub(crate) SeededRandom);

impl RngCore for Chance {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }
    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }
    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Chance {}
