//! Notices: what a person should know, in the page, where she looks.

use api::ApiError;
use leptos::prelude::*;

use crate::messages::common;

/// How a notice or a badge is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Look at this before going on.
    Warning,
    /// It did not work.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice--info",
            Self::Success => "notice notice--success",
            Self::Warning => "notice notice--warning",
            Self::Danger => "notice notice--danger",
        }
    }

    /// Errors interrupt a screen reader; the rest waits.
    fn role(self) -> &'static str {
        match self {
            Self::Danger => "alert",
            Self::Info | Self::Success | Self::Warning => "status",
        }
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
        <div class=tone.class() role=tone.role()>
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
