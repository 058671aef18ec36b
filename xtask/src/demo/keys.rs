//! Authorities and credentials, shaped like SAT's and IMSS's, made for each demo and worth
//! nothing outside it. The authorities' own keys are dropped when everything is issued.
use anyhow::{Context as _, Result};
use credential::certificate::Certificate;
use credential::cms::{CadesToSign, Placement};
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::key::PrivateKey;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use rand_core::CryptoRngCore;

use super::chance;
use super::clock::{Now, instant};
use super::company::{Company, MATRIZ, QUERETARO, TIJUANA};

/// A key with its certificate.
pub(super) struct Credential {
    /// The certificate.
    pub(super) certificate: Certificate,
    /// Its key.
    pub(super) key: PrivateKey,
    /// The password of its files.
    pub(super) password: String,
    /// The user the portal knows it by.
    pub(super) id_usuario: String,
    /// The 20 digits of its serial number.
    pub(super) serial: &'static str,
    /// The places of the registros patronales that the simulated portal accepts it for.
    pub(super) covers: &'static [usize],
}

impl Credential {
    /// Signs a payload as the page would have: CMS, CAdES, content attached.
    pub(super) fn sign(
        &self,
        payload: &[u8],
        at: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<u8>> {
        let to_sign = CadesToSign::new(&self.certificate, payload, at, Placement::Attached)?;
        let signature = self.key.sign_blinded(rng, to_sign.to_be_signed())?;
        Ok(to_sign.finish(&signature)?)
    }

    /// Whether it was valid at an instant.
    pub(super) fn holds_at(&self, at: Timestamp) -> bool {
        (self.certificate.not_before()..=self.certificate.not_after()).contains(&at)
    }
}

/// Everything that is issued.
pub(super) struct Keys {
    /// The authority shaped like SAT's.
    pub(super) sat: Certificate,
    /// The authority shaped like IMSS's.
    pub(super) imss: Certificate,
    /// The company's e.firma.
    pub(super) moral: Credential,
    /// The representative's own e.firma.
    pub(super) fisica: Credential,
    /// The company's former e.firma, which has expired.
    pub(super) expired: Credential,
    /// The company's next e.firma, which is not valid yet.
    pub(super) future: Credential,
    /// An e.firma of the representative by an authority that the demo's server does not know.
    pub(super) unknown: Credential,
    /// The company's invoice seal: not for IDSE.
    pub(super) csd: Credential,
    /// IMSS's certificate of the matriz; it covers Querétaro too.
    pub(super) imss_matriz: Credential,
    /// IMSS's certificate of Querétaro.
    pub(super) imss_queretaro: Credential,
    /// IMSS's certificate of Tijuana, which the portal does not know any more.
    pub(super) imss_tijuana: Credential,
}

impl Keys {
    /// Makes all keys and issues all certificates. It takes some seconds.
    pub(super) fn issue(company: &Company, now: Now, rng: &mut impl CryptoRngCore) -> Result<Self> {
        let decades = Validity {
            not_before: instant(now.today.saturating_sub(8.years()), 9, 0),
            not_after: instant(now.today.saturating_add(8.years()), 9, 0),
        };
        let sat = Authority::like_sat(generate_key(rng, BITS)?, decades, rng)?;
        let imss = Authority::like_imss(generate_key(rng, BITS)?, decades, rng)?;
        let nobodys = Authority::like_sat(generate_key(rng, BITS)?, decades, rng)?;
        let representative = &company.representative;
        let (rfc, rfc_rep) = (company.rfc.to_string(), representative.rfc.to_string());
        let moral = Holder::EfirmaMoral {
            name: company.nombre.to_owned(),
            rfc: rfc.clone(),
            representative_rfc: rfc_rep.clone(),
            representative_curp: representative.curp.to_string(),
            email: company.email.to_owned(),
        };
        let fisica = Holder::EfirmaFisica {
            name: representative.nombre.clone(),
            rfc: rfc_rep.clone(),
            curp: representative.curp.to_string(),
            email: representative.email.to_owned(),
        };
        let csd = Holder::Csd {
            name: company.nombre.to_owned(),
            rfc: rfc.clone(),
            representative_rfc: rfc_rep.clone(),
            representative_curp: representative.curp.to_string(),
            unit: "MATRIZ LEON".to_owned(),
        };
        let of_registro = |place: usize| Holder::Imss {
            company: company.nombre.to_owned(),
            registro_patronal: company.registros[place].numero.to_string(),
            representative: representative.nombre.clone(),
            representative_curp: representative.curp.to_string(),
            email: representative.email.to_owned(),
        };
        let renewed = now.days_ago(420);
        // Some weeks of overlap with its successor: nobody renews on the last day.
        let former = renewed.saturating_sub(4.years()).saturating_add(20.days());
        let mut issue =
            |authority: &Authority, holder: &Holder, user: &str, serial, from, years| {
                let key = generate_key(rng, BITS)?;
                let validity = years_from(from, years);
                let certificate = authority.issue(holder, key.public(), serial, validity, rng)?;
                anyhow::Ok(Credential {
                    certificate,
                    key,
                    password: chance::key_password(rng),
                    id_usuario: user.to_owned(),
                    serial,
                    covers: &[],
                })
            };
        let mut keys = Self {
            moral: issue(&sat, &moral, &rfc, "30001000000700004471", renewed, 4)?,
            fisica: issue(
                &sat,
                &fisica,
                &rfc_rep,
                "30001000000700005120",
                now.days_ago(500),
                4,
            )?,
            expired: issue(&sat, &moral, &rfc, "30001000000400018862", former, 4)?,
            future: issue(
                &sat,
                &moral,
                &rfc,
                "30001000000700006003",
                now.today.saturating_add(45.days()),
                4,
            )?,
            unknown: issue(
                &nobodys,
                &fisica,
                &rfc_rep,
                "30001000000700005999",
                now.days_ago(100),
                4,
            )?,
            csd: issue(
                &sat,
                &csd,
                &rfc,
                "30001000000700004490",
                now.days_ago(400),
                4,
            )?,
            imss_matriz: issue(
                &imss,
                &of_registro(MATRIZ),
                "CAMPANARIO01",
                "00002000000300000187",
                now.days_ago(300),
                2,
            )?,
            imss_queretaro: issue(
                &imss,
                &of_registro(QUERETARO),
                "CAMPANARIO02",
                "00002000000300000212",
                now.days_ago(200),
                2,
            )?,
            imss_tijuana: issue(
                &imss,
                &of_registro(TIJUANA),
                "CAMPANARIO03",
                "00002000000300000198",
                now.days_ago(250),
                2,
            )?,
            sat: sat.certificate().clone(),
            imss: imss.certificate().clone(),
        };
        keys.moral.covers = &[MATRIZ, QUERETARO, TIJUANA];
        keys.fisica.covers = &[MATRIZ, QUERETARO];
        keys.imss_matriz.covers = &[MATRIZ, QUERETARO];
        keys.imss_queretaro.covers = &[QUERETARO];
        anyhow::ensure!(
            !keys.expired.holds_at(now.instant),
            "the expired e.firma has not expired"
        );
        Ok(keys)
    }

    /// The company's e.firma of a time: the present one once it was issued, the former one before.
    pub(super) fn efirma_at(&self, at: Timestamp) -> Result<&Credential> {
        let both = [&self.moral, &self.expired];
        let held = both.into_iter().find(|credential| credential.holds_at(at));
        held.context("the company had no e.firma then")
    }
}

const BITS: usize = 2048;

fn years_from(first: Date, years: i64) -> Validity {
    Validity {
        not_before: instant(first, 11, 30),
        not_after: instant(first.saturating_add(years.years()), 11, 30),
    }
}
