//! The steps of identifying a file: it is read, identified, and forgotten.

use jiff::Timestamp;
use vault_protocol::{Failure, Identify, PickedFile, RequestId, Tell};
use zeroize::Zeroizing;

use super::files::picked;
use super::{UnderWay, post};
use crate::effect::{Effect, Part};
use crate::work::identify::identify;

/// Whether the file may be read at all.
pub(super) fn start_identifying(
    ask: &Identify,
    parts: &[Part],
) -> Result<(UnderWay, Effect), Failure> {
    let picked = picked(parts, &[PickedFile::unread(ask.file)])?;
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
