//! The files of the folder, and where each lies.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use super::EvidenceOf;
use super::gather::{Attempt, Gathered};
use super::index;
use super::layout::{
    CHAIN, CMS, DISPMAG, INDEX, SIGNER, SUMS, attempt_folder, brought_path, lote_folder,
};
use crate::values::Digest;

/// Everything, in the order in which it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFolder {
    /// The folder's name, without an ending.
    pub name: String,
    /// Its files.
    pub files: Vec<FolderFile>,
}

/// One file.
#[derive(Clone, PartialEq, Eq)]
pub struct FolderFile {
    /// Where it lies, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for FolderFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.path, self.bytes.len())
    }
}

impl EvidenceFolder {
    pub(super) fn of(
        of: &EvidenceOf,
        lotes: &[Gathered],
        authorities: &[Vec<u8>],
        now: Timestamp,
    ) -> Self {
        let mut folder = Self {
            name: name(of, lotes),
            files: Vec::new(),
        };
        let index = index::page(of, lotes, !authorities.is_empty(), now);
        folder.add(INDEX.to_owned(), index.into_bytes());
        if !authorities.is_empty() {
            folder.add(CHAIN.to_owned(), pem(authorities));
        }
        let mut brought = BTreeSet::new();
        for gathered in lotes {
            for attempt in &gathered.attempts {
                folder.attempt(gathered, attempt);
            }
            if let Some(receipt) = &gathered.receipt {
                let path = format!("{}/{}", lote_folder(gathered), receipt.file_name);
                folder.add(path, receipt.bytes.clone());
            }
            for file in &gathered.brought {
                // One file may settle several lotes.
                if brought.insert(file.id) {
                    folder.add(brought_path(file), file.content.0.clone());
                }
            }
        }
        let sums: String = folder
            .files
            .iter()
            .map(|file| format!("{}  {}\n", Digest::of(&file.bytes), file.path))
            .collect();
        folder.add(SUMS.to_owned(), sums.into_bytes());
        folder
    }

    fn attempt(&mut self, gathered: &Gathered, attempt: &Attempt) {
        let folder = attempt_folder(gathered, attempt);
        let dispmag = attempt.contents.dispmag.0.clone();
        self.add(format!("{folder}/{DISPMAG}"), dispmag);
        if let Some(evidence) = &attempt.evidence {
            self.add(format!("{folder}/{CMS}"), evidence.cms.0.clone());
            self.add(format!("{folder}/{SIGNER}"), evidence.signer.0.clone());
        }
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.files.push(FolderFile { path, bytes });
    }
}

/// What the folder is called.
fn name(of: &EvidenceOf, lotes: &[Gathered]) -> String {
    match of {
        EvidenceOf::Lote(_) => {
            let numero = lotes.first().map_or(0, |gathered| gathered.lote.numero);
            format!("expediente-lote-{numero}")
        }
        EvidenceOf::Month(first) => format!("expediente-{}", first.strftime("%Y-%m")),
        EvidenceOf::Trabajador(nss) => format!("expediente-{nss}"),
    }
}

/// Certificates as openssl reads them, one after the other.
fn pem(certificates: &[Vec<u8>]) -> Vec<u8> {
    let mut text = String::new();
    for der in certificates {
        text.push_str("-----BEGIN CERTIFICATE-----\n");
        let body = STANDARD.encode(der);
        let mut rest = body.as_str();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(64));
            text.push_str(line);
            text.push('\n');
            rest = after;
        }
        text.push_str("-----END CERTIFICATE-----\n");
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::pem;

    #[test]
    fn certificates_are_written_in_lines_of_64() {
        let text = String::from_utf8(pem(&[vec![7; 60], vec![8]])).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "-----BEGIN CERTIFICATE-----");
        assert_eq!((lines[1].len(), lines[2].len()), (64, 16));
        assert_eq!(text.matches("END CERTIFICATE").count(), 2);
    }
}
