//! Picked files that were looked at, kept until they are opened: a password is typed in between, and
//! they need not be read a second time. Every key in them is encrypted; a file with a bare one is not
//! kept. They are forgotten when one is opened or converted, when the page says that they are no longer
//! picked, and after the idle time.

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

    /// Forgets the files of these requests.
    pub(super) fn forget_some(&mut self, requests: &[RequestId]) {
        self.files.retain(|(of, _)| !requests.contains(of));
    }

    pub(super) fn forget(&mut self) {
        self.files.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
