//! What is shown while something is under way, and when all is done.

use app_logic::history::tabs::HistoryTab;
use import_protocol::Purpose;
use leptos::prelude::*;

use super::session::{Session, Stage};
use crate::address::Address;
use crate::components::{Actions, Button, ButtonLink, Notice, Panel, Progress, Tone, Variant};
use crate::messages::import as text;

/// How far it has come, and a way out.
#[component]
pub(super) fn Working(session: Session) -> impl IntoView {
    let stage = session.stage();
    let sent = session.sent();
    let progress = session.progress();
    let label = Signal::derive(move || {
        let (done, total) = sent.get();
        match stage.get() {
            Stage::Recognising => text::rows_of(text::RECOGNISING, done, total),
            Stage::Storing => text::rows_of(text::STORING, done, total),
            _ => progress
                .get()
                .map_or_else(|| text::READING.to_owned(), |one| text::rows_read(one.rows)),
        }
    });
    let value = Signal::derive(move || match stage.get() {
        Stage::Recognising | Stage::Storing => {
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

/// What was stored, and what was not.
#[component]
pub(super) fn Done(session: Session) -> impl IntoView {
    let tally = session.tally();
    view! {
        {move || {
            let tally = tally.get();
            let stopped = tally.ready > 0;
            let stored = tally.stored - tally.known;
            let left_over = tally.errors + tally.left_out;
            let (title, tone) = if stopped {
                (text::STOPPED_TITLE, Tone::Warning)
            } else {
                (text::DONE_TITLE, Tone::Success)
            };
            view! {
                <Notice tone title=title>
                    <p>{text::done(session.purpose, stored)}</p>
                    {(tally.known > 0).then(|| view! { <p>{text::known(tally.known)}</p> })}
                    {(left_over > 0).then(|| view! { <p>{text::left_over(left_over)}</p> })}
                    {stopped.then(|| view! { <p>{text::STOPPED_TEXT}</p> })}
                </Notice>
                <Actions>
                    {stopped
                        .then(|| {
                            view! {
                                <Button
                                    variant=Variant::Primary
                                    busy=session.busy()
                                    on_click=move |()| session.store()
                                >
                                    {text::GO_ON}
                                </Button>
                            }
                        })}
                    {match session.purpose {
                        Purpose::Movements => {
                            view! {
                                <ButtonLink href=Address::HistoryTab { tab: HistoryTab::Lotes }>{text::SEE_LOTES}</ButtonLink>
                                <ButtonLink href=Address::FIRST_HISTORY>
                                    {text::SEE_MOVEMENTS}
                                </ButtonLink>
                            }
                                .into_any()
                        }
                        Purpose::Plantilla => {
                            view! {
                                <ButtonLink href=Address::Registros>{text::SEE_REGISTROS}</ButtonLink>
                            }
                                .into_any()
                        }
                    }}
                    {(left_over > 0)
                        .then(|| {
                            view! {
                                <Button
                                    busy=session.busy()
                                    on_click=move |()| session.save_rejected()
                                >
                                    {text::REJECTED}
                                </Button>
                            }
                        })}
                    <Button on_click=move |()| session.restart()>{text::IMPORT_ANOTHER}</Button>
                </Actions>
            }
        }}
    }
    .into_any()
}
