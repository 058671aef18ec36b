//! What a page says of the certificate it is going to use.

use api::functions::certificates;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{Changes, fetch};
use crate::components::{ButtonLink, Notice, Tone};
use crate::format::date;
use crate::messages::{certificates as text, home};
use app_logic::certificates::registro_signer::{RegistroSigner, WARN_DAYS, registro_signer};

/// Warns where what signs for a registro patronal ends soon, has ended, or is not there. Says nothing
/// where all is well, or while it is not known.
#[component]
pub(crate) fn CertificateWarning(
    /// Id of the registro patronal.
    #[prop(into)]
    registro: String,
) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let held = fetch(move || {
        changes.on_certificados();
        certificates::list()
    });
    move || {
        let (tone, title, words) = warning(&registro_signer(&held.value().get()?, &registro))?;
        Some(view! {
            <Notice tone title>
                <p>{words}</p>
                <ButtonLink href=Address::Certificates>{home::GO_CERTIFICATES}</ButtonLink>
            </Notice>
        })
    }
}

/// The warning, where there is one.
fn warning(signer: &RegistroSigner) -> Option<(Tone, &'static str, String)> {
    let sentence = |one: &api::view::certificates::CertificateView| {
        home::expires(&one.holder, &date::day(one.not_after), one.days_left)
    };
    match signer {
        RegistroSigner::Signs(one) if one.days_left > WARN_DAYS => None,
        RegistroSigner::Signs(one) => Some((Tone::Warning, text::ENDS_SOON_TITLE, sentence(one))),
        RegistroSigner::Ended(one) => {
            let words = format!("{} {}", sentence(one), text::ENDED_WORK_GOES_ON);
            Some((Tone::Danger, text::ENDED_TITLE, words))
        }
        RegistroSigner::Nobody => Some((
            Tone::Warning,
            text::NOTHING_SIGNS_TITLE,
            text::NOTHING_SIGNS_TEXT.to_owned(),
        )),
    }
}
