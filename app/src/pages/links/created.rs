//! A link just made: shown once, to copy, to be read by a camera, to be mailed.

use app_logic::links::handing_over::qr;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::{Actions, ButtonLink, CopyText, Notice, Panel, Tone, Variant};
use crate::messages::links as text;

/// The whole address, and the ways to hand it over.
#[component]
pub(super) fn Created(
    address: String,
    /// Opens the person's own mail program with the address in a message.
    mail: String,
    /// The address that it was mailed to.
    email: Option<String>,
) -> impl IntoView {
    let picture = qr(&address).map(|picture| {
        let side = picture.side;
        view! {
            <p>{text::QR_TEXT}</p>
            <svg
                class="qr"
                role="img"
                aria-label=text::QR
                viewBox=format!("0 0 {side} {side}")
            >
                <rect class="qr__ground" width=side.to_string() height=side.to_string()></rect>
                <path class="qr__dark" d=picture.path></path>
            </svg>
        }
    });
    view! {
        <Panel>
            <Notice tone=Tone::Success title=text::CREATED_TITLE>
                {text::CREATED_TEXT}
            </Notice>
            {email.map(|email| view! { <p>{text::mailed_to(&email)}</p> })}
            <CopyText label=text::COPY_LABEL text=address />
            {picture}
            <Actions>
                <ButtonLink href=Address::Links variant=Variant::Primary>
                    {text::DONE}
                </ButtonLink>
                <a class="button button--secondary" href=mail rel="external">
                    <span class="button__label">{text::BY_MAIL}</span>
                </a>
            </Actions>
        </Panel>
    }
    .into_any()
}
