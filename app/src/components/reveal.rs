//! A value that is filled in automatically, shown on request.

use leptos::prelude::*;

/// A value behind a button. Until it is shown, `hint` says what it is.
#[component]
pub fn Reveal(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    /// What stands there while it is hidden.
    #[prop(into)]
    hint: String,
    /// What the button says while it is hidden.
    #[prop(into)]
    show: String,
    /// What the button says while it is shown.
    #[prop(into)]
    hide: String,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let described_by = id.clone();
    view! {
        <div class="field">
            <span class="field__label">{label}</span>
            <div class="reveal">
                <output class="reveal__value" id=id class:code=move || shown.get()>
                    {move || if shown.get() { value.get() } else { hint.clone() }}
                </output>
                <button
                    type="button"
                    class="button button--quiet"
                    aria-pressed=move || if shown.get() { "true" } else { "false" }
                    aria-controls=described_by
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <span class="button__label">
                        {move || if shown.get() { hide.clone() } else { show.clone() }}
                    </span>
                </button>
            </div>
        </div>
    }
    .into_any()
}
