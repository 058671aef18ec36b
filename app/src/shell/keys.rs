//! The signer's state in the top bar: how many keys are open, and "Bloquear ahora".

use leptos::prelude::*;

use crate::components::{Button, Variant};
use crate::messages::shell as text;
use crate::signer::use_signer;

/// Nothing while no key is open.
#[component]
pub(super) fn Keys() -> impl IntoView {
    let signer = use_signer();
    let count = Memo::new(move |_| signer.opened().with(Vec::len));
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="keys">
                <span class="keys__count" role="status">{move || text::keys_open(count.get())}</span>
                <Button variant=Variant::Quiet on_click=move |()| signer.lock()>
                    {text::LOCK_NOW}
                </Button>
            </div>
        </Show>
    }
}
