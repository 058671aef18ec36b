//! Mail handed over to the mail server.

use super::{After, later};
use crate::Service;
use crate::common_error::CommonError;
use crate::ports::Message;
use crate::records::Job;

pub(super) async fn run(
    service: &Service,
    job: &Job,
    message: &Message,
) -> Result<After, CommonError> {
    match service.mailer.send(message).await {
        Ok(()) => Ok(After::Done),
        Err(error) => {
            tracing::warn!(job = %job.id, %error, "mail put off");
            Ok(After::At(later(service, job)))
        }
    }
}
