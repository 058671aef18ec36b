//! The outbox at work: what is due is taken under a lease and carried out.

use jiff::SignedDuration;

/// The longest a lote's sending may take: the portal's implementation gives up before, and nobody
/// else asks or sends before it has passed.
pub const SENDING: SignedDuration = SignedDuration::from_mins(5);
