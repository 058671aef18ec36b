//! Looks at a picked file before its password is typed: a CSD, an expired certificate or the wrong half
//! of a pair is named at once, and the RFC of an e.firma fills in the user.

use credential::certificate::CertificateFile;
use credential::open::{Expected, FileKind, OpenError, check, holds_bare_key, sniff};
use jiff::Timestamp;
use model::limits::CERTIFICATE_WARNING_DAYS;
use vault_protocol::{
    ChainStatus, Failure, Inspect, Inspected, PickedFile, Place, RequestId, Tell,
};
use zeroize::Zeroizing;

use super::files::picked;
use super::{UnderWay, Vault, failed, post};
use crate::effect::{Effect, Part};
use crate::work::{failure, summary};

/// Whether the file may be read at all.
pub(super) fn start_inspecting(
    ask: &Inspect,
    parts: &[Part],
) -> Result<(UnderWay, Effect), Failure> {
    let picked = picked(parts, &[PickedFile::unread(ask.file)])?;
    let effect = Effect::ReadFiles {
        request: ask.request,
        parts: picked.parts,
    };
    Ok((UnderWay::Inspecting(ask.place), effect))
}

impl Vault {
    /// Answers what the file is. One that can be opened is kept until then, unless a key lies in it
    /// without encryption: that is read again.
    pub(super) fn look_at(
        &mut self,
        now: Timestamp,
        request: RequestId,
        place: Place,
        contents: Vec<Zeroizing<Vec<u8>>>,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let file = contents.into_iter().next().unwrap_or_default();
        match look(&file, place, now) {
            Ok(found) => {
                if !holds_bare_key(&file) {
                    self.looked.keep(request, file);
                }
                carry_out(post(Tell::Inspected { request, found }));
            }
            Err(error) => carry_out(failed(Some(request), failure::opening(&error))),
        }
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
/// nothing is refused yet.
fn certificate(file: &[u8], now: Timestamp) -> Result<Inspected, OpenError> {
    let file = CertificateFile::read(file)?;
    let Some(first) = file.certificates.first() else {
        return Err(OpenError::Damaged);
    };
    let checked = check(
        &first.summary(),
        now,
        &Expected::nothing(CERTIFICATE_WARNING_DAYS),
    );
    let (checked, refusal) = match checked {
        Ok(warnings) => (warnings, None),
        Err(error) => (Vec::new(), Some(failure::opening(&error))),
    };
    let warnings = [checked, file.warnings].concat();
    Ok(Inspected::Certificate {
        summary: Box::new(summary::of(first, ChainStatus::NotVerified, &warnings)),
        refusal: refusal.filter(|_| file.certificates.len() == 1),
    })
}
