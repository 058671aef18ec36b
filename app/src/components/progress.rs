//! Work that takes a while.

use leptos::prelude::*;

/// What the bar counts to: whole numbers, since the writing of fractions is 20 KB of the first part.
const WHOLE: u32 = 1000;

/// Returns how far the bar is, from 0 to [`WHOLE`].
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held to 0 and WHOLE"
)]
fn steps(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * f64::from(WHOLE)) as u32
}

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
                            max=WHOLE
                            value=steps(value)
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
