//! A capture that was left before it was saved, and where it is now.

use imss::movimiento::TipoMovimiento;

use crate::address::edit_movement;
use crate::messages::{capture as text, movements as words};

/// Where what was typed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftState {
    /// In this tab alone; it is stored as soon as the server answers.
    Waiting,
    /// Stored as a draft.
    Stored {
        /// Its id.
        id: String,
    },
    /// In this tab alone: it cannot be stored as a draft.
    InMemory,
}

/// The notice about a capture that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftDraft {
    /// The address of its form.
    pub page: String,
    /// Its type.
    pub tipo: TipoMovimiento,
    /// Whom it is about, as far as that was typed.
    pub person: String,
    /// Where it is.
    pub state: LeftState,
}

impl LeftDraft {
    /// Returns where it is, as a sentence.
    pub fn in_words(&self) -> String {
        let (tipo, person) = (words::tipo(self.tipo), self.person.as_str());
        match self.state {
            LeftState::Waiting => text::left_waiting(tipo, person),
            LeftState::Stored { .. } => text::left_stored(tipo, person),
            LeftState::InMemory => text::left_in_memory(tipo, person),
        }
    }

    /// Returns the address where it is gone on with: that of the stored draft, or of its own form.
    pub fn address(&self) -> String {
        match &self.state {
            LeftState::Stored { id } => edit_movement(self.tipo, id),
            LeftState::Waiting | LeftState::InMemory => self.page.clone(),
        }
    }
}

/// Returns what is remembered of a draft: the address of its form and its id, nothing that was typed.
pub fn to_storage(page: &str, id: &str) -> String {
    format!("{page} {id}")
}

/// Returns the id that is remembered for the form at an address.
pub fn remembered(stored: &str, page: &str) -> Option<String> {
    let (known, id) = stored.split_once(' ')?;
    (known == page && !id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::{LeftDraft, LeftState, remembered, to_storage};

    #[test]
    fn says_where_a_capture_is_and_how_to_go_on() {
        let left = |state| LeftDraft {
            page: "/capturar/baja".to_owned(),
            tipo: TipoMovimiento::Baja,
            person: "FUENTE KARLA".to_owned(),
            state,
        };
        let waiting = left(LeftState::Waiting);
        assert!(
            waiting
                .in_words()
                .contains("de baja de FUENTE KARLA sigue en esta pestaña")
        );
        assert_eq!(waiting.address(), "/capturar/baja");
        let stored = left(LeftState::Stored {
            id: "01J".to_owned(),
        });
        assert!(stored.in_words().contains("quedó guardada como borrador"));
        assert_eq!(stored.address(), "/capturar/baja/01J");
    }

    #[test]
    fn remembers_the_id_of_one_page() {
        let stored = to_storage("/capturar/baja", "01J");
        assert_eq!(
            remembered(&stored, "/capturar/baja").as_deref(),
            Some("01J")
        );
        assert_eq!(remembered(&stored, "/capturar/reingreso"), None);
        assert_eq!(remembered("", "/capturar/baja"), None);
    }
}
