//! The caller of a session.

use crate::caller::{Caller, FullCaller, ReadOnlyCaller};
use crate::records::{Session, SessionKind, User};

/// Returns the caller that a user's session identifies. A user whose role writes nothing is a reader,
/// however she entered.
pub(super) fn caller_of(session: &Session, user: &User) -> Caller {
    let Session {
        id,
        empresa,
        ends_at: until,
        ..
    } = *session;
    match session.kind {
        SessionKind::Full { .. } if user.role.writes() => Caller::Full(FullCaller {
            session: id,
            empresa,
            user: user.id,
            role: user.role,
            until,
            address: String::new(),
        }),
        SessionKind::Full { .. } | SessionKind::ReadOnly { .. } | SessionKind::Link { .. } => {
            Caller::ReadOnly(ReadOnlyCaller {
                session: id,
                empresa,
                user: user.id,
                until,
                address: String::new(),
                own_account: matches!(session.kind, SessionKind::Full { .. }),
            })
        }
    }
}
