//! The stored signature, and the files to download.

use api::view::lotes::EvidenceView;
use app_logic::lotes::required_signature::RequiredSignature;
use app_logic::lotes::signing_key::SigningKey;
use leptos::prelude::*;

use super::LotePage;
use super::key::chosen_key;
use crate::client::relay;
use crate::components::{Actions, Definition, Definitions, DownloadLink, Panel};
use crate::format::date;
use crate::messages::lotes as text;

/// Evidence and downloads. Where nothing signs, the DISPMAG is offered among the ways out and not here.
#[component]
pub(super) fn EvidencePanel(page: LotePage) -> impl IntoView {
    let evidence = page.part(|detail| detail.evidence.clone());
    let key = page.part(|detail| (detail.lote.id.clone(), detail.lote.numero));
    let signing_key = chosen_key(page);
    let among_ways_out = Memo::new(move |_| {
        let required = page
            .lote
            .with(|lote| lote.as_ref().map(RequiredSignature::of));
        let nothing_signs = matches!(
            signing_key.get(),
            Some(SigningKey::Expired | SigningKey::Missing)
        );
        page.may.get().signs && nothing_signs && required != Some(RequiredSignature::Nothing)
    });
    let signed = Memo::new(move |_| evidence.with(|evidence| matches!(evidence, Some(Some(_)))));
    view! {
        <Show when=move || signed.get() || !among_ways_out.get()>
            <Panel title=text::EVIDENCE_TITLE>
                {move || evidence.get().flatten().map(facts)}
                {move || {
                    let (id, numero) = key.get()?;
                    let dispmag = (!among_ways_out.get())
                        .then(|| {
                            view! {
                                <DownloadLink
                                    href=relay::dispmag_path(&id)
                                    file_name=text::dispmag_name(numero)
                                >
                                    {text::DOWNLOAD_DISPMAG}
                                </DownloadLink>
                            }
                        });
                    let cms = signed
                        .get()
                        .then(|| {
                            view! {
                                <DownloadLink
                                    href=relay::cms_path(&id)
                                    file_name=text::cms_name(numero)
                                >
                                    {text::DOWNLOAD_CMS}
                                </DownloadLink>
                            }
                        });
                    Some(view! { <Actions>{dispmag} {cms}</Actions> })
                }}
            </Panel>
        </Show>
    }
    .into_any()
}

fn facts(evidence: EvidenceView) -> AnyView {
    view! {
        <Definitions>
            <Definition term=text::SIGNED_BY>{evidence.holder}</Definition>
            <Definition term=text::SERIAL code=true>
                {evidence.serial}
            </Definition>
            <Definition term=text::SIGNED_AT>{date::instant(evidence.signed_at)}</Definition>
        </Definitions>
        <Definitions>
            <Definition term=text::CMS_FINGERPRINT code=true>
                {evidence.cms_sha256}
            </Definition>
        </Definitions>
    }
    .into_any()
}
