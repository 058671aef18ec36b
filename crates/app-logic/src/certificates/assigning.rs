//! What the assignment form starts with, checks and asks for.

use api::ApiError;
use api::view::certificates::{AddCertificate, CertificateView};
use api::view::registros::RegistroView;

use crate::messages::certificates as text;
use vault_protocol::{CredentialKind, CredentialSummary};

/// Returns which registros patronales a key is proposed for: those it is meant for already; else the one
/// its certificate names; else the only one there is.
pub fn proposed(
    summary: &CredentialSummary,
    held: &[CertificateView],
    registros: &[RegistroView],
) -> Vec<String> {
    let known = |id: &String| registros.iter().any(|one| one.id == *id);
    if let Some(certificate) = same(summary, held) {
        let assigned = certificate.assignments.iter();
        let assigned: Vec<_> = assigned
            .map(|one| one.registro.clone())
            .filter(known)
            .collect();
        if !assigned.is_empty() {
            return assigned;
        }
    }
    if let Some(named) = &summary.registro_patronal {
        let named = registros.iter().find(|one| one.data.numero == *named);
        return named.map(|one| one.id.clone()).into_iter().collect();
    }
    match registros {
        [only] => vec![only.id.clone()],
        _ => Vec::new(),
    }
}

/// Returns the user IDSE knows it by: the one just typed; the held certificate's; for an e.firma the
/// RFC.
pub fn user(summary: &CredentialSummary, held: &[CertificateView], typed: &str) -> String {
    if !typed.trim().is_empty() {
        return typed.trim().to_owned();
    }
    if let Some(certificate) = same(summary, held) {
        return certificate.id_usuario.clone();
    }
    match summary.kind {
        CredentialKind::Efirma => summary.rfc.clone().unwrap_or_default(),
        CredentialKind::Imss | CredentialKind::Certificate => String::new(),
    }
}

fn same<'a>(
    summary: &CredentialSummary,
    held: &'a [CertificateView],
) -> Option<&'a CertificateView> {
    held.iter()
        .find(|one| one.fingerprint == summary.fingerprint)
}

/// Returns the request, or what is missing.
///
/// # Errors
/// At the field of what is missing.
pub fn request(
    summary: &CredentialSummary,
    user: &str,
    registros: Vec<String>,
) -> Result<AddCertificate, ApiError> {
    if registros.is_empty() {
        return Err(ApiError::new("missing", text::REGISTROS_MISSING).at("registros"));
    }
    let id_usuario = user.trim();
    if id_usuario.is_empty() {
        return Err(ApiError::new("missing", text::USER_MISSING).at("id_usuario"));
    }
    Ok(AddCertificate {
        certificate: summary.certificate.clone(),
        id_usuario: id_usuario.to_owned(),
        registros,
    })
}

#[cfg(test)]
mod tests {
    use api::view::registros::{RegistroData, RegistroView};

    use super::{proposed, request, user};
    use vault_protocol::{ChainStatus, CredentialKind, CredentialSummary};

    fn summary(kind: CredentialKind) -> CredentialSummary {
        CredentialSummary {
            kind,
            holder: String::new(),
            rfc: Some("EKU9003173C9".to_owned()),
            representative_rfc: None,
            curp: None,
            registro_patronal: (kind == CredentialKind::Imss).then(|| "B7010662106".to_owned()),
            serial: String::new(),
            issuer: String::new(),
            not_before: 0,
            not_after: 0,
            key_bits: 2048,
            fingerprint: "f".to_owned(),
            certificate: "MII".to_owned(),
            chain: ChainStatus::NotVerified,
            warnings: Vec::new(),
        }
    }

    fn registro(id: &str, numero: &str) -> RegistroView {
        RegistroView {
            id: id.to_owned(),
            version: 1,
            data: RegistroData {
                numero: numero.to_owned(),
                ..RegistroData::default()
            },
            certificado: None,
            plantilla: None,
        }
    }

    #[test]
    fn an_imss_certificate_is_proposed_for_the_registro_it_names() {
        let all = [registro("1", "Y6087828106"), registro("2", "B7010662106")];
        assert_eq!(proposed(&summary(CredentialKind::Imss), &[], &all), ["2"]);
        assert!(proposed(&summary(CredentialKind::Efirma), &[], &all).is_empty());
        assert_eq!(
            proposed(&summary(CredentialKind::Efirma), &[], &all[..1]),
            ["1"]
        );
    }

    #[test]
    fn the_user_of_an_efirma_is_its_rfc() {
        assert_eq!(
            user(&summary(CredentialKind::Efirma), &[], ""),
            "EKU9003173C9"
        );
        assert_eq!(user(&summary(CredentialKind::Imss), &[], ""), "");
    }

    #[test]
    fn the_user_typed_when_a_pfx_was_opened_is_not_asked_for_again() {
        let imss = summary(CredentialKind::Imss);
        assert_eq!(user(&imss, &[], " CAMPANARIO01 "), "CAMPANARIO01");
    }

    #[test]
    fn nothing_is_asked_without_registro_or_user() {
        let summary = summary(CredentialKind::Imss);
        let field = |user: &str, registros: &[&str]| {
            let registros = registros.iter().map(|&id| id.to_owned()).collect();
            request(&summary, user, registros)
                .err()
                .and_then(|error| error.field)
        };
        assert_eq!(field("USUARIO1", &[]).as_deref(), Some("registros"));
        assert_eq!(field("  ", &["1"]).as_deref(), Some("id_usuario"));
        assert_eq!(field("USUARIO1", &["1"]), None);
    }
}
