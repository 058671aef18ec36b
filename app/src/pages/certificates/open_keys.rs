//! The keys open in this tab, each with its facts and what can be done with it.

use api::view::certificates::CertificateView;
use api::view::registros::RegistroView;
use leptos::prelude::*;

use super::assign::Assign;
use super::rules::{TypedUsers, proposed, user};
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
    /// Users that were typed when a .pfx was opened.
    users: TypedUsers,
    /// Id of the registro patronal to propose, where the page is about one.
    #[prop(into, optional)]
    registro: Option<String>,
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
            .map(|at| text::locks_at(&date::time(at)))
    };
    view! {
        <For each=move || signer.opened().get() key=|key| key.handle let:key>
            {
                let handle = key.handle;
                let holder = key.summary.holder.clone();
                let since = text::open_since(&date::time(key.opened_at));
                let shown = key.clone();
                let wanted = registro.clone();
                let close_label = text::close(&holder);
                view! {
                    <Panel title=holder>
                        <KeyFacts key=shown />
                        {move || {
                            if !loaded.get() {
                                return view! { <Skeleton /> }.into_any();
                            }
                            // Read once: what changes elsewhere must not empty a form in use.
                            let all = registros.value().get_untracked().unwrap_or_default();
                            let known = held.value().get_untracked().unwrap_or_default();
                            let proposed = match wanted.clone() {
                                Some(wanted) => vec![wanted],
                                None => proposed(&key.summary, &known, &all),
                            };
                            let typed = users
                                .with_untracked(|users| users.get(&handle).cloned())
                                .unwrap_or_default();
                            let user = user(&key.summary, &known, &typed);
                            view! { <Assign key=key.clone() registros=all held proposed user /> }
                                .into_any()
                        }}
                        <Actions>
                            <Button
                                attr:aria-label=close_label
                                on_click=move |()| signer.close(handle)
                            >
                                {text::CLOSE}
                            </Button>
                        </Actions>
                        <p class="muted">{since} " " {until}</p>
                    </Panel>
                }
            }
        </For>
    }
    .into_any()
}
