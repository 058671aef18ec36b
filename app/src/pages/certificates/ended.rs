//! What can be done where a certificate has ended and the deadline has not: nothing is captured again.

use api::view::certificates::CertificateView;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::{ButtonLink, DownloadLink, ExternalLink, Notice, Tone, Way, Ways};
use crate::messages::certificates as text;

/// A DISPMAG that can be taken to the counter instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dispmag {
    /// Where it is downloaded.
    pub(crate) href: String,
    /// The name it is saved under.
    pub(crate) file_name: String,
}

/// The ways out, with what is left of the deadline.
#[component]
pub(crate) fn WaysOut(
    /// What has ended, or that nothing signs.
    #[prop(into)]
    title: String,
    /// What is left until the first movement is late, in words.
    #[prop(optional_no_strip)]
    left: Option<String>,
    /// Other certificates of the company that have not ended.
    #[prop(optional)]
    others: Vec<CertificateView>,
    /// The lote's file, where it is about a lote.
    #[prop(optional_no_strip)]
    dispmag: Option<Dispmag>,
) -> impl IntoView {
    let others: Vec<String> = others
        .into_iter()
        .map(|one| text::named(text::kind(&one.kind), &one.holder))
        .collect();
    let others = (!others.is_empty()).then(|| text::others(&others.join("; ")));
    view! {
        <Notice tone=Tone::Danger title>
            {left.map(|left| view! { <p>{left}</p> })}
            <p>{text::ENDED_WORK_GOES_ON}</p>
        </Notice>
        <Ways label=text::WAYS_OUT>
            <Way title=text::WAY_OTHER>
                <p>{text::WAY_OTHER_TEXT}</p>
                {others.map(|others| view! { <p>{others}</p> })}
            </Way>
            <Way title=text::WAY_EFIRMA>
                <p>{text::WAY_EFIRMA_TEXT}</p>
            </Way>
            <Way title=text::WAY_RENEW>
                <p>{text::WAY_RENEW_TEXT}</p>
                <ExternalLink href=text::IDSE_ADDRESS>{text::GO_IDSE}</ExternalLink>
            </Way>
            <Way title=text::WAY_COUNTER>
                <p>{text::WAY_COUNTER_TEXT}</p>
                {match dispmag {
                    Some(dispmag) => {
                        view! {
                            <DownloadLink href=dispmag.href file_name=dispmag.file_name>
                                {text::DOWNLOAD_DISPMAG}
                            </DownloadLink>
                        }
                            .into_any()
                    }
                    None => {
                        view! { <ButtonLink href=Address::Lotes>{text::GO_LOTES}</ButtonLink> }.into_any()
                    }
                }}
            </Way>
        </Ways>
    }
    .into_any()
}
