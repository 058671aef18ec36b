//! Where nothing signs for a registro patronal any more: the ways out, and another key opened and
//! assigned on the spot. What was prepared stays as it is.

use api::functions::{certificates, registros};
use api::view::certificates::CertificateView;
use leptos::prelude::*;

use super::ended::WaysOut;
use super::open_keys::OpenKeys;
use super::rules::TypedUsers;
use super::validity::{Standing, standing};
use crate::client::{Changes, browser, fetch};
use crate::components::{FoldingPanel, Load};
use crate::messages::{certificates as text, keys};
use crate::pages::keys::OpenKey;
use crate::signer::{CredentialHandle, use_signer};

pub(crate) use super::ended::Dispmag;

/// The ways out for one registro patronal, and the form that takes one of them.
#[component]
pub(crate) fn Replace(
    /// Id of the registro patronal.
    #[prop(into)]
    registro: String,
    /// What is left until the first movement is late, in words.
    #[prop(optional_no_strip)]
    left: Option<String>,
    /// The lote's file.
    #[prop(optional_no_strip)]
    dispmag: Option<Dispmag>,
) -> impl IntoView {
    let signer = use_signer();
    let changes = expect_context::<Changes>();
    let held = fetch(move || {
        changes.on_certificados();
        certificates::list()
    });
    let all = fetch(move || {
        changes.on_registros();
        registros::list()
    });
    let users = TypedUsers::new(std::collections::BTreeMap::new());
    let typed = Callback::new(move |(key, user): (CredentialHandle, String)| {
        users.update(|users| {
            users.insert(key, user);
        });
    });
    let opened = Callback::new(|_| browser::focus_content());
    let any_open = Memo::new(move |_| signer.opened().with(|keys| !keys.is_empty()));
    let proposed = registro.clone();
    view! {
        <Load
            fetched=held
            lines=3
            children={move |held: Vec<CertificateView>| {
                let title = match standing(&held, &registro) {
                    Standing::Ended(_) => text::ENDED_TITLE,
                    Standing::Signs(_) | Standing::Nothing => text::NOTHING_SIGNS_TITLE,
                };
                let others = held.into_iter().filter(|one| one.days_left >= 0).collect();
                let (left, dispmag) = (left.clone(), dispmag.clone());
                view! { <WaysOut title left others dispmag /> }.into_any()
            }}
        />
        <OpenKeys registros=all held users registro=proposed />
        <FoldingPanel
            title=Signal::derive(move || {
                if any_open.get() { keys::OPEN_ANOTHER } else { keys::OPEN_TITLE }.to_owned()
            })
            folded=any_open
        >
            <OpenKey on_open=opened on_user=typed />
        </FoldingPanel>
    }
    .into_any()
}
