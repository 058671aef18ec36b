//! What a person asked for and the server has not answered yet.

use std::future::Future;

use api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fetched::fail;
use super::network::{self, Network};
use super::portal::{Portal, use_portal};

/// One kind of action on a page: sending a form, deleting. It runs once at a time, and keeps the error
/// of its last run; what was typed stays where it was.
#[derive(Clone, Copy)]
pub struct Task {
    portal: Portal,
    network: Network,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
}

impl Task {
    /// A task of the page being built.
    #[expect(
        clippy::new_without_default,
        reason = "it belongs to the component that makes it"
    )]
    #[must_use]
    pub fn new() -> Self {
        Self {
            portal: use_portal(),
            network: expect_context(),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    /// Whether it is under way.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Returns why the last run failed, wherever it belongs.
    #[must_use]
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Returns the message that belongs beside this field.
    #[must_use]
    pub fn at(self, field: &'static str) -> Signal<Option<String>> {
        let error = self.error;
        Signal::derive(move || error.with(|error| beside(error.as_ref(), field)))
    }

    /// Returns the error where it belongs beside none of these fields.
    #[must_use]
    pub fn elsewhere(self, fields: &'static [&'static str]) -> Signal<Option<ApiError>> {
        let error = self.error;
        Signal::derive(move || {
            error.with(|error| error.clone().filter(|error| !belongs(error, fields)))
        })
    }

    /// Does `work` unless it is under way already; then, where the page is still there, `done` with
    /// its answer.
    pub fn run<T: 'static>(
        self,
        work: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let asked_in = self.portal.asks_in();
        spawn_local(async move {
            let answer = work.await;
            self.network.note(&answer);
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(value) => done(value),
                Err(error) => fail(self.portal, asked_in, error, self.error),
            }
        });
    }

    /// Does the same with one request: one that gets no answer ends after a time, and says that the
    /// change may have been made.
    pub fn request<T: 'static>(
        self,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.run(network::change(request), done);
    }

    /// Shows an error that the page found without the server.
    pub fn refuse(self, error: ApiError) {
        fail(self.portal, self.portal.asks_in(), error, self.error);
    }

    /// Forgets the last error.
    pub fn clear(self) {
        self.error.set(None);
    }
}

fn beside(error: Option<&ApiError>, field: &str) -> Option<String> {
    let error = error?;
    (error.field.as_deref() == Some(field)).then(|| match &error.hint {
        Some(hint) => format!("{} {hint}", error.message),
        None => error.message.clone(),
    })
}

fn belongs(error: &ApiError, fields: &[&str]) -> bool {
    error
        .field
        .as_deref()
        .is_some_and(|field| fields.contains(&field))
}

#[cfg(test)]
mod tests {
    use api::ApiError;

    use super::{belongs, beside};

    fn wrong_number() -> ApiError {
        ApiError::new("invalid", "Escribe 11 caracteres.").at("numero")
    }

    #[test]
    fn an_error_stands_beside_its_own_field_only() {
        let error = wrong_number();
        assert_eq!(
            beside(Some(&error), "numero").as_deref(),
            Some("Escribe 11 caracteres.")
        );
        assert_eq!(beside(Some(&error), "guia"), None);
        assert_eq!(beside(None, "numero"), None);
    }

    #[test]
    fn a_hint_follows_its_message() {
        let error = wrong_number().hint("Está en tu tarjeta.");
        assert_eq!(
            beside(Some(&error), "numero").as_deref(),
            Some("Escribe 11 caracteres. Está en tu tarjeta.")
        );
    }

    #[test]
    fn an_error_of_a_field_the_form_lacks_becomes_a_notice() {
        assert!(belongs(&wrong_number(), &["numero", "guia"]));
        assert!(!belongs(&wrong_number(), &["guia"]));
        assert!(!belongs(
            &ApiError::new("internal", "Algo falló."),
            &["guia"]
        ));
    }
}
