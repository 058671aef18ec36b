//! `/certificados`: keys open in this tab, and the certificates the company holds. Other pages take from
//! here how a certificate is warned of, and what can be done where one has ended.

mod assign;
mod ended;
mod held;
mod idle;
mod open_keys;
mod replace;
mod rules;
mod validity;
mod warning;

use api::functions::{certificates, registros};
use leptos::prelude::*;

use crate::client::{Changes, browser, fetch, use_portal};
use crate::components::{ButtonLink, FoldingPanel, Load, Notice, PageHeader, Tone, Variant};
use crate::messages::{certificates as text, home, keys};
use crate::pages::keys::OpenKey;
use crate::signer::{CredentialHandle, use_signer};
use rules::TypedUsers;

pub(crate) use replace::{Dispmag, Replace};
pub(crate) use validity::{Standing, WARN_DAYS, days_tone, standing};
pub(crate) use warning::CertificateWarning;

/// Certificates. Whoever signs opens keys and assigns; the others see what is held.
#[component]
pub fn Certificates() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let signer = use_signer();
    let any_open = Memo::new(move |_| signer.opened().with(|keys| !keys.is_empty()));
    let list = fetch(move || {
        changes.on_certificados();
        certificates::list()
    });
    let registros = fetch(move || {
        changes.on_registros();
        registros::list()
    });
    let users = TypedUsers::new(std::collections::BTreeMap::new());
    let typed = Callback::new(move |(key, user): (CredentialHandle, String)| {
        users.update(|users| {
            users.insert(key, user);
        });
    });
    // The form it came from folds away, and with it what held the focus.
    let opened = Callback::new(|_| browser::focus_content());
    // Registros patronales that nothing signs for, and those whose certificate has ended.
    let bare = Memo::new(move |_| {
        let held = list.value().get()?;
        let numbers = |wanted: fn(&Standing) -> bool| {
            registros.value().with(|registros| {
                let all = registros.iter().flatten();
                let wanted = all.filter(|one| wanted(&standing(&held, &one.id)));
                let numbers: Vec<_> = wanted.map(|one| one.data.numero.clone()).collect();
                numbers.join(", ")
            })
        };
        let ended = numbers(|standing| matches!(standing, Standing::Ended(_)));
        let nothing = numbers(|standing| *standing == Standing::Nothing);
        Some((ended, nothing))
    });
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <Show when=move || may.get().signs>
                <ButtonLink href="/certificados/convertir" variant=Variant::Secondary>
                    {text::CONVERT}
                </ButtonLink>
            </Show>
        </PageHeader>
        {move || {
            bare.get()
                .map(|(ended, nothing)| {
                    view! {
                        {(!ended.is_empty())
                            .then(|| view! { <ended::WaysOut title=text::ended_for(&ended) /> })}
                        {(!nothing.is_empty())
                            .then(|| {
                                view! {
                                    <Notice tone=Tone::Warning title=home::WITHOUT_CERTIFICATE>
                                        <p>{home::WITHOUT_CERTIFICATE_TEXT} " " {nothing}</p>
                                    </Notice>
                                }
                            })}
                    }
                })
        }}
        <Show when=move || may.get().signs>
            <open_keys::OpenKeys registros held=list users />
            <FoldingPanel
            title=Signal::derive(move || {
                if any_open.get() { keys::OPEN_ANOTHER } else { keys::OPEN_TITLE }.to_owned()
            })
            folded=any_open
        >
            <OpenKey on_open=opened on_user=typed />
        </FoldingPanel>
        </Show>
        <Load
            fetched=list
            lines=4
            children={move |held| view! { <held::Held held signs=may.get().signs /> }.into_any()}
        />
        <Show when=move || may.get().signs>
            <idle::Idle />
        </Show>
    }
}
