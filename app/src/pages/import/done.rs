//! What was stored, and what was not.

use import_protocol::{Purpose, Tally};
use leptos::prelude::*;

use super::recent::outcome;
use super::session::ImportSession;
use super::undo::Undone;
use crate::address::Address;
use crate::components::{Actions, Button, ButtonLink, Notice, Tone, Variant};
use crate::messages::import as text;

/// The end of an import, and the way back.
#[component]
pub(super) fn Done(session: ImportSession) -> impl IntoView {
    let tally = session.tally();
    view! {
        {move || {
            let taken_back = session.taken_back().get();
            match taken_back {
                Some(back) => undone(session, back).into_any(),
                None => stored(session, &tally.get()).into_any(),
            }
        }}
    }
    .into_any()
}

fn stored(session: ImportSession, tally: &Tally) -> impl IntoView + use<> {
    let stopped = tally.ready > 0;
    let stored = tally.stored - tally.known;
    let left_over = tally.errors + tally.left_out;
    let known = tally.known;
    let (title, tone) = if stopped {
        (text::STOPPED_TITLE, Tone::Warning)
    } else {
        (text::DONE_TITLE, Tone::Success)
    };
    let undo = (session.made().get() > 0).then(|| {
        view! {
            <Button busy=session.busy() on_click=move |()| session.undo()>
                {text::UNDO_IMPORT}
            </Button>
        }
    });
    view! {
        <Notice tone title=title>
            <p>{text::done(session.purpose, stored)}</p>
            {(known > 0).then(|| view! { <p>{text::known(known)}</p> })}
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
                            on_click=move |()| session.store_confirmed()
                        >
                            {text::GO_ON}
                        </Button>
                    }
                })}
            {links(session.purpose)}
            {(left_over > 0)
                .then(|| {
                    view! {
                        <Button busy=session.busy() on_click=move |()| session.save_rejected()>
                            {text::REJECTED}
                        </Button>
                    }
                })}
            {undo}
            <Button on_click=move |()| session.restart()>{text::IMPORT_ANOTHER}</Button>
        </Actions>
    }
}

fn links(purpose: Purpose) -> impl IntoView {
    match purpose {
        Purpose::Movements => view! {
            <ButtonLink href=Address::Lotes>{text::SEE_LOTES}</ButtonLink>
            <ButtonLink href=Address::FIRST_HISTORY>{text::SEE_MOVEMENTS}</ButtonLink>
        }
        .into_any(),
        Purpose::Plantilla => {
            view! { <ButtonLink href=Address::Registros>{text::SEE_REGISTROS}</ButtonLink> }
                .into_any()
        }
    }
}

fn undone(session: ImportSession, undone: Undone) -> impl IntoView {
    let unreached = session.made().get().saturating_sub(undone.left);
    let came_of_it = if unreached > 0 {
        view! {
            <Notice tone=Tone::Warning title=text::UNDO_STOPPED_TITLE>
                <p>{text::undone(undone.gone)}</p>
                <p>{text::left_to_undo(unreached)}</p>
            </Notice>
        }
        .into_any()
    } else {
        outcome(undone)
    };
    view! {
        {came_of_it}
        <Actions>
            {(unreached > 0)
                .then(|| {
                    view! {
                        <Button busy=session.busy() on_click=move |()| session.undo()>
                            {text::GO_ON}
                        </Button>
                    }
                })}
            <Button on_click=move |()| session.restart()>{text::IMPORT_ANOTHER}</Button>
        </Actions>
    }
}
