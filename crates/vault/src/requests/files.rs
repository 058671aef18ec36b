//! What travels beside a message: files that are read later, and buffers that are taken at once.

use vault_protocol::{Failure, PickedFile, RequestId, Slot};
use zeroize::Zeroizing;

use super::Vault;
use crate::effect::{Effect, Part};
use crate::work::failure;
use crate::{MAX_FILE_BYTES, MAX_PASSWORD_BYTES};

/// Files of a message that may be read.
pub(super) struct Picked {
    /// Indices into the message's parts.
    pub(super) parts: Vec<usize>,
    /// As the person knows them.
    pub(super) names: Vec<String>,
    /// Who looked at each of them.
    inspected: Vec<Option<RequestId>>,
}

/// Where the contents of files come from.
pub(super) enum Source {
    /// They are to be read.
    Disk(Effect),
    /// They were looked at before.
    Looked(Vec<Zeroizing<Vec<u8>>>),
}

impl Vault {
    /// What was picked is read, unless it was looked at and is known still.
    pub(super) fn source(&self, request: RequestId, picked: Picked) -> Source {
        match self.looked.all(&picked.inspected) {
            Some(contents) => Source::Looked(contents),
            None => Source::Disk(Effect::ReadFiles {
                request,
                parts: picked.parts,
            }),
        }
    }

    /// How many requests hold a password or a key that is on its way.
    pub(super) fn opening_now(&self) -> usize {
        self.under_way
            .values()
            .filter(|under_way| under_way.signs_with().is_none())
            .count()
    }
}

/// One or two files, none too large to be a certificate or key.
pub(super) fn picked(parts: &[Part], files: &[PickedFile]) -> Result<Picked, Failure> {
    if !matches!(files.len(), 1 | 2) {
        return Err(failure::number_of_files(files.len()));
    }
    let mut picked = Picked {
        parts: Vec::new(),
        names: Vec::new(),
        inspected: Vec::new(),
    };
    for file in files {
        let index = index(file.file).filter(|index| !picked.parts.contains(index));
        let (Some(index), Some(Part::File { name, size })) =
            (index, index.and_then(|index| parts.get(index)))
        else {
            return Err(failure::malformed());
        };
        if *size > MAX_FILE_BYTES {
            return Err(failure::file_too_large(name, *size));
        }
        picked.parts.push(index);
        picked.names.push(name.clone());
        picked.inspected.push(file.inspected);
    }
    Ok(picked)
}

/// Takes a password out of the parts.
pub(super) fn take_password(parts: &mut [Part], slot: Slot) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let password = take_buffer(parts, slot)?;
    if password.len() > MAX_PASSWORD_BYTES {
        return Err(failure::password_too_long());
    }
    Ok(password)
}

/// Takes a transferred buffer out of the parts.
pub(super) fn take_buffer(parts: &mut [Part], slot: Slot) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let part = index(slot).and_then(|index| parts.get_mut(index));
    match part {
        Some(Part::Buffer(bytes)) => Ok(Zeroizing::new(std::mem::take(&mut **bytes))),
        Some(Part::File { .. }) | None => Err(failure::malformed()),
    }
}

fn index(slot: Slot) -> Option<usize> {
    usize::try_from(slot.0).ok()
}
