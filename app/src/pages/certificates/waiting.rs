//! What waits for a signature where the certificate that gave it has ended.

use api::functions::lotes;
use api::view::registros::RegistroView;
use app_logic::certificates::waiting::WaitingLotes;
use leptos::prelude::*;

use super::ended::WaysOut;
use crate::client::{Changes, fetch};
use crate::format::date;
use crate::messages::{certificates as text, movements as words};

/// The ways out for registros patronales whose certificate has ended, with what is left of the first
/// deadline among the lotes that wait.
#[component]
pub(super) fn Ended(registros: Vec<RegistroView>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let open = fetch(move || {
        changes.on_lotes();
        lotes::open()
    });
    let numbers: Vec<_> = registros
        .iter()
        .map(|one| one.data.numero.clone())
        .collect();
    let title = text::ended_for(&numbers.join(", "));
    let left = Memo::new(move |_| {
        let all = open.value().get()?;
        let waiting = WaitingLotes::of(&all, &registros)?;
        let left = waiting.dias_habiles;
        let due = waiting
            .vence
            .map(|vence| words::due(&date::date(vence), left));
        Some(text::waiting(waiting.lotes, due.as_deref()))
    });
    move || view! { <WaysOut title=title.clone() left=left.get() /> }
}
