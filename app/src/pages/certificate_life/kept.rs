//! Where the progress of a path is kept, and what went wrong with it.

use leptos::prelude::*;

use super::progress::PathProgress;
use crate::components::{Button, ErrorNotice, Select, Variant};
use crate::messages::certificate_life as text;

/// The choice of the registro patronal for those who capture; for the others, the sentence that this
/// device keeps it.
#[component]
pub(super) fn Kept(progress: PathProgress) -> impl IntoView {
    let Some((registro, options)) = progress.choice() else {
        return view! { <p class="muted guide__kept">{text::KEPT_HERE}</p> }.into_any();
    };
    let help = Signal::derive(move || {
        if registro.with(String::is_empty) {
            text::FOR_REGISTRO_HELP.to_owned()
        } else {
            text::KEPT_BY_COMPANY.to_owned()
        }
    });
    view! {
        <div class="guide__kept">
            <Select
                name="registro"
                label=text::FOR_REGISTRO
                value=registro
                options
                placeholder=text::ON_DEVICE
                help
                optional=true
            />
            <Show when=move || progress.left_on_device().is_some()>
                <Button on_click=move |()| progress.bring_from_device()>
                    {text::BRING_FROM_DEVICE}
                </Button>
            </Show>
        </div>
        <ErrorNotice error=progress.error() />
        <Show when=move || progress.can_send_again()>
            <Button variant=Variant::Primary on_click=move |()| progress.send_again()>
                {text::SAVE_AGAIN}
            </Button>
        </Show>
    }
    .into_any()
}
