//! Deleted movements restored, some hundred in a call.

use api::ApiError;
use api::functions::movements;
use app_logic::movement::restored::Restored;
use leptos::prelude::*;
use model::limits::MOVEMENTS_MAX_PER_CALL;

use crate::components::{Notice, Tone};
use crate::messages::movements as text;

/// Restores movements by their ids.
pub(crate) async fn restore_all(ids: Vec<String>) -> Result<Restored, ApiError> {
    let mut restored = Restored::default();
    for part in ids.chunks(MOVEMENTS_MAX_PER_CALL) {
        restored.add(movements::restore_many(part.to_vec()).await?);
    }
    Ok(restored)
}

/// What came of it.
pub(crate) fn restored_notice(restored: Restored) -> AnyView {
    let Restored {
        back,
        refused,
        reasons,
    } = restored;
    let tone = if refused > 0 {
        Tone::Warning
    } else {
        Tone::Success
    };
    view! {
        <Notice tone title=text::restored(back)>
            {(refused > 0).then(|| view! { <p>{text::not_restored(refused)}</p> })}
            {reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view()}
        </Notice>
    }
    .into_any()
}
