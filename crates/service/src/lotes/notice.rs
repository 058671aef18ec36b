//! The mail that tells a firmante what waits for her signature.

use imss::time::format_date;

use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::mail;
use crate::ports::{MailAction, Message};
use crate::records::{Job, LoteRecord, User};
use crate::store::StoreError;

/// Who may sign what the caller prepares, and can be written to.
pub(super) async fn firmantes(
    service: &Service,
    caller: &FullCaller,
) -> Result<Vec<User>, StoreError> {
    let mut users = service.store.users(caller.empresa()).await?;
    users.retain(|user| {
        user.active && user.role.signs() && user.email.is_some() && user.id != caller.user()
    });
    Ok(users)
}

/// The jobs that write to them, to be stored with the lotes.
pub(super) async fn mails(
    service: &Service,
    caller: &FullCaller,
    firmantes: &[User],
    lotes: &[LoteRecord],
) -> Result<Vec<Job>, CommonError> {
    if firmantes.is_empty() {
        return Ok(Vec::new());
    }
    let empresa = service.store.empresa(caller.empresa()).await?;
    let empresa = empresa.ok_or(CommonError::NoSession)?;
    let preparer = service.store.user(empresa.id, caller.user()).await?;
    let preparer = preparer.ok_or(CommonError::NoSession)?;
    let registros = service.store.registros(empresa.id).await?;
    let lines: Vec<String> = lotes
        .iter()
        .map(|lote| {
            let registro = registros.iter().find(|r| r.id == lote.registro);
            let numero = registro.map(|r| r.numero.to_string()).unwrap_or_default();
            let vence = lote.vence.map_or_else(String::new, |day| {
                format!(", vence el {}", format_date(day))
            });
            format!(
                "- Lote {} del registro patronal {numero}: {} ({}){vence}",
                lote.numero,
                lote.tipo.label(),
                lote.count,
            )
        })
        .collect();
    let subject = match lotes {
        [_] => format!("1 lote por firmar · {}", empresa.nombre),
        many => format!("{} lotes por firmar · {}", many.len(), empresa.nombre),
    };
    let written = |user: &User| {
        let to = user.email.clone()?;
        let body = format!(
            "Hola, {}:\n\n{} preparó estos lotes y esperan tu revisión y tu firma:\n\n{}\n\n\
             Revísalos y fírmalos con tu propia llave.",
            user.nombre,
            preparer.nombre,
            lines.join("\n"),
        );
        let subject = subject.clone();
        let message = Message {
            to,
            subject,
            body,
            action: Some(MailAction {
                label: "Ver los lotes".to_owned(),
                url: format!("{}/lotes", service.settings.public_url),
            }),
        };
        Some(mail::letter(service, empresa.id, message))
    };
    Ok(firmantes.iter().filter_map(written).collect())
}
