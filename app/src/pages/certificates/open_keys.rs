//! The keys open in this tab, each with its facts and what can be done with it.

use api::view::certificates::CertificateView;
use api::view::registros::RegistroView;
use leptos::prelude::*;

use super::assign::Assign;
use super::rules::{proposed, user};
use crate::client::Fetched;
use crate::components::{Actions, Button, Panel, Skeleton};
use crate::format::date;
use crate::messages::keys as text;
use crate::pages::keys::KeyFacts;
use crate::signer::use_signer;

/// One panel for each open key.
#[component]
pub(super) fn OpenKeys(
    registros: Fetched<Vec<RegistroView>>,
    held: Fetched<Vec<CertificateView>>,
) -> impl IntoView {
    let signer = use_signer();
    let loaded = Memo::new(move |_| {
        let held = held.value().with(Option::is_some) || held.error().with(Option::is_some);
        held && registros.value().with(Option::is_some)
    });
    let until = move || {
        signer
            .locks_at()
            .get()
            .map(|at| view! { <p class="muted">{text::locks_at(&date::time(at))}</p> })
    };
    view! {
        <For each=move || signer.opened().get() key=|key| key.handle let:key>
            {
                let handle = key.handle;
                let holder = key.summary.holder.clone();
                let shown = key.clone();
                view! {
                    <Panel title=holder>
                        <KeyFacts key=shown />
                        {move || {
                            if !loaded.get() {
                                return view! { <Skeleton /> }.into_any();
                            }
                            // Read once: what changes elsewhere must not empty a form in use.
                            let registros = registros.value().get_untracked().unwrap_or_default();
                            let held = held.value().get_untracked().unwrap_or_default();
                            let proposed = proposed(&key.summary, &held, &registros);
                            let user = user(&key.summary, &held);
                            view! { <Assign key=key.clone() registros proposed user /> }.into_any()
                        }}
                        <Actions>
                            <Button on_click=move |()| signer.close(handle)>{text::CLOSE}</Button>
                        </Actions>
                        {until}
                    </Panel>
                }
            }
        </For>
    }
    .into_any()
}
