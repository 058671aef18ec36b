//! The caller of a session.

use crate::caller::{Caller, FullCaller, ReadOnlyCaller};
use crate::records::{Session, SessionKind, User};

/// Returns the caller that a user's session identifies.
pub(super) fn caller_of(session: &Session, user: &User) -> Caller {
    let Session {
        id,
        empresa,
        ends_at: until,
        ..
    } = *session;
    match session.kind {
        SessionKind::Full { .. } => Caller::Full(FullCaller {
            session: id,
            empresa,
            user: user.id,
            role: user.role,
            until,
        }),
        SessionKind::ReadOnly { .. } | SessionKind::Link { .. } => {
            Caller::ReadOnly(ReadOnlyCaller {
                session: id,
                empresa,
                user: user.id,
                until,
            })
        }
    }
}
