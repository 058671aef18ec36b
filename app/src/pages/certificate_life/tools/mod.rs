//! What can be done in the browser: small tools in their step, larger ones on a page of their own.

mod check_request;
mod deadline;
mod serial;
mod what_is_this;

use app_logic::certificate_life::Tool;
use leptos::prelude::*;

pub(super) use check_request::CheckRequest;
pub(super) use deadline::Deadline;
pub(super) use serial::SerialAddress;

use crate::address::Address;
use crate::components::{Actions, ButtonLink, PageHeader};
use crate::messages::certificate_life as text;
use crate::pages::keys::{ConvertPanel, TryPasswordPanel};
use crate::signer::ConvertTo;
use what_is_this::WhatIsThis;

/// A tool on its own page.
#[component]
pub(super) fn ToolPage(tool: Tool) -> impl IntoView {
    let body = match tool {
        Tool::WhatIsThis => view! { <WhatIsThis /> }.into_any(),
        Tool::TryPassword => view! { <TryPasswordPanel /> }.into_any(),
        Tool::Join => view! { <ConvertPanel only=ConvertTo::Pfx /> }.into_any(),
        Tool::ChangePassword => view! { <ConvertPanel only=ConvertTo::Key /> }.into_any(),
        Tool::CheckRequest | Tool::Deadline | Tool::Serial => ().into_any(),
    };
    view! {
        <PageHeader title=tool.title() lead=tool.summary() />
        {body}
        <Actions>
            <ButtonLink href=Address::CertificateLife>{text::BACK}</ButtonLink>
        </Actions>
    }
    .into_any()
}
