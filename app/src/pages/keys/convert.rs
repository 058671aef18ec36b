//! `/certificados/convertir`: a credential's files written anew, in the signer, for the person's own
//! device. Nothing of it goes over the network and nothing stays open.

use leptos::html;
use leptos::prelude::*;

use super::picked::Picked;
use super::rules::{
    CERTIFICATE, KEY, NEW_PASSWORD, PASSWORD, REPEATED, WITHOUT_MAC, belongs, refused, sentence,
};
use super::saved::{Given, Saved};
use crate::client::Task;
use crate::components::{
    Actions, Button, Checkbox, Choice, Columns, ErrorNotice, FilePicker, Form, Notice, PageHeader,
    Panel, PasswordField, Progress, Radios, Tone, Variant,
};
use crate::messages::{common, convert as text, keys};
use crate::signer::{
    ConvertRequest, ConvertTo, Converted, Form as Protection, Password, Place, use_signer,
};

const TO_PFX: &str = "pfx";
const TO_PAIR: &str = "par";
const TO_KEY: &str = "llave";
const MODERN: &str = "moderno";
const OLD: &str = "antiguo";

/// "Convertir y respaldar".
#[component]
pub fn Convert() -> impl IntoView {
    let signer = use_signer();
    let given = Given::new();
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        {match signer.unavailable() {
            Some(why) => {
                view! {
                    <Notice tone=Tone::Danger title=keys::UNAVAILABLE_TITLE>
                        <p>{why.to_string()}</p>
                        <p>{why.hint().to_owned()}</p>
                    </Notice>
                }
                    .into_any()
            }
            None => {
                view! {
                    <Panel>
                        <Fields given />
                    </Panel>
                    <Saved given />
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Fields(given: Given) -> impl IntoView {
    let signer = use_signer();
    let task = Task::new();
    let picked = Picked::new(signer);
    let to = RwSignal::new(TO_PFX.to_owned());
    let form = RwSignal::new(MODERN.to_owned());
    let password = NodeRef::<html::Input>::new();
    let new_password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();
    let without_mac = RwSignal::new(false);
    let asks_about_mac = Memo::new(move |asked: Option<&bool>| {
        let now = task.error().with(|error| {
            error
                .as_ref()
                .is_some_and(|error| error.code == WITHOUT_MAC)
        });
        now || asked.copied().unwrap_or_default()
    });
    // What was said or written of other files is not of these.
    Effect::new(move |before: Option<()>| {
        picked.certificate.track();
        picked.key.track();
        to.track();
        if before.is_some() && !task.busy().get_untracked() {
            task.clear();
        }
    });
    let submit = move |()| {
        if task.busy().get_untracked() {
            return;
        }
        let fields = (
            password.get_untracked(),
            new_password.get_untracked(),
            repeated.get_untracked(),
        );
        let (Some(old), Some(new), Some(again)) = fields else {
            return;
        };
        given.forget();
        if !Password::same(&new, &again) {
            again.set_value("");
            task.refuse(api::ApiError::new("not-the-same", text::NOT_THE_SAME).at(REPEATED));
            return;
        }
        again.set_value("");
        let only_key = to.with_untracked(|to| to == TO_KEY);
        let request = ConvertRequest {
            files: if only_key && picked.key.with_untracked(|key| !key.is_empty()) {
                picked.key.get_untracked()
            } else {
                picked.files()
            },
            password: Password::take(&old),
            new_password: Password::take(&new),
            to: to.with_untracked(|to| asked(to)),
            form: form.with_untracked(|form| protection(form)),
            accept_without_mac: asks_about_mac.get_untracked() && without_mac.get_untracked(),
        };
        let work = async move {
            signer
                .convert(request)
                .await
                .map_err(|error| belongs(refused(&error), picked.key_is_to_blame()))
        };
        task.run(work, move |converted: Converted| {
            picked.clear();
            given.take(converted);
        });
    };
    let wrong = move |place: Place, field: &'static str| {
        let tried = task.at(field);
        Signal::derive(move || {
            // An expired certificate, or a CSD, is converted as well as any other.
            let before = picked.wrong(place).filter(|_| picked.summary().is_none());
            tried.get().or_else(|| before.map(|error| sentence(&error)))
        })
    };
    let is_pfx = Memo::new(move |_| picked.is_pfx());
    let wants_certificate = Memo::new(move |_| to.with(|to| to != TO_KEY));
    let progress = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        signer
            .progress()
            .get()
            .map(|progress| progress.done as f64 / progress.total as f64)
    });
    let kinds = vec![
        Choice::new(TO_PFX, text::TO_PFX).help(text::TO_PFX_HELP),
        Choice::new(TO_PAIR, text::TO_PAIR).help(text::TO_PAIR_HELP),
        Choice::new(TO_KEY, text::TO_KEY).help(text::TO_KEY_HELP),
    ];
    let forms = vec![
        Choice::new(MODERN, text::MODERN).help(text::MODERN_HELP),
        Choice::new(OLD, text::OLD).help(text::OLD_HELP),
    ];
    view! {
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(&[CERTIFICATE, KEY, PASSWORD, NEW_PASSWORD, REPEATED]) />
            <Radios name="que-convertir" legend=text::WHAT value=to options=kinds />
            <Columns>
                <Show when=move || wants_certificate.get()>
                    <FilePicker
                        name=CERTIFICATE
                        label=keys::CERTIFICATE
                        files=picked.certificate
                        several=true
                        accept=".cer,.crt,.pem,.pfx,.p12,.key"
                        error=wrong(Place::Certificate, CERTIFICATE)
                    />
                </Show>
                <FilePicker
                    name=KEY
                    label=keys::KEY
                    files=picked.key
                    several=true
                    hint=common::PICK_ONE
                    accept=".key,.pem,.cer,.crt"
                    help=Signal::derive(move || {
                        if is_pfx.get() && wants_certificate.get() {
                            keys::KEY_NOT_NEEDED.to_owned()
                        } else {
                            String::new()
                        }
                    })
                    disabled=Signal::derive(move || is_pfx.get() && wants_certificate.get())
                    error=wrong(Place::Key, KEY)
                />
            </Columns>
            <PasswordField
                name=PASSWORD
                label=text::PASSWORD
                node=password
                help=text::PASSWORD_HELP
                autocomplete="off"
                error=task.at(PASSWORD)
            />
            <Radios name="como-proteger" legend=text::PROTECTION value=form options=forms />
            <Columns>
                <PasswordField
                    name=NEW_PASSWORD
                    label=text::NEW_PASSWORD
                    node=new_password
                    help=Signal::derive(move || {
                        let old = form.with(|form| form == OLD) && to.with(|to| to == TO_PFX);
                        if old { text::NEW_PASSWORD_OLD } else { text::NEW_PASSWORD_HELP }.to_owned()
                    })
                    autocomplete="off"
                    error=task.at(NEW_PASSWORD)
                />
                <PasswordField
                    name=REPEATED
                    label=text::REPEATED
                    node=repeated
                    autocomplete="off"
                    error=task.at(REPEATED)
                />
            </Columns>
            <Show when=move || asks_about_mac.get()>
                <Checkbox
                    name="sin-sello"
                    label=keys::WITHOUT_MAC
                    help=keys::WITHOUT_MAC_HELP
                    checked=without_mac
                />
            </Show>
            <Show when=move || task.busy().get()>
                <Progress label=text::CONVERTING.to_owned() value=progress />
            </Show>
            <Actions>
                <Button submit=true variant=Variant::Primary busy=task.busy()>
                    {text::CONVERT}
                </Button>
            </Actions>
        </Form>
    }
    .into_any()
}

fn asked(to: &str) -> ConvertTo {
    match to {
        TO_PAIR => ConvertTo::Pair,
        TO_KEY => ConvertTo::Key,
        _ => ConvertTo::Pfx,
    }
}

fn protection(form: &str) -> Protection {
    if form == OLD {
        Protection::Old
    } else {
        Protection::Modern
    }
}
