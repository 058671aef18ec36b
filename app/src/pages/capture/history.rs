//! What the company knows of what is typed: its history, and what a registro patronal proposes.

use api::functions::movements;
use api::view::movements::CheckMovement;
use api::view::registros::RegistroView;
use app_logic::capture::starting_draft::proposed;
use app_logic::findings::only_server;
use imss::finding::{Field, Finding};
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_fields::DraftFields;

/// What the company's history says of what is typed: asked once it is a whole movement, and again when
/// the person, the day or the registro patronal changes; forgotten as soon as they do.
pub(super) fn of_history(
    key: RwSignal<Option<(String, u64)>>,
    registro: RwSignal<String>,
    draft: Memo<MovimientoDraft>,
    here: Memo<Vec<Finding>>,
) -> RwSignal<Vec<Finding>> {
    let found = RwSignal::new(Vec::new());
    let about = Memo::new(move |_| {
        draft.with(|draft| {
            let whole = draft.parse().0.is_some();
            (
                registro.get(),
                draft.nss.clone(),
                draft.fecha.clone(),
                whole,
            )
        })
    });
    Effect::new(move |_| {
        let this = about.get();
        found.set(Vec::new());
        let (registro, _, _, whole) = this.clone();
        if registro.is_empty() || !whole {
            return;
        }
        let question = CheckMovement {
            existing: key.get_untracked().map(|(id, _)| id),
            registro,
            draft: draft.get_untracked(),
        };
        // Only if the draft is still the same: more may have been typed before the answer.
        let said = here.get_untracked();
        spawn_local(async move {
            // Not asked again where it fails: saving asks too.
            let Ok(checked) = movements::check(question).await else {
                return;
            };
            if about.try_get_untracked().as_ref() == Some(&this) {
                found.set(only_server(checked, &said));
            }
        });
    });
    found
}

/// Fills in what the registro patronal proposes, whenever another is chosen.
pub(super) fn propose(chosen: Memo<Option<RegistroView>>, fields: DraftFields) {
    Effect::new(move |before: Option<(String, String)>| {
        let Some(registro) = chosen.get() else {
            return before.unwrap_or_default();
        };
        let now = (registro.data.umf, registro.data.guia);
        let (umf, guia) = match &before {
            Some((umf, guia)) => (Some(umf.as_str()), Some(guia.as_str())),
            None => (None, None),
        };
        for (field, before, now) in [(Field::Umf, umf, &now.0), (Field::Guia, guia, &now.1)] {
            let field = fields.of(field);
            let now = field.with_untracked(|typed| proposed(typed, before, now));
            if let Some(now) = now {
                field.set(now);
            }
        }
        now
    });
}
