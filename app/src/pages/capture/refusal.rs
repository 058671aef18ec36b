//! IMSS's refusal of the movement that a form corrects.

use imss::finding::Field;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::{ButtonLink, Notice, Tone};
use crate::messages::{capture as text, movements};

/// IMSS's refusal of the movement that this one corrects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) words: String,
    /// The field that caused it, where the code tells.
    pub(super) field: Option<Field>,
    /// NSS of the worker whose data are others at IMSS.
    pub(super) trabajador: Option<String>,
}

/// What IMSS said, at the head of the form.
pub(super) fn refused(refusal: Refusal) -> AnyView {
    let trabajador = refusal.trabajador.map(|nss| {
        view! {
            <ButtonLink href=Address::Trabajador { nss }>
                {movements::UPDATE_TRABAJADOR}
            </ButtonLink>
        }
    });
    view! {
        <Notice tone=Tone::Warning title=text::CORRECTS_TITLE>
            <p>{refusal.words}</p>
            <p>{text::CORRECTS_TEXT}</p>
            {trabajador}
        </Notice>
    }
    .into_any()
}
