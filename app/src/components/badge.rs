//! A state in one or two words.

use leptos::prelude::*;

use app_logic::shown::Tone;

/// A badge. The words carry the meaning; the colour only helps.
#[component]
pub fn Badge(
    #[prop(into, default = None)] tone: Option<Tone>,
    #[prop(into)] text: String,
) -> impl IntoView {
    let class = match tone {
        None => "badge",
        Some(Tone::Info) => "badge badge--info",
        Some(Tone::Success) => "badge badge--success",
        Some(Tone::Warning) => "badge badge--warning",
        Some(Tone::Danger) => "badge badge--danger",
    };
    view! { <span class=class>{text}</span> }.into_any()
}
