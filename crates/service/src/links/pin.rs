//! The PIN of a link, under the bounds of [`crate::attempts`].

use super::error::LinkError;
use crate::Service;
use crate::attempts::{self, Counter, Refused};
use crate::caller::Stranger;
use crate::records::ConsultLink;
use crate::values::Password;

/// Verifies the PIN of a link that has one: the attempt is reserved before it is verified, and given back if
/// it was right.
///
/// # Errors
///
/// No PIN, a wrong one; too many attempts from this address, or a full queue, at once; a link that wrong
/// PINs locked.
pub(super) async fn verify(
    service: &Service,
    stranger: &Stranger,
    link: &ConsultLink,
    pin: Option<&Password>,
) -> Result<(), LinkError> {
    let (now, store) = (service.now(), service.store.as_ref());
    let id = link.id.to_string();
    let counters = vec![
        Counter::pin(link.empresa, &id),
        Counter::pin_from(link.empresa, &id, &stranger.address),
        Counter::address(&stranger.address),
    ];
    attempts::look(store, now, &counters).await?;
    let pin = pin.ok_or(LinkError::PinNeeded)?;
    let place = service.waiting_room.enter(&stranger.address, false);
    let place = place.ok_or(LinkError::TooManyAttempts { seconds: 1 })?;
    let reserved = attempts::reserve(store, now, counters).await?;
    let left = reserved.left;
    let right = service.hasher.verify(link.pin.as_ref(), pin).await?;
    drop(place);
    if !right {
        return Err(LinkError::WrongPin { left });
    }
    attempts::give_back(store, now, reserved).await?;
    Ok(())
}

impl From<Refused> for LinkError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Wait(seconds) => Self::TooManyAttempts { seconds },
            Refused::Locked => Self::Locked,
            Refused::Store(error) => Self::Common(error.into()),
        }
    }
}
