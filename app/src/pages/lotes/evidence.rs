//! What is kept of the signature, and the files to download.

use api::view::lotes::EvidenceView;
use leptos::prelude::*;

use super::Page;
use crate::client::relay;
use crate::components::{Actions, Definition, Definitions, DownloadLink, Panel};
use crate::format::date;
use crate::messages::lotes as text;

/// Evidence and downloads.
#[component]
pub(super) fn Kept(page: Page) -> impl IntoView {
    let evidence = page.part(|detail| detail.evidence.clone());
    let key = page.part(|detail| (detail.lote.id.clone(), detail.lote.numero));
    view! {
        <Panel title=text::EVIDENCE_TITLE>
            {move || evidence.get().flatten().map(facts)}
            {move || {
                let signed = evidence.with(|evidence| matches!(evidence, Some(Some(_))));
                key.get()
                    .map(|(id, numero)| {
                        view! {
                            <Actions>
                                <DownloadLink
                                    href=relay::dispmag_path(&id)
                                    file_name=text::dispmag_name(numero)
                                >
                                    {text::DOWNLOAD_DISPMAG}
                                </DownloadLink>
                                {signed
                                    .then(|| {
                                        view! {
                                            <DownloadLink
                                                href=relay::cms_path(&id)
                                                file_name=text::cms_name(numero)
                                            >
                                                {text::DOWNLOAD_CMS}
                                            </DownloadLink>
                                        }
                                    })}
                            </Actions>
                        }
                    })
            }}
        </Panel>
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
