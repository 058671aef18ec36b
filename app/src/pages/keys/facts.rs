//! What an open key is: the public facts of its certificate.

use leptos::prelude::*;

use crate::components::{Definition, Definitions, Notice, Tone};
use crate::format::date;
use crate::messages::keys as text;
use crate::signer::{ChainStatus, OpenedCredential};

/// Holder, RFC, kind, serial, validity, chain and warnings.
#[component]
pub(crate) fn KeyFacts(key: OpenedCredential) -> impl IntoView {
    let (from, until) = (date::day(key.not_before()), date::day(key.not_after()));
    let summary = key.summary;
    let chain = match &summary.chain {
        ChainStatus::NotVerified => text::CHAIN_NOT_VERIFIED.to_owned(),
        ChainStatus::Trusted { root } => text::chain_trusted(root),
        ChainStatus::Untrusted { reason } => reason.clone(),
    };
    let optional = [
        (text::RFC, summary.rfc),
        (text::REPRESENTATIVE, summary.representative_rfc),
        (text::CURP, summary.curp),
        (text::REGISTRO, summary.registro_patronal),
    ];
    let optional = optional.into_iter().filter_map(|(term, value)| {
        value.map(|value| {
            view! {
                <Definition term=term code=true>
                    {value}
                </Definition>
            }
        })
    });
    view! {
        <Definitions>
            <Definition term=text::HOLDER>{summary.holder}</Definition>
            <Definition term=text::KIND>{text::kind(summary.kind)}</Definition>
            {optional.collect_view()}
            <Definition term=text::SERIAL code=true>
                {summary.serial}
            </Definition>
            <Definition term=text::VALID_FROM>{from}</Definition>
            <Definition term=text::VALID_UNTIL>{until}</Definition>
            <Definition term=text::ISSUER>{summary.issuer}</Definition>
            <Definition term=text::CHAIN>{chain}</Definition>
        </Definitions>
        {(!summary.warnings.is_empty())
            .then(|| {
                let lines = summary
                    .warnings
                    .into_iter()
                    .map(|warning| view! { <p>{warning.message}</p> })
                    .collect_view();
                view! {
                    <Notice tone=Tone::Warning title=text::WARNINGS>
                        {lines}
                    </Notice>
                }
            })}
    }
    .into_any()
}
