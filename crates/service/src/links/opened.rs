//! The mail that tells a link's maker that it was opened for the first time.

use imss::time::{format_date, mexico_city};

use crate::Service;
use crate::common_error::CommonError;
use crate::ids::JobId;
use crate::ports::Message;
use crate::records::{ConsultLink, Job, Work};

/// Returns the job that writes to the link's maker, to be stored with the first opening; `None` where no
/// notice was asked for, the link was opened before, or its maker has no address.
pub(super) async fn notice(
    service: &Service,
    link: &ConsultLink,
) -> Result<Option<Job>, CommonError> {
    if !link.notify || link.uses > 0 {
        return Ok(None);
    }
    let maker = service.store.user(link.empresa, link.created_by).await?;
    let Some(maker) = maker.filter(|user| user.active) else {
        return Ok(None);
    };
    let Some(to) = maker.email else {
        return Ok(None);
    };
    let now = service.now();
    let at = mexico_city(now);
    let body = format!(
        "Hola, {}:\n\nEl enlace de consulta «{}» se abrió por primera vez el {} a las {:02}:{:02}.\n\n\
         Si no esperabas que se abriera, revócalo en {}/enlaces: deja de servir al momento.\n",
        maker.nombre,
        link.nombre,
        format_date(at.date()),
        at.hour(),
        at.minute(),
        service.settings.public_url,
    );
    let message = Message {
        to,
        subject: format!("Se abrió el enlace «{}»", link.nombre),
        body,
        action: None,
    };
    let id = JobId::mint(now, service.random.as_ref());
    let work = Work::Mail {
        message,
        token: None,
    };
    Ok(Some(Job::due(id, link.empresa, work, now)))
}
