//! Buttons, and links that look like them.

use leptos::prelude::*;
use leptos_router::components::A;

/// How much a button matters on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// What the page is for; one at most in view.
    Primary,
    /// Anything else worth a border.
    #[default]
    Secondary,
    /// Small help beside other things.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Variant {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// A button. While `busy` it keeps its focus and its place, shows that it works and ignores taps, so
/// that a double tap does one thing.
#[component]
pub fn Button(
    /// What a tap does; a `submit` button needs none.
    #[prop(into, optional)]
    on_click: Option<Callback<()>>,
    #[prop(optional)] variant: Variant,
    /// Work is under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// There is nothing to do yet.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Sends its form.
    #[prop(optional)]
    submit: bool,
    children: Children,
) -> impl IntoView {
    let rests = move || busy.get() || disabled.get();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=variant.class()
            aria-disabled=move || rests().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=move |event| {
                if rests() {
                    event.prevent_default();
                } else if let Some(on_click) = on_click {
                    on_click.run(());
                }
            }
        >
            <span class="button__label">{children()}</span>
        </button>
    }
}

/// A link to another page that looks like a button.
#[component]
pub fn ButtonLink(
    /// Path inside Rúbrica.
    #[prop(into)]
    href: String,
    #[prop(optional)] variant: Variant,
    children: Children,
) -> impl IntoView {
    view! {
        <A href=href attr:class=variant.class()>
            <span class="button__label">{children()}</span>
        </A>
    }
}

/// A link that downloads what the server answers.
#[component]
pub fn DownloadLink(
    /// Path of the download.
    #[prop(into)]
    href: String,
    /// Name it is saved under.
    #[prop(into)]
    file_name: String,
    #[prop(optional)] variant: Variant,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href download=file_name rel="external" class=variant.class()>
            <span class="button__label">{children()}</span>
        </a>
    }
}

/// A link to another site, opened beside Rúbrica: what is open here stays open.
#[component]
pub fn ExternalLink(#[prop(into)] href: String, children: Children) -> impl IntoView {
    view! {
        <a href=href target="_blank" rel="external noopener noreferrer" class=Variant::Secondary.class()>
            <span class="button__label">{children()}</span>
        </a>
    }
}
