//! What a tab remembers of its session, as long as the tab lives and the session is the same.

use leptos::prelude::window;

/// One thing that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionMark {
    /// A reader was shown the notice of "sólo consulta".
    ConsultStarted,
    /// The certificate that is missing was put off.
    CertificatePutOff,
}

impl SessionMark {
    fn key(self) -> &'static str {
        match self {
            Self::ConsultStarted => "rubrica.consulta",
            Self::CertificatePutOff => "rubrica.sin-certificado",
        }
    }

    /// Whether it was made before the tab was loaded again.
    pub(super) fn was_made(self) -> bool {
        let storage = window().session_storage().ok().flatten();
        storage.is_some_and(|storage| storage.get_item(self.key()).ok().flatten().is_some())
    }

    /// Remembers it, or forgets it with the session.
    pub(super) fn remember(self, made: bool) {
        if let Ok(Some(storage)) = window().session_storage() {
            // Where the browser keeps nothing, it is asked again after a reload.
            let _ = if made {
                storage.set_item(self.key(), "1")
            } else {
                storage.remove_item(self.key())
            };
        }
    }
}
