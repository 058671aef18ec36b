//! One path: its steps to read, to tick, to print.

use app_logic::certificate_life::guide::CHECKED_ON;
use app_logic::certificate_life::progress::Progress;
use app_logic::certificate_life::{CertificatePath, guide_of};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::kept::Kept;
use super::progress::PathProgress;
use super::step::Step;
use crate::address::Address;
use crate::client::{browser, use_portal};
use crate::components::{Actions, Button, ButtonLink, PageHeader, Panel, Variant};
use crate::messages::certificate_life as text;

/// A path, again from the start where somebody logs in or out.
#[component]
pub(super) fn Path(id: CertificatePath) -> impl IntoView {
    let may = use_portal().may();
    let captures = Memo::new(move |_| may.get().captures);
    let query = use_query_map();
    move || {
        captures.get();
        let asked = query.with_untracked(|query| query.get("registro"));
        let progress = PathProgress::of(id, asked.unwrap_or_default());
        view! { <Steps id progress /> }
    }
}

#[component]
fn Steps(id: CertificatePath, progress: PathProgress) -> impl IntoView {
    let guide = guide_of(id);
    let now = progress.now();
    let steps = guide.steps.len();
    let done = move || now.with(|now| text::steps_done(now.count(guide), steps));
    let begun = Memo::new(move |_| now.with(|now| !now.is_empty()));
    view! {
        <PageHeader title=guide.title lead=guide.when>
            <Button on_click=|()| browser::print()>{text::PRINT}</Button>
        </PageHeader>
        <p class="guide__printed">{move || progress.printed()}</p>
        <Kept progress />
        <p class="guide__progress">
            <span>{done}</span>
            <Show when=move || begun.get()>
                <Button
                    variant=Variant::Quiet
                    on_click=move |()| progress.change(|now| *now = Progress::default())
                >
                    {text::START_AGAIN}
                </Button>
            </Show>
        </p>
        <ol class="guide">
            {guide
                .steps
                .iter()
                .enumerate()
                .map(|(at, step)| view! { <Step number=at + 1 step progress /> })
                .collect_view()}
        </ol>
        {(!guide.doubts.is_empty())
            .then(|| {
                view! {
                    <Panel title=text::DOUBTS>
                        <ul class="guide__list">
                            {guide.doubts.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}
                        </ul>
                    </Panel>
                }
            })}
        <p class="muted">{text::checked_on(CHECKED_ON)}</p>
        <Actions>
            <ButtonLink href=Address::CertificateLife>{text::BACK}</ButtonLink>
        </Actions>
    }
    .into_any()
}
