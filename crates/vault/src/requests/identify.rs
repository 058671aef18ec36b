//! The steps of identifying a file: it is read, identified, and forgotten.

use jiff::Timestamp;
use model::limits::SIGNED_LOTE_MAX_BYTES;
use vault_protocol::{Failure, Identify, PickedFile, RequestId, Tell};
use zeroize::Zeroizing;

use super::files::picked_within;
use super::{UnderWay, post};
use crate::effect::{Effect, Part};
use crate::work::identify::identify;

/// The most bytes that are looked at: a signed lote is larger than any key.
pub(super) const IDENTIFIED_MAX_BYTES: u64 = SIGNED_LOTE_MAX_BYTES as u64;

/// Whether the file may be read at all.
pub(super) fn start_identifying(
    ask: &Identify,
    parts: &[Part],
) -> Result<(UnderWay, Effect), Failure> {
    let file = [PickedFile::unread(ask.file)];
    let picked = picked_within(parts, &file, IDENTIFIED_MAX_BYTES)?;
    let effect = Effect::ReadFiles {
        request: ask.request,
        parts: picked.parts,
    };
    Ok((UnderWay::Identifying, effect))
}

/// Answers what the file is. Its bytes are wiped with `contents`.
pub(super) fn identified(
    now: Timestamp,
    request: RequestId,
    contents: &[Zeroizing<Vec<u8>>],
    carry_out: &mut dyn FnMut(Effect),
) {
    let file = contents.first().map_or(&[][..], |file| file.as_slice());
    carry_out(post(Tell::Identified {
        request,
        file: Box::new(identify(file, now)),
    }));
}
