//! The keys open in this tab, each with its facts and what can be done with it, and the form that opens
//! another.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::assign::Assign;
use super::company::Company;
use crate::client::browser;
use crate::components::{Actions, Button, FoldingPanel, Panel, Skeleton};
use crate::format::date;
use crate::messages::keys as text;
use crate::pages::keys::{KeyFacts, OpenKey};
use crate::signer::{CredentialHandle, use_signer};
use app_logic::certificates::assigning::{proposed, user};

/// IDSE's users, by the key they were typed for.
type TypedUsers = RwSignal<BTreeMap<CredentialHandle, String>>;

/// One panel for each open key, to assign it, over the form.
#[component]
pub(super) fn OpenKeys(
    company: Company,
    /// Id of the registro patronal to propose, where the page is about one.
    #[prop(into, optional)]
    registro: Option<String>,
) -> impl IntoView {
    let signer = use_signer();
    let users = TypedUsers::new(BTreeMap::new());
    let typed = Callback::new(move |(key, user): (CredentialHandle, String)| {
        users.update(|users| {
            users.insert(key, user);
        });
    });
    // The form it came from folds away, and with it what held the focus.
    let opened = Callback::new(|_| browser::focus_content());
    let any_open = Memo::new(move |_| signer.opened().with(|keys| !keys.is_empty()));
    let title = Signal::derive(move || {
        let title = if any_open.get() {
            text::OPEN_ANOTHER
        } else {
            text::OPEN_TITLE
        };
        title.to_owned()
    });
    view! {
        <Opened company users registro />
        <FoldingPanel title folded=any_open>
            <OpenKey on_open=opened on_user=typed />
        </FoldingPanel>
    }
    .into_any()
}

#[component]
fn Opened(
    company: Company,
    /// Users that were typed when a .pfx was opened.
    users: TypedUsers,
    #[prop(optional_no_strip)] registro: Option<String>,
) -> impl IntoView {
    let signer = use_signer();
    let Company { held, registros } = company;
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
