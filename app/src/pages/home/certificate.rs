//! The warning that nothing signs yet.

use app_logic::home::certificate_warning::CertificateWarning;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::use_portal;
use crate::components::{Actions, Button, ButtonLink, Notice, Tone, Variant};
use crate::messages::home as text;

/// Leads to the certificates, or is put off until the next login.
#[component]
pub(super) fn WithoutCertificate(warning: CertificateWarning) -> impl IntoView {
    let portal = use_portal();
    view! {
        <Notice tone=Tone::Warning title=warning.title()>
            <p>{warning.text()}</p>
            <Actions>
                <ButtonLink href=Address::Certificates variant=Variant::Secondary>
                    {text::CERTIFICATE_ASSIGN}
                </ButtonLink>
                {(warning == CertificateWarning::Asks)
                    .then(|| {
                        view! {
                            <Button
                                variant=Variant::Quiet
                                on_click=move |()| portal.put_certificate_off()
                            >
                                {text::CERTIFICATE_LATER}
                            </Button>
                        }
                    })}
            </Actions>
        </Notice>
    }
    .into_any()
}
