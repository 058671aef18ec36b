//! Where nothing signs for a registro patronal any more: the ways out, and another key opened and
//! assigned on the spot. What was prepared stays as it is.

use api::view::certificates::CertificateView;
use leptos::prelude::*;

use super::company::Company;
use super::ended::WaysOut;
use super::open_keys::OpenKeys;
use crate::components::Load;
use crate::messages::certificates as text;
use app_logic::certificates::registro_signer::{RegistroSigner, registro_signer};

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
    let company = Company::ask();
    let proposed = registro.clone();
    view! {
        <Load
            fetched=company.held
            lines=3
            children={move |held: Vec<CertificateView>| {
                let title = match registro_signer(&held, &registro) {
                    RegistroSigner::Ended(_) => text::ENDED_TITLE,
                    RegistroSigner::Signs(_) | RegistroSigner::Nobody => text::NOTHING_SIGNS_TITLE,
                };
                let others = held.into_iter().filter(|one| one.days_left >= 0).collect();
                let (left, dispmag) = (left.clone(), dispmag.clone());
                view! { <WaysOut title left others dispmag /> }.into_any()
            }}
        />
        <OpenKeys company registro=proposed />
    }
    .into_any()
}
