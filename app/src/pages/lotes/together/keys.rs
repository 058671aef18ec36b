//! The keys that the sitting still needs, each opened once.

use api::view::lotes::LoteView;
use api::view::registros::RegistroView;
use leptos::html;
use leptos::prelude::*;

use super::rules::{Signable, missing};
use super::sitting::Sitting;
use crate::components::Panel;
use crate::messages::lotes as text;
use crate::pages::keys::{OpenKey, meant_for};
use crate::pages::lotes::rules::{Signing, signing};
use crate::signer::{Expected, OpenedCredential};

/// Whose keys are missing and for which lotes, over the form that opens one.
#[component]
pub(super) fn Keys(sitting: Sitting) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    let closed = move || {
        let entries = sitting.entries.get();
        let reviewed = entries
            .into_iter()
            .filter(|entry| entry.agrees && entry.wanted.get() && sitting.is_open(entry));
        reviewed
            .filter_map(|entry| match sitting.signing_of(&entry)? {
                Signing::Closed(holders) => Some((entry, holders)),
                Signing::Ready(_) | Signing::Expired | Signing::Nobody => None,
            })
            .collect::<Vec<_>>()
    };
    let wanted = Memo::new(move |_| {
        let closed = closed().into_iter();
        let closed: Vec<_> = closed
            .map(|(entry, holders)| (entry.detail.lote.numero, holders))
            .collect();
        missing(&closed)
    });
    // Of several registros patronales it is not known which one a key is opened for.
    let expected = Signal::derive(move || {
        let mut registros: Vec<RegistroView> = closed()
            .iter()
            .filter_map(|(entry, _)| sitting.registro_of(entry))
            .collect();
        registros.dedup_by(|one, other| one.id == other.id);
        match registros.as_slice() {
            [only] => meant_for(std::slice::from_ref(only)),
            _ => Expected::default(),
        }
    });
    let offered = Memo::new(move |_| {
        let wanted = wanted.with(|wanted| !wanted.is_empty());
        wanted && !sitting.signing.busy().get() && !sitting.loading.busy().get()
    });
    let opened = Callback::new(move |_: OpenedCredential| {
        if let Some(here) = here.get_untracked() {
            // Fails only where the page has gone meanwhile.
            let _ = here.focus();
        }
    });
    view! {
        <div class="stack" tabindex="-1" node_ref=here>
            <Show when=move || offered.get()>
                <Panel title=text::KEYS_TITLE>
                    {move || {
                        wanted
                            .get()
                            .into_iter()
                            .map(|one| view! { <p>{text::key_for(&one.holder, &one.lotes)}</p> })
                            .collect_view()
                    }}
                    <OpenKey on_open=opened expected />
                </Panel>
            </Show>
        </div>
    }
    .into_any()
}

/// The open keys that open a session for some of these lotes: one for each certificate.
pub(super) fn that_reach(sitting: Sitting, lotes: &[LoteView]) -> Vec<Signable> {
    let Some(held) = sitting.held.value().get() else {
        return Vec::new();
    };
    let opened = sitting.signer.opened().get();
    let mut keys: Vec<Signable> = Vec::new();
    for lote in lotes {
        let Signing::Ready(ready) = signing(lote, &held, &opened) else {
            continue;
        };
        let known = |key: &Signable| key.ready.certificado == ready.certificado;
        if !keys.iter().any(known) {
            keys.push(Signable {
                lote: lote.id.clone(),
                numero: lote.numero,
                registro: lote.registro.clone(),
                movements: u64::from(lote.movimientos),
                ready,
            });
        }
    }
    keys
}
