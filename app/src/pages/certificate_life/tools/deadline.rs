//! Until when a request must be finished.

use app_logic::certificate_life::deadline;
use imss::calendar::Calendar;
use leptos::prelude::*;

use super::super::progress::PathProgress;
use crate::client::use_portal;
use crate::components::{DateField, Notice, Tone};
use crate::messages::certificate_life as text;

/// The day of the request, which is kept with the progress, and the last day that follows from it.
#[component]
pub(in crate::pages::certificate_life) fn Deadline(progress: PathProgress) -> impl IntoView {
    let today = use_portal().today();
    let kept = progress.now().with_untracked(|now| now.asked_on);
    let typed = RwSignal::new(kept.map(|day| day.to_string()).unwrap_or_default());
    let asked_on = Memo::new(move |_| typed.with(|typed| typed.parse().ok()));
    Effect::new(move |_| {
        let asked_on = asked_on.get();
        if progress.now().with_untracked(|now| now.asked_on) != asked_on {
            progress.change(|now| now.asked_on = asked_on);
        }
    });
    let error = Signal::derive(move || {
        let ahead = asked_on.get().is_some_and(|day| day > today);
        ahead.then(|| text::ASKED_IN_FUTURE.to_owned())
    });
    view! {
        <div class="guide__tool">
            <DateField
                name="dia-de-la-solicitud"
                label=text::ASKED_ON
                value=typed
                help=text::ASKED_ON_HELP
                error
                optional=true
            />
            {move || {
                let asked_on = asked_on.get().filter(|day| *day <= today)?;
                let found = deadline::of(asked_on, today, &Calendar::lft());
                let holidays = text::holidays(&found);
                let (tone, title, line) = if found.is_over {
                    (Tone::Danger, text::OVER_TITLE, text::over(&found))
                } else if found.days_left <= 3 {
                    (Tone::Warning, "", text::deadline(&found))
                } else {
                    (Tone::Info, "", text::deadline(&found))
                };
                Some(
                    view! {
                        <Notice tone title>
                            <p>{line}</p>
                            {holidays.map(|holidays| view! { <p>{holidays}</p> })}
                        </Notice>
                    },
                )
            }}
        </div>
    }
    .into_any()
}
