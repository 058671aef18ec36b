//! `/certificados`: keys open in this tab, and the certificates the company holds.

mod assign;
mod held;
mod open_keys;
mod rules;

use api::functions::{certificates, registros};
use leptos::prelude::*;

use crate::client::{Changes, browser, fetch, use_portal};
use crate::components::{Disclosure, Load, PageHeader, Panel};
use crate::messages::{certificates as text, keys};
use crate::pages::keys::OpenKey;
use crate::signer::use_signer;

/// Certificates. Whoever signs opens keys and assigns; the others see what is held.
#[component]
pub fn Certificates() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let signer = use_signer();
    let any_open = Memo::new(move |_| signer.opened().with(|keys| !keys.is_empty()));
    let list = fetch(move || {
        changes.on_certificados();
        certificates::list()
    });
    let registros = fetch(move || {
        changes.on_registros();
        registros::list()
    });
    // The form it came from folds away, and with it what held the focus.
    let opened = Callback::new(|_| browser::focus_content());
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <Show when=move || may.get().signs>
            <open_keys::OpenKeys registros held=list />
            {move || {
                if any_open.get() {
                    view! {
                        <Disclosure summary=keys::OPEN_ANOTHER>
                            <OpenKey on_open=opened />
                        </Disclosure>
                    }
                        .into_any()
                } else {
                    view! {
                        <Panel title=keys::OPEN_TITLE>
                            <OpenKey on_open=opened />
                        </Panel>
                    }
                        .into_any()
                }
            }}
        </Show>
        <Load
            fetched=list
            lines=4
            children={move |held| view! { <held::Held held signs=may.get().signs /> }.into_any()}
        />
    }
}
