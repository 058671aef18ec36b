//! The directory of workers: what is asked of it, its order, the words it is searched by.

use std::collections::BTreeSet;

use imss::id::Nss;
use serde::{Deserialize, Serialize};

use super::text::{SearchText, search_words};
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
    pub texto: SearchText,
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
    /// Whether a worker belongs to the answer, the cursor and the limit aside.
    pub fn matches(&self, trabajador: &Trabajador) -> bool {
        let mut relaciones = trabajador
            .relaciones
            .iter()
            .filter(|r| self.registro.is_none_or(|registro| r.registro == registro));
        let related = match (self.registro, self.vigentes) {
            (None, false) => true,
            (Some(_), false) => relaciones.next().is_some(),
            (_, true) => relaciones.any(|r| r.vigente),
        };
        let known = directory_words(trabajador);
        trabajador.empresa == self.empresa
            && related
            && self.texto.is_found_in(known.iter().map(String::as_str))
    }

    /// Whether a worker comes after the cursor.
    pub fn follows(&self, trabajador: &Trabajador) -> bool {
        self.cursor
            .as_ref()
            .is_none_or(|cursor| directory_place(trabajador) > *cursor)
    }
}

/// Returns a worker's place in the order.
pub fn directory_place(trabajador: &Trabajador) -> DirectoryCursor {
    DirectoryCursor {
        nombre: folded(&trabajador.nombre.to_string()),
        nss: trabajador.nss,
    }
}

/// Returns the words that a worker is found by: those of the name, the numbers, the keys, the employer's
/// code; folded.
pub fn directory_words(trabajador: &Trabajador) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = search_words(&trabajador.nombre.to_string()).collect();
    words.insert(trabajador.nss.to_string());
    words.extend(trabajador.antes.iter().map(ToString::to_string));
    words.extend(trabajador.curp.map(|curp| folded(curp.as_str())));
    words.extend(trabajador.rfc.map(|rfc| folded(rfc.as_str())));
    // The code may hold the signs that a search leaves out.
    words.extend(
        trabajador
            .clave
            .map(|clave| folded(clave.as_str()).replace(['-', '.', ',', ' '], "")),
    );
    words
}
