//! The address of a certificate that was not downloaded.

use app_logic::certificate_life::serial::{ADDRESS, Serial};
use leptos::prelude::*;

use crate::components::{Actions, Button, ExternalLink, Form, Notice, TextField, Variant};
use crate::messages::certificate_life as text;

/// A serial number is pasted, checked, and made into the address, which opens beside Rúbrica.
#[component]
pub(in crate::pages::certificate_life) fn SerialAddress() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let serial = RwSignal::new(None::<Serial>);
    let submit = move |()| match typed.with_untracked(|typed| Serial::parse(typed)) {
        Ok(found) => {
            error.set(None);
            serial.set(Some(found));
        }
        Err(why) => {
            serial.set(None);
            error.set(Some(why.message()));
        }
    };
    view! {
        <div class="guide__tool">
            <Form on_submit=submit>
                <TextField
                    name="numero-de-serie"
                    label=text::SERIAL
                    value=typed
                    help=text::SERIAL_HELP
                    error
                    max_length=255
                />
                <Actions>
                    <Button submit=true variant=Variant::Secondary>
                        {text::MAKE_ADDRESS}
                    </Button>
                </Actions>
            </Form>
            {move || {
                serial
                    .get()
                    .map(|serial| {
                        let address = serial.address();
                        view! {
                            <Notice title=text::ADDRESS>
                                <p class="code guide__address">{address.clone()}</p>
                                <ExternalLink href=address>{text::OPEN_ADDRESS}</ExternalLink>
                                <p>{text::OPENS_NEW_TAB} " " {text::ADDRESS_MOVED}</p>
                            </Notice>
                        }
                    })
            }}
            <p class="muted">{text::ORIGINAL_ADDRESS}</p>
            <p class="code guide__address">{ADDRESS}</p>
        </div>
    }
    .into_any()
}
