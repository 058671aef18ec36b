//! What the company knows of what is typed: its history, and what a registro patronal proposes.

use api::functions::movements;
use api::view::movements::CheckMovement;
use api::view::registros::RegistroView;
use imss::finding::Finding;
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::Fields;
use super::rules;

/// What the company's history says of what is typed: asked when the person, the day or the registro
/// patronal changes, and forgotten as soon as they do.
pub(super) fn of_history(
    key: RwSignal<Option<(String, u64)>>,
    registro: RwSignal<String>,
    draft: Memo<MovimientoDraft>,
    here: Memo<Vec<Finding>>,
) -> RwSignal<Vec<Finding>> {
    const NSS_LEN: usize = 11;
    let found = RwSignal::new(Vec::new());
    let about = Memo::new(move |_| {
        draft.with(|draft| (registro.get(), draft.nss.clone(), draft.fecha.clone()))
    });
    Effect::new(move |_| {
        let this = about.get();
        found.set(Vec::new());
        let (registro, nss, fecha) = this.clone();
        let digits = nss.chars().filter(char::is_ascii_digit).count();
        if registro.is_empty() || fecha.is_empty() || digits != NSS_LEN {
            return;
        }
        let question = CheckMovement {
            existing: key.get_untracked().map(|(id, _)| id),
            registro,
            draft: draft.get_untracked(),
        };
        // What is said here of the same draft: by the time of the answer more may have been typed.
        let said = here.get_untracked();
        spawn_local(async move {
            // Not asked again where it fails: saving asks too.
            let Ok(told) = movements::check(question).await else {
                return;
            };
            if about.try_get_untracked().as_ref() == Some(&this) {
                found.set(rules::besides(told, &said));
            }
        });
    });
    found
}

/// Fills in what the registro patronal proposes, whenever another is chosen.
pub(super) fn propose(chosen: Memo<Option<RegistroView>>, fields: Fields) {
    Effect::new(move |before: Option<(String, String)>| {
        let Some(registro) = chosen.get() else {
            return before.unwrap_or_default();
        };
        let now = (registro.data.umf, registro.data.guia);
        let (umf, guia) = match &before {
            Some((umf, guia)) => (Some(umf.as_str()), Some(guia.as_str())),
            None => (None, None),
        };
        for (field, before, now) in [(fields.umf, umf, &now.0), (fields.guia, guia, &now.1)] {
            let proposed = field.with_untracked(|typed| rules::proposed(typed, before, now));
            if let Some(proposed) = proposed {
                field.set(proposed);
            }
        }
        now
    });
}
