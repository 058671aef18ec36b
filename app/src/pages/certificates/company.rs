//! What the company has: its certificates and its registros patronales, as they change.

use api::functions::{certificates, registros};
use api::view::certificates::CertificateView;
use api::view::registros::RegistroView;
use leptos::prelude::*;

use crate::client::{Changes, Fetched, fetch};

/// Both lists; copies share them.
#[derive(Clone, Copy)]
pub(super) struct Company {
    pub(super) held: Fetched<Vec<CertificateView>>,
    pub(super) registros: Fetched<Vec<RegistroView>>,
}

impl Company {
    /// Asks for them, and again whenever they change.
    pub(super) fn ask() -> Self {
        let changes = expect_context::<Changes>();
        Self {
            held: fetch(move || {
                changes.on_certificados();
                certificates::list()
            }),
            registros: fetch(move || {
                changes.on_registros();
                registros::list()
            }),
        }
    }
}
