//! The audit log.

use crate::operation::operations;
use crate::view::audit::{AuditChoices, AuditPage, AuditRequest};

operations!(audit {
    /// A page of the audit log, newest first.
    Administers "audit/search" Search = search(request: AuditRequest) -> AuditPage,
        sample { "request": AuditRequest::default() };

    /// The same for a file; the first page is noted in the log itself.
    Administers "audit/export" Export = export(request: AuditRequest) -> AuditPage,
        sample { "request": AuditRequest::default() };

    /// Who and what can be looked for.
    Administers "audit/choices" Choices = choices() -> AuditChoices,
        sample {};
});
