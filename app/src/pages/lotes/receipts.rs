//! IMSS's receipts: shown, downloaded one by one or all in one archive.

use api::functions::lotes;
use api::view::lotes::ReceiptView;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{Changes, fetch, relay};
use crate::components::{
    Actions, ButtonLink, Definition, Definitions, Disclosure, DownloadLink, Load, Panel,
};
use crate::format::size;
use crate::messages::lotes as text;

/// The receipts of lotes, a hundred at most; nothing where none has one.
#[component]
pub(crate) fn Receipts(
    /// Ids of the lotes.
    lotes: Vec<String>,
) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let receipts = fetch(move || {
        changes.on_lotes();
        lotes::receipts(lotes.clone())
    });
    view! {
        <Load
            fetched=receipts
            lines=2
            children={move |receipts: Vec<ReceiptView>| {
                if receipts.is_empty() {
                    return ().into_any();
                }
                let ids: Vec<String> = receipts.iter().map(|one| one.lote.clone()).collect();
                let many = (ids.len() > 1)
                    .then(|| {
                        view! {
                            <Actions>
                                <DownloadLink
                                    href=relay::receipts_path(&ids)
                                    file_name=text::RECEIPTS_FILE
                                >
                                    {text::download_receipts(ids.len())}
                                </DownloadLink>
                            </Actions>
                        }
                    });
                view! {
                    <Panel title=text::RECEIPTS_TITLE>
                        <p>{text::RECEIPTS_TEXT}</p>
                        {many}
                        {receipts.into_iter().map(receipt).collect_view()}
                    </Panel>
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

fn receipt(receipt: ReceiptView) -> AnyView {
    let href = relay::receipts_path(std::slice::from_ref(&receipt.lote));
    let bytes = size::bytes(receipt.bytes as f64);
    let file_name = receipt.file_name.clone();
    let constancia = Address::Constancia {
        id: receipt.lote.clone(),
    };
    let summary = text::receipt(receipt.numero, &receipt.folio);
    view! {
        <Disclosure summary>
            <Definitions>
                <Definition term=text::RECEIPT_DATE>{receipt.fecha}</Definition>
                <Definition term=text::RECEIPT_LOTE code=true>
                    {receipt.id_lote}
                </Definition>
                <Definition term=text::RECEIPT_FILE>{file_name} ", " {bytes}</Definition>
                <Definition term=text::RECEIPT_SHA256 code=true>
                    {receipt.sha256}
                </Definition>
            </Definitions>
            {receipt
                .text
                .map(|text| {
                    view! {
                        <pre class="receipt" tabindex="0">
                            {text}
                        </pre>
                    }
                })}
            <Actions>
                <ButtonLink href=constancia>{text::OPEN_CONSTANCIA}</ButtonLink>
                <DownloadLink href file_name=receipt.file_name>
                    {text::DOWNLOAD_RECEIPT}
                </DownloadLink>
            </Actions>
        </Disclosure>
    }
    .into_any()
}
