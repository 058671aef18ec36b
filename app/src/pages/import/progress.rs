//! What is shown while something is under way.

use leptos::prelude::*;

use super::session::{ImportSession, Stage};
use crate::components::{Actions, Button, Panel, Progress};
use crate::messages::import as text;

/// How far it has come, and a way out.
#[component]
pub(super) fn Working(session: ImportSession) -> impl IntoView {
    let stage = session.stage();
    let sent = session.sent();
    let progress = session.progress();
    let label = Signal::derive(move || {
        let (done, total) = sent.get();
        match stage.get() {
            Stage::Comparing => text::rows_of(text::COMPARING, done, total),
            Stage::Storing => text::rows_of(text::STORING, done, total),
            Stage::Undoing => text::rows_of(text::UNDOING, done, total),
            _ => progress
                .get()
                .map_or_else(|| text::READING.to_owned(), |one| text::rows_read(one.rows)),
        }
    });
    let value = Signal::derive(move || match stage.get() {
        Stage::Comparing | Stage::Storing | Stage::Undoing => {
            let (done, total) = sent.get();
            Some(f64::from(done) / f64::from(total.max(1)))
        }
        _ => progress.get().map(|one| one.share),
    });
    view! {
        <Panel>
            <Progress label value />
            <Actions>
                <Button on_click=move |()| session.cancel()>{text::STOP}</Button>
            </Actions>
        </Panel>
    }
    .into_any()
}
