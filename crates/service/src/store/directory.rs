//! The directory of workers: what is asked of it, its order, the words it is searched by.

use std::collections::BTreeSet;

use imss::id::Nss;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, RegistroId};
use crate::records::Trabajador;
use crate::values::folded;

/// Which part of the directory to read.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectoryQuery {
    /// The company.
    pub empresa: EmpresaId,
    /// Only workers that are or were with this registro patronal.
    pub registro: Option<RegistroId>,
    /// Only workers that are vigente: with `registro`, or with any.
    pub vigentes: bool,
    /// Each word of it must begin a word of the worker.
    pub texto: String,
    /// Go on after this place.
    pub cursor: Option<DirectoryCursor>,
    /// At most this many workers.
    pub limit: u32,
}

/// The place of a worker in the order of the directory: by name, then by number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DirectoryCursor {
    /// The name, folded: paterno, materno, nombre.
    pub nombre: String,
    /// The number.
    pub nss: Nss,
}

/// One page of the directory.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectoryPage {
    /// The workers, by name.
    pub trabajadores: Vec<Trabajador>,
    /// Where to go on; `None` at the end.
    pub next: Option<DirectoryCursor>,
}

impl DirectoryQuery {
    /// The words asked for, folded; the signs that people write inside numbers do not count.
    pub fn words(&self) -> Vec<String> {
        let words = self.texto.split_whitespace();
        let words = words.map(|word| folded(&word.replace(['-', '.', ','], "")));
        words.filter(|word| !word.is_empty()).collect()
    }

    /// Whether a worker belongs to the answer, the cursor and the limit aside.
    pub fn matches(&self, worker: &Trabajador) -> bool {
        let mut relaciones = worker
            .relaciones
            .iter()
            .filter(|r| self.registro.is_none_or(|registro| r.registro == registro));
        let related = match (self.registro, self.vigentes) {
            (None, false) => true,
            (Some(_), false) => relaciones.next().is_some(),
            (_, true) => relaciones.any(|r| r.vigente),
        };
        let known = directory_words(worker);
        worker.empresa == self.empresa
            && related
            && self
                .words()
                .iter()
                .all(|asked| known.iter().any(|word| word.starts_with(asked)))
    }

    /// Whether a worker comes after the cursor.
    pub fn follows(&self, worker: &Trabajador) -> bool {
        self.cursor
            .as_ref()
            .is_none_or(|cursor| directory_place(worker) > *cursor)
    }
}

/// A worker's place in the order.
pub fn directory_place(worker: &Trabajador) -> DirectoryCursor {
    DirectoryCursor {
        nombre: folded(&worker.nombre.to_string()),
        nss: worker.nss,
    }
}

/// The words that a worker is found by: those of the name, the numbers, the keys, the employer's
/// code; folded.
pub fn directory_words(worker: &Trabajador) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = folded(&worker.nombre.to_string())
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    words.insert(worker.nss.to_string());
    words.extend(worker.antes.iter().map(ToString::to_string));
    words.extend(worker.curp.map(|curp| folded(curp.as_str())));
    words.extend(worker.rfc.map(|rfc| folded(rfc.as_str())));
    // The code may hold the signs that a search leaves out.
    words.extend(
        worker
            .clave
            .map(|clave| folded(clave.as_str()).replace(['-', '.', ',', ' '], "")),
    );
    words
}
