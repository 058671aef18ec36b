//! The archive in the making: its parts, what each file's digest is, how many records it holds.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::common_error::CommonError;

/// A piece of a file of the archive. Pieces of one file come one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportPart {
    /// The path of the file in the archive.
    pub file: String,
    /// The bytes that follow.
    pub bytes: Vec<u8>,
}

/// What is made of the archive.
#[derive(Default)]
pub(super) struct Archive {
    /// Parts that are made and not handed over yet.
    ready: VecDeque<ExportPart>,
    /// The file that is being handed over, and the digest of what was of it.
    open: Option<(String, Sha256)>,
    sums: String,
    counts: BTreeMap<&'static str, u64>,
}

impl Archive {
    /// Writes records as lines of a file. A kind without records has an empty file.
    pub(super) fn lines(
        &mut self,
        file: &'static str,
        records: impl IntoIterator<Item = impl Serialize>,
    ) -> Result<(), CommonError> {
        let mut bytes = Vec::new();
        let mut count = 0;
        for record in records {
            serde_json::to_writer(&mut bytes, &record).map_err(CommonError::internal)?;
            bytes.push(b'\n');
            count += 1;
        }
        self.count(file, count);
        self.file(file, bytes);
        Ok(())
    }

    /// Counts records of a file, or of a folder.
    pub(super) fn count(&mut self, name: &'static str, records: u64) {
        *self.counts.entry(name).or_default() += records;
    }

    /// Returns how many records each file holds.
    pub(super) fn counts(&self) -> &BTreeMap<&'static str, u64> {
        &self.counts
    }

    /// Writes bytes of a file.
    pub(super) fn file(&mut self, file: impl Into<String>, bytes: Vec<u8>) {
        let file = file.into();
        self.ready.push_back(ExportPart { file, bytes });
    }

    /// Writes one value as a file.
    pub(super) fn value(&mut self, file: &'static str, value: &Value) -> Result<(), CommonError> {
        let mut bytes = serde_json::to_vec_pretty(value).map_err(CommonError::internal)?;
        bytes.push(b'\n');
        self.file(file, bytes);
        Ok(())
    }

    /// Writes the digests of every file, as `sha256sum --check` reads them. Nothing else comes after it.
    pub(super) fn sums(&mut self) {
        self.close();
        let mut sums = std::mem::take(&mut self.sums);
        for part in &self.ready {
            let sum = hex::encode(Sha256::digest(&part.bytes));
            sums.push_str(&format!("{sum}  {}\n", part.file));
        }
        self.file("SHA256SUMS", sums.into_bytes());
    }

    /// Hands over the next part; `None` while there is none.
    pub(super) fn next(&mut self) -> Option<ExportPart> {
        let part = self.ready.pop_front()?;
        let same = |(file, _): &(String, Sha256)| *file == part.file;
        if !self.open.as_ref().is_some_and(same) {
            self.close();
            self.open = Some((part.file.clone(), Sha256::new()));
        }
        if let Some((_, digest)) = &mut self.open {
            digest.update(&part.bytes);
        }
        Some(part)
    }

    fn close(&mut self) {
        if let Some((file, digest)) = self.open.take() {
            let sum = hex::encode(digest.finalize());
            self.sums.push_str(&format!("{sum}  {file}\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Archive;
    use crate::values::Digest;

    #[test]
    fn the_digests_are_those_of_whole_files() {
        let mut archive = Archive::default();
        archive.lines("a.ndjson", [1, 2]).unwrap();
        archive.lines("a.ndjson", [3]).unwrap();
        archive.file("b/c.txt", b"x".to_vec());
        while archive.next().is_some() {}
        archive.value("manifest.json", &json!({})).unwrap();
        archive.sums();
        let manifest = archive.next().unwrap();
        let sums = archive.next().unwrap();
        assert_eq!(archive.next(), None);
        let expected = [
            (&b"1\n2\n3\n"[..], "a.ndjson"),
            (b"x", "b/c.txt"),
            (&manifest.bytes, "manifest.json"),
        ];
        let expected = expected.map(|(bytes, file)| format!("{}  {file}\n", Digest::of(bytes)));
        assert_eq!(String::from_utf8(sums.bytes).unwrap(), expected.concat());
        assert_eq!(archive.counts()["a.ndjson"], 3);
    }
}
