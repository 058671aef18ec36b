//! Files that were looked at, kept until they are opened: between the two a password is typed, and what
//! was picked need not be read a second time. A key among them is as encrypted as it was on the disk.

use vault_protocol::RequestId;
use zeroize::Zeroizing;

/// What one form can hold, and what is picked instead of it.
const MOST: usize = 4;

/// Oldest first; their bytes are wiped when they are forgotten.
#[derive(Default)]
pub(super) struct Looked {
    files: Vec<(RequestId, Zeroizing<Vec<u8>>)>,
}

impl Looked {
    /// Keeps a file by the request that looked at it.
    pub(super) fn keep(&mut self, request: RequestId, file: Zeroizing<Vec<u8>>) {
        if self.files.len() == MOST {
            self.files.remove(0);
        }
        self.files.push((request, file));
    }

    /// All of these files, if none is forgotten. They stay: the first password may be the wrong one.
    pub(super) fn all(&self, requests: &[Option<RequestId>]) -> Option<Vec<Zeroizing<Vec<u8>>>> {
        let one = |request: &Option<RequestId>| {
            let found = self.files.iter().find(|(of, _)| Some(*of) == *request);
            found.map(|(_, file)| file.clone())
        };
        requests.iter().map(one).collect()
    }

    pub(super) fn forget(&mut self) {
        self.files.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
