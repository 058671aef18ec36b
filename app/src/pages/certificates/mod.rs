//! `/certificados`: keys open in this tab, and the certificates the company holds. Other pages take from
//! here how a certificate is warned of, and what can be done where one has ended.

mod assign;
mod assignment_badge;
mod calendar;
mod company;
mod ended;
mod expiry_notice;
mod held;
mod idle;
mod open_keys;
mod reminders;
mod replace;
mod validities;
mod waiting;
mod warning;

use api::view::certificates::CertificateView;
use api::view::registros::RegistroView;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::use_portal;
use crate::components::{ButtonLink, Load, Notice, PageHeader, Tone, Variant};
use crate::messages::{certificates as text, home};
use company::Company;

pub(crate) use app_logic::certificates::registro_signer::{
    RegistroSigner, WARN_DAYS, days_tone, registro_signer,
};
pub(crate) use assignment_badge::assignment_badge;
pub(crate) use expiry_notice::ExpiryNotice;
pub(crate) use replace::{Dispmag, Replace};
pub(crate) use warning::CertificateWarning;

/// Shows certificates. Those who sign open keys and assign; the others see what is held.
#[component]
pub fn Certificates() -> impl IntoView {
    let may = use_portal().may();
    let company = Company::ask();
    let Company { held, registros } = company;
    let that_stand = move |wanted: fn(&RegistroSigner) -> bool| {
        Memo::new(move |_| {
            let held = held.value().get().unwrap_or_default();
            let known = registros.value().get().unwrap_or_default();
            let stands = |one: &RegistroView| wanted(&registro_signer(&held, &one.id));
            known.into_iter().filter(stands).collect::<Vec<_>>()
        })
    };
    let is_known = Memo::new(move |_| held.value().with(Option::is_some));
    let ended = that_stand(|signer| matches!(signer, RegistroSigner::Ended(_)));
    let bare = that_stand(|signer| *signer == RegistroSigner::Nobody);
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <ButtonLink href=Address::CertificateLife variant=Variant::Secondary>
                {text::HOW_TO_RENEW}
            </ButtonLink>
            <Show when=move || may.get().signs>
                <ButtonLink href=Address::Convert variant=Variant::Secondary>
                    {text::CONVERT}
                </ButtonLink>
            </Show>
        </PageHeader>
        {move || {
            let registros = ended.get();
            (!registros.is_empty()).then(|| view! { <waiting::Ended registros /> })
        }}
        {move || {
            let numbers: Vec<_> = bare.get().into_iter().map(|one| one.data.numero).collect();
            (is_known.get() && !numbers.is_empty())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning title=home::WITHOUT_CERTIFICATE>
                            <p>{home::WITHOUT_CERTIFICATE_TEXT} " " {numbers.join(", ")}</p>
                        </Notice>
                    }
                })
        }}
        <Show when=move || may.get().signs>
            <open_keys::OpenKeys company />
        </Show>
        <Load
            fetched=held
            lines=4
            children={move |held: Vec<CertificateView>| {
                let rows = held.clone();
                view! {
                    <held::Held held signs=may.get().signs />
                    <validities::Validities held=rows />
                }
                    .into_any()
            }}
        />
        <Show when=move || may.get().signs>
            <idle::Idle />
        </Show>
    }
}
