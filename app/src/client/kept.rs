//! What was typed when a session ended under the person's hands, until she is back.
//!
//! In this tab's memory alone: it names workers and salaries, which no storage of the browser is to
//! hold.

use api::view::accounts::SessionView;
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;

use super::portal::Portal;

/// A form as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Id of the registro patronal.
    pub registro: String,
    /// The fields.
    pub draft: MovimientoDraft,
    /// Id and version of the draft that the server holds of it.
    pub existing: Option<(String, u64)>,
    /// The word by which the server knows the form.
    pub form: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    whose: (String, String),
    page: String,
    typed: Typed,
}

/// The last form that was typed into and not saved; copies share it.
#[derive(Clone, Copy)]
pub struct KeptForm {
    portal: Portal,
    kept: StoredValue<Option<Kept>>,
}

/// Puts a [`KeptForm`] into the context; called once, by the root component.
pub(crate) fn provide_kept_form(portal: Portal) {
    provide_context(KeptForm {
        portal,
        kept: StoredValue::new(None),
    });
}

impl KeptForm {
    /// Remembers what was typed on a page.
    pub fn keep(self, page: &str, typed: Typed) {
        if let Some(whose) = self.whose() {
            let page = page.to_owned();
            self.kept.set_value(Some(Kept { whose, page, typed }));
        }
    }

    /// Returns what the same person had typed on this page; afterwards it is forgotten.
    #[must_use]
    pub fn take(self, page: &str) -> Option<Typed> {
        let whose = self.whose()?;
        self.kept
            .try_update_value(|kept| take(kept, &whose, page))
            .flatten()
    }

    /// Forgets what was typed: it was saved, or left on purpose.
    pub fn forget(self) {
        self.kept.set_value(None);
    }

    fn whose(self) -> Option<(String, String)> {
        let session = self.portal.session();
        session.with_untracked(|session| session.as_ref().map(whose))
    }
}

fn whose(session: &SessionView) -> (String, String) {
    (session.empresa.clone(), session.name.clone())
}

fn take(kept: &mut Option<Kept>, whose: &(String, String), page: &str) -> Option<Typed> {
    // Another person's form is forgotten as soon as anybody else asks.
    let kept = kept.take_if(|kept| kept.whose != *whose || kept.page == page)?;
    (kept.whose == *whose).then_some(kept.typed)
}

#[cfg(test)]
mod tests {
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::{Kept, Typed, take};

    fn kept() -> Option<Kept> {
        Some(Kept {
            whose: ("Empresa".to_owned(), "Karla".to_owned()),
            page: "/capturar/baja".to_owned(),
            typed: Typed {
                registro: "r1".to_owned(),
                draft: MovimientoDraft::new(TipoMovimiento::Baja),
                existing: None,
                form: Some("f1".to_owned()),
            },
        })
    }

    #[test]
    fn the_same_person_finds_her_form_again_once() {
        let karla = ("Empresa".to_owned(), "Karla".to_owned());
        let mut form = kept();
        assert_eq!(take(&mut form, &karla, "/capturar/reingreso"), None);
        assert!(take(&mut form, &karla, "/capturar/baja").is_some());
        assert_eq!(take(&mut form, &karla, "/capturar/baja"), None);
    }

    #[test]
    fn another_person_at_the_same_tab_finds_nothing() {
        let other = ("Empresa".to_owned(), "Luis".to_owned());
        let mut form = kept();
        assert_eq!(take(&mut form, &other, "/capturar/baja"), None);
        assert_eq!(form, None);
    }
}
