//! The keys that the sitting still needs, each opened once.

use api::view::lotes::LoteView;
use api::view::registros::RegistroView;
use app_logic::lotes::signing_key::SigningKey;
use app_logic::lotes::sitting::{SignableLote, missing_keys};
use leptos::html;
use leptos::prelude::*;

use super::state::SittingState;
use crate::components::Panel;
use crate::messages::lotes as text;
use crate::pages::keys::{OpenKey, meant_for};
use crate::pages::lotes::signing::choose_key;
use crate::signer::{Expected, OpenedCredential};

/// Whose keys are missing and for which lotes, over the form that opens one.
#[component]
pub(super) fn KeysPanel(sitting: SittingState) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    let closed = move || {
        let lotes = sitting.lotes.get();
        let reviewed = lotes
            .into_iter()
            .filter(|one| one.agrees && one.wanted.get() && sitting.is_to_be_signed(one));
        reviewed
            .filter_map(|one| match sitting.signing_key_of(&one)? {
                SigningKey::Closed(holders) => Some((one, holders)),
                SigningKey::Open(_) | SigningKey::Expired | SigningKey::Missing => None,
            })
            .collect::<Vec<_>>()
    };
    let wanted = Memo::new(move |_| {
        let closed = closed().into_iter();
        let closed: Vec<_> = closed
            .map(|(one, holders)| (one.detail.lote.numero, holders))
            .collect();
        missing_keys(&closed)
    });
    // Of several registros patronales it is not known which one a key is opened for.
    let expected = Signal::derive(move || {
        let mut registros: Vec<RegistroView> = closed()
            .iter()
            .filter_map(|(one, _)| sitting.registro_of(one))
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
pub(super) fn keys_that_connect(sitting: SittingState, lotes: &[LoteView]) -> Vec<SignableLote> {
    let Some(held) = sitting.held.value().get() else {
        return Vec::new();
    };
    let opened = sitting.signer.opened().get();
    let mut keys: Vec<SignableLote> = Vec::new();
    for lote in lotes {
        let SigningKey::Open(key) = choose_key(lote, &held, &opened) else {
            continue;
        };
        let known = |other: &SignableLote| other.key.certificado == key.certificado;
        if !keys.iter().any(known) {
            keys.push(SignableLote {
                lote: lote.id.clone(),
                numero: lote.numero,
                registro: lote.registro.clone(),
                movements: u64::from(lote.movimientos),
                key,
            });
        }
    }
    keys
}
