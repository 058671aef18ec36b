//! Mail on its way out: jobs of the outbox, and single-use links whose token only the mail holds.

use jiff::SignedDuration;

use crate::Service;
use crate::ids::{EmpresaId, JobId, MailedLinkId};
use crate::ports::Message;
use crate::records::{ConsultLink, Job, MailedLink, MailedPurpose, MailedToken, Work};
use crate::values::Token;

/// Returns a job that is due now, to be stored with what it announces.
pub(crate) fn job(service: &Service, empresa: EmpresaId, work: Work) -> Job {
    let now = service.now();
    let id = JobId::mint(now, service.random.as_ref());
    Job::due(id, empresa, work, now)
}

/// Returns the job that hands over a mail.
pub(crate) fn letter(service: &Service, empresa: EmpresaId, message: Message) -> Job {
    let token = None;
    job(service, empresa, Work::Mail { message, token })
}

/// Returns the job that hands over a mail whose address ends in the token of a link.
pub(crate) fn letter_with_link(
    service: &Service,
    empresa: EmpresaId,
    message: Message,
    token: MailedToken,
) -> Job {
    let token = Some(token);
    job(service, empresa, Work::Mail { message, token })
}

/// Returns the job that hands over a mail whose address ends in the token of a consult link, sealed until then.
pub(crate) fn letter_with_consult_link(
    service: &Service,
    message: Message,
    link: &ConsultLink,
    token: &Token,
) -> Job {
    let random = service.random.as_ref();
    let sealed = service.sealer.seal_consult_token(random, link.id, token);
    let work = Work::ConsultMail {
        message,
        link: link.id,
        sealed,
    };
    job(service, link.empresa, work)
}

/// Returns a new link to be mailed to one address, and its token, sealed.
pub(crate) fn link(
    service: &Service,
    empresa: EmpresaId,
    email: &str,
    purpose: MailedPurpose,
    life: SignedDuration,
) -> (MailedLink, MailedToken) {
    let (link, token) = bare_link(service, empresa, email, purpose, life);
    let random = service.random.as_ref();
    let sealed = service.sealer.seal_token(random, link.id, &token);
    (link, sealed)
}

/// Returns the same, with the token as it is: for the operator, who hands it over.
pub(crate) fn bare_link(
    service: &Service,
    empresa: EmpresaId,
    email: &str,
    purpose: MailedPurpose,
    life: SignedDuration,
) -> (MailedLink, Token) {
    let (now, random) = (service.now(), service.random.as_ref());
    let token = Token::mint(random);
    let link = MailedLink {
        id: MailedLinkId(token.digest()),
        empresa,
        version: 1,
        email: email.to_owned(),
        purpose,
        expires_at: now + life,
        created_at: now,
    };
    (link, token)
}
