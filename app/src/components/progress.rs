//! Work that takes a while.

use leptos::prelude::*;

/// Progress from 0 to 1, or unknown.
#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] value: Signal<Option<f64>>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <span class="progress__label" role="status">{move || label.get()}</span>
            {move || match value.get() {
                Some(value) => {
                    view! {
                        <progress
                            class="progress__bar"
                            max="1"
                            value=value.clamp(0.0, 1.0).to_string()
                            aria-label=label.get()
                        ></progress>
                    }
                        .into_any()
                }
                None => {
                    view! { <progress class="progress__bar" aria-label=label.get()></progress> }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
