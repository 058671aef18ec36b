//! Notices: what a person should know, in the page, where she looks.

use api::ApiError;
use app_logic::shown::Tone;
use leptos::prelude::*;

use crate::messages::common;

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Info => "notice notice--info",
        Tone::Success => "notice notice--success",
        Tone::Warning => "notice notice--warning",
        Tone::Danger => "notice notice--danger",
    }
}

/// Returns the ARIA role: errors interrupt a screen reader, the rest waits.
fn role(tone: Tone) -> &'static str {
    match tone {
        Tone::Danger => "alert",
        Tone::Info | Tone::Success | Tone::Warning => "status",
    }
}

/// A notice.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(into, optional)] title: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=class(tone) role=role(tone)>
            <p class="notice__title">{title}</p>
            <div class="notice__text">{children()}</div>
        </div>
    }
    .into_any()
}

/// An error that belongs beside no field: what happened, what to do, and the incident's number.
#[component]
pub fn ErrorNotice(#[prop(into)] error: Signal<Option<ApiError>>) -> impl IntoView {
    move || {
        error.get().map(|error| {
            view! {
                <Notice tone=Tone::Danger>
                    <p>{error.message}</p>
                    {error.hint.map(|hint| view! { <p>{hint}</p> })}
                    {error
                        .incident
                        .map(|incident| {
                            view! { <p class="notice__incident">{common::incident(&incident)}</p> }
                        })}
                </Notice>
            }
        })
    }
}
