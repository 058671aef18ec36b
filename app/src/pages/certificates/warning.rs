//! What a page says of the certificate it is going to use.

use api::functions::certificates;
use leptos::prelude::*;

use super::validity::{Standing, WARN_DAYS, standing};
use crate::address::Address;
use crate::client::{Changes, fetch};
use crate::components::{ButtonLink, Notice, Tone};
use crate::format::date;
use crate::messages::{certificates as text, home};

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
        let (tone, title, words) = warning(&standing(&held.value().get()?, &registro))?;
        Some(view! {
            <Notice tone title>
                <p>{words}</p>
                <ButtonLink href=Address::Certificates>{home::GO_CERTIFICATES}</ButtonLink>
            </Notice>
        })
    }
}

/// The warning, where there is one.
fn warning(standing: &Standing) -> Option<(Tone, &'static str, String)> {
    let describe = |one: &api::view::certificates::CertificateView| {
        home::expires(&one.holder, &date::day(one.not_after), one.days_left)
    };
    match standing {
        Standing::Signs(one) if one.days_left > WARN_DAYS => None,
        Standing::Signs(one) => Some((Tone::Warning, text::ENDS_SOON_TITLE, describe(one))),
        Standing::Ended(one) => {
            let words = format!("{} {}", describe(one), text::ENDED_WORK_GOES_ON);
            Some((Tone::Danger, text::ENDED_TITLE, words))
        }
        Standing::Nothing => Some((
            Tone::Warning,
            text::NOTHING_SIGNS_TITLE,
            text::NOTHING_SIGNS_TEXT.to_owned(),
        )),
    }
}
