//! "¿Qué es este archivo?": everything public in any file, explained.

use app_logic::certificate_life::identified::{Explanation, explain};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::address::Address;
use crate::components::{
    Answer, ButtonLink, Definition, Definitions, FilePicker, Notice, Panel, Progress, Tone,
    no_files,
};
use crate::format::date;
use crate::messages::{certificate_life as text, keys};
use crate::signer::{CredentialSummary, IdentifiedFile, SignerError, instant, use_signer};

/// A field for any file, and the explanation of what is in it.
#[component]
pub(super) fn WhatIsThis() -> impl IntoView {
    let signer = use_signer();
    let files = no_files();
    let answer = RwSignal::new_local(None::<Result<IdentifiedFile, SignerError>>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let file = files.with(|files| files.first().cloned());
        answer.set(None);
        let Some(file) = file else {
            busy.set(false);
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let found = signer.identify(file.clone()).await;
            let picked = files.try_with_untracked(|files| files.first() == Some(&file));
            // Not where another was picked meanwhile, or the page was left.
            if picked == Some(true) {
                busy.set(false);
                answer.set(Some(found));
            }
        });
    });
    view! {
        <Panel>
            <FilePicker name="archivo" label=text::PICK_ANY files help=text::PICK_ANY_HELP />
            <Show when=move || busy.get()>
                <Progress label=text::LOOKING.to_owned() />
            </Show>
            {move || {
                answer
                    .get()
                    .map(|answer| {
                        let shown = match answer {
                            Ok(file) => view! { <Identified file /> }.into_any(),
                            Err(error) => view! { <Refused error /> }.into_any(),
                        };
                        view! { <Answer>{shown}</Answer> }
                    })
            }}
        </Panel>
    }
    .into_any()
}

#[component]
fn Refused(error: SignerError) -> impl IntoView {
    view! {
        <Notice tone=Tone::Danger>
            <p>{error.to_string()}</p>
            <p>{error.hint().to_owned()}</p>
        </Notice>
    }
    .into_any()
}

#[component]
fn Identified(file: IdentifiedFile) -> impl IntoView {
    let Explanation { title, text, tools } = explain(&file);
    let tone = if file.problem.is_some() || file.refusal.is_some() {
        Tone::Warning
    } else {
        Tone::Info
    };
    let links: Vec<AnyView> = tools
        .into_iter()
        .filter_map(|tool| {
            let page = tool.page()?;
            let href = Address::CertificateLifePage { page };
            Some(view! { <ButtonLink href>{tool.title()}</ButtonLink> }.into_any())
        })
        .collect();
    view! {
        <Notice tone title>
            {text.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </Notice>
        {file.certificates.into_iter().map(|one| view! { <Facts certificate=one /> }).collect_view()}
        {(!links.is_empty())
            .then(|| {
                view! {
                    <h2 class="subtitle">{self::text::WHAT_TO_DO}</h2>
                    <div class="guide__links">{links}</div>
                }
            })}
    }
    .into_any()
}

#[component]
fn Facts(certificate: CredentialSummary) -> impl IntoView {
    let day = |seconds| date::day(instant(seconds));
    let rows = [
        (keys::RFC, certificate.rfc),
        (keys::REPRESENTATIVE, certificate.representative_rfc),
        (keys::CURP, certificate.curp),
        (text::NAMES_REGISTRO, certificate.registro_patronal),
        (keys::SERIAL, Some(certificate.serial)),
    ];
    let rows = rows.into_iter().filter_map(|(term, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! {
            <Definition term code=true>
                {value}
            </Definition>
        })
    });
    view! {
        <Definitions>
            <Definition term=keys::HOLDER>{certificate.holder}</Definition>
            {rows.collect_view()}
            <Definition term=keys::VALID_FROM>{day(certificate.not_before)}</Definition>
            <Definition term=keys::VALID_UNTIL>{day(certificate.not_after)}</Definition>
            <Definition term=keys::ISSUER>{certificate.issuer}</Definition>
        </Definitions>
        {certificate
            .warnings
            .into_iter()
            .map(|warning| view! { <p class="muted">{warning.message}</p> })
            .collect_view()}
    }
    .into_any()
}
