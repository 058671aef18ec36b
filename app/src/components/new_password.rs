//! A new password, typed twice, with how strong it looks.

use app_logic::account::strength::Strength;
use leptos::html;
use leptos::prelude::*;

use super::field::{PasswordField, read_secret};
use crate::messages::{account as text, entry};

/// The two fields. What is typed lives in the inputs alone.
#[component]
pub fn NewPasswordFields(
    password: NodeRef<html::Input>,
    repeated: NodeRef<html::Input>,
    #[prop(into)] label: String,
    /// Beside the first field.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Beside the second.
    #[prop(into)]
    error_repeated: Signal<Option<String>>,
) -> impl IntoView {
    let strength = RwSignal::new(Strength::of(""));
    let note = Signal::derive(move || Some(strength.get().label()));
    let typed = Callback::new(move |()| strength.set(Strength::of(&read_secret(password))));
    view! {
        <PasswordField
            name="password"
            label=label
            node=password
            help=entry::NEW_PASSWORD_HELP
            note=note
            on_input=typed
            autocomplete="new-password"
            error=error
        />
        <PasswordField
            name="repeated"
            label=text::REPEAT
            node=repeated
            autocomplete="new-password"
            error=error_repeated
        />
    }
    .into_any()
}
