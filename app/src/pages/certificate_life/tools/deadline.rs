//! Until when a request must be finished.

use app_logic::certificate_life::progress::can_be_asked_on;
use leptos::prelude::*;

use super::super::progress::PathProgress;
use crate::client::use_portal;
use crate::components::{DateField, Notice, Tone};
use crate::format::date;
use crate::messages::certificate_life as text;

/// The day of the request, which is kept with the progress, and the last day that follows from it.
#[component]
pub(in crate::pages::certificate_life) fn Deadline(progress: PathProgress) -> impl IntoView {
    let today = use_portal().today();
    let now = progress.now();
    let typed = RwSignal::new(String::new());
    let typed_day = Memo::new(move |_| typed.with(|typed| date::from_field(typed)));
    // What is kept may come later than the page, and from another device.
    let kept = Memo::new(move |_| now.with(|now| now.asked_on));
    Effect::new(move |_| {
        let kept = kept.get();
        if typed_day.get_untracked() != kept {
            typed.set(kept.map(date::to_field).unwrap_or_default());
        }
    });
    Effect::new(move |before: Option<Option<jiff::civil::Date>>| {
        let day = typed_day.get();
        let sound = day.is_none_or(|day| can_be_asked_on(day, today));
        // Not at the beginning, when nothing was typed.
        if before.is_some() && sound && kept.get_untracked() != day {
            progress.change(|now| now.asked_on = day);
        }
        day
    });
    let error = Signal::derive(move || {
        let ahead = typed_day.get().is_some_and(|day| day > today);
        ahead.then(|| text::ASKED_IN_FUTURE.to_owned())
    });
    view! {
        <div class="guide__tool guide__tool--printed">
            <DateField
                name="dia-de-la-solicitud"
                label=text::ASKED_ON
                value=typed
                help=text::ASKED_ON_HELP
                error
                optional=true
            />
            {move || {
                let asked_on = typed_day.get().filter(|day| can_be_asked_on(*day, today))?;
                let found = progress.calendar().request_deadline(asked_on, today);
                let holidays = text::holidays(&found);
                let (tone, title, line) = if found.is_over {
                    (Tone::Danger, text::OVER_TITLE, text::over(&found))
                } else if found.days_left <= 3 {
                    (Tone::Warning, "", text::deadline(&found))
                } else {
                    (Tone::Info, "", text::deadline(&found))
                };
                let company = progress.counts_company_days().then_some(text::COMPANY_DAYS);
                Some(
                    view! {
                        <Notice tone title>
                            <p>{line}</p>
                            {holidays.map(|holidays| view! { <p>{holidays}</p> })}
                            {company.map(|company| view! { <p>{company}</p> })}
                        </Notice>
                    },
                )
            }}
        </div>
    }
    .into_any()
}
