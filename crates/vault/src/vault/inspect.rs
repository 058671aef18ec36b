//! Looking at a picked file before its password is typed: whoever picks a CSD, an expired certificate
//! or the wrong half of a pair is told at once, and the RFC of an e.firma fills in the user.

use credential::certificate::Certificate;
use credential::open::{Expected, FileKind, OpenError, check, sniff};
use jiff::Timestamp;
use vault_protocol::{ChainStatus, Failure, Inspect, Inspected, Place, RequestId, Tell};
use zeroize::Zeroizing;

use super::files::picked;
use super::{UnderWay, failed, post};
use crate::effect::{Effect, Part};
use crate::{failure, summary};

/// Whether the file may be read at all.
pub(super) fn start_inspecting(
    ask: &Inspect,
    parts: &[Part],
) -> Result<(UnderWay, Effect), Failure> {
    let picked = picked(parts, vec![ask.file])?;
    let effect = Effect::ReadFiles {
        request: ask.request,
        parts: picked.parts,
    };
    Ok((UnderWay::Inspecting(ask.place), effect))
}

/// What the page is told of the file.
pub(super) fn inspected(
    now: Timestamp,
    request: RequestId,
    place: Place,
    contents: &[Zeroizing<Vec<u8>>],
) -> Effect {
    let file = contents.first().map_or(&[][..], |file| file.as_slice());
    match look(file, place, now) {
        Ok(found) => post(Tell::Inspected { request, found }),
        Err(error) => failed(Some(request), failure::opening(&error)),
    }
}

fn look(file: &[u8], place: Place, now: Timestamp) -> Result<Inspected, OpenError> {
    match (sniff(file), place) {
        (FileKind::Empty, _) => Err(OpenError::Empty),
        (FileKind::DamagedAsn1 | FileKind::DamagedPem, _) => Err(OpenError::Damaged),
        (FileKind::Certificate, Place::Certificate) => certificate(file, now),
        (FileKind::Pfx, Place::Certificate) => Ok(Inspected::Pfx),
        (FileKind::Key, Place::Key) => Ok(Inspected::Key),
        (found, Place::Certificate) => Err(OpenError::NotThisKind {
            found,
            wanted: FileKind::Certificate,
        }),
        (found, Place::Key) => Err(OpenError::NotThisKind {
            found,
            wanted: FileKind::Key,
        }),
    }
}

/// Of several certificates in one file the key decides which is meant: then the first is shown, and
/// nothing is held against it yet.
fn certificate(file: &[u8], now: Timestamp) -> Result<Inspected, OpenError> {
    let bundle = Certificate::bundle(file)?;
    let Some(first) = bundle.first() else {
        return Err(OpenError::Damaged);
    };
    let checked = check(&first.summary(), now, &Expected::default());
    let (warnings, refusal) = match checked {
        Ok(warnings) => (warnings, None),
        Err(error) => (Vec::new(), Some(failure::opening(&error))),
    };
    Ok(Inspected::Certificate {
        summary: Box::new(summary::of(first, ChainStatus::NotVerified, &warnings)),
        refusal: refusal.filter(|_| bundle.len() == 1),
    })
}
