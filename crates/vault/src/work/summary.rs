//! The public facts of a certificate, and what a person should know of it before she uses it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credential::certificate::{Certificate, CertificateSummary, Kind};
use credential::open;
use imss::id::{Curp, Rfc};
use vault_protocol::{ChainStatus, CredentialKind, CredentialSummary, Warning};

/// Facts and warnings. Kinds that IDSE does not take were refused before.
pub(crate) fn of(
    certificate: &Certificate,
    chain: ChainStatus,
    warnings: &[open::Warning],
) -> CredentialSummary {
    let facts = certificate.summary();
    let known = warnings.iter().map(warning_of);
    let warnings = known
        .chain(untrusted(&chain))
        .chain(odd_rfc(&facts))
        .chain(odd_curp(&facts))
        .collect();
    CredentialSummary {
        kind: match facts.kind {
            Kind::Efirma => CredentialKind::Efirma,
            Kind::Imss => CredentialKind::Imss,
            Kind::Csd | Kind::Other => CredentialKind::Certificate,
        },
        holder: facts.holder,
        rfc: facts.rfc,
        representative_rfc: facts.representative_rfc,
        curp: facts.curp.or(facts.representative_curp),
        registro_patronal: facts.registro_patronal,
        serial: facts.serial,
        issuer: facts.issuer,
        not_before: facts.not_before.as_second(),
        not_after: facts.not_after.as_second(),
        key_bits: facts.key_bits,
        fingerprint: facts.sha256,
        certificate: STANDARD.encode(certificate.der()),
        chain,
        warnings,
    }
}

/// A warning of `credential`'s, on the wire.
pub(crate) fn warning_of(one: &open::Warning) -> Warning {
    warning(one.code(), one.message_es())
}

/// A warning and no refusal: no CA of IMSS's is public, so the configured ones may not be all
/// (domain facts §6).
fn untrusted(chain: &ChainStatus) -> Option<Warning> {
    match chain {
        ChainStatus::Untrusted { reason } => Some(warning(
            "issuer-not-trusted",
            format!(
                "No se pudo confirmar quién emitió el certificado: {reason}. Úsalo sólo si sabes que te lo dio el SAT o el IMSS."
            ),
        )),
        ChainStatus::NotVerified | ChainStatus::Trusted { .. } => None,
    }
}

/// A real certificate is never refused for its RFC or CURP (domain facts §3).
fn odd_rfc(facts: &CertificateSummary) -> Option<Warning> {
    let rfc = facts.rfc.as_deref()?;
    let odd = Rfc::parse(rfc).map_or(true, |rfc| !rfc.findings().is_empty());
    odd.then(|| {
        warning(
            "odd-rfc",
            format!("El RFC del certificado, {rfc}, no cumple su dígito verificador."),
        )
    })
}

fn odd_curp(facts: &CertificateSummary) -> Option<Warning> {
    let curp = facts
        .curp
        .as_deref()
        .or(facts.representative_curp.as_deref())?;
    let odd = Curp::parse(curp).map_or(true, |curp| !curp.findings().is_empty());
    odd.then(|| {
        warning(
            "odd-curp",
            format!("La CURP del certificado, {curp}, no cumple su dígito verificador."),
        )
    })
}

fn warning(code: &str, message: String) -> Warning {
    Warning {
        // One spelling on the wire: kebab-case, as the relay's errors are.
        code: code.replace('_', "-"),
        message,
    }
}
