//! The user and the password of a request, checked as they are typed.

use app_logic::certificate_life::request::{Half, Problem, are_equal, fit, problems};
use leptos::prelude::*;

use crate::components::{Columns, Notice, TextField, Tone};
use crate::messages::certificate_life as text;

/// Both fields. What is typed stays in the page.
#[component]
pub(in crate::pages::certificate_life) fn CheckRequest() -> impl IntoView {
    let user = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let user_error = Signal::derive(move || sentences(&user.get(), Half::User));
    let password_error = Signal::derive(move || {
        let password = password.get();
        let equal = user.with(|user| are_equal(user, &password));
        let equal = equal.then(|| Problem::Equal.message(Half::Password));
        equal.or_else(|| sentences(&password, Half::Password))
    });
    let fits = Memo::new(move |_| user.with(|user| password.with(|password| fit(user, password))));
    view! {
        <div class="guide__tool">
            <Columns>
                <TextField
                    name="usuario-solicitud"
                    label=text::USER
                    value=user
                    max_length=60
                    error=user_error
                    optional=true
                />
                <TextField
                    name="contrasena-solicitud"
                    label=text::PASSWORD
                    value=password
                    max_length=60
                    help=text::PASSWORD_SHOWN
                    error=password_error
                    optional=true
                />
            </Columns>
            <Show when=move || fits.get()>
                <Notice tone=Tone::Success>
                    <p>{text::FITS}</p>
                </Notice>
            </Show>
        </div>
    }
    .into_any()
}

/// Everything that is wrong with one of them.
fn sentences(typed: &str, half: Half) -> Option<String> {
    let found: Vec<String> = problems(typed)
        .into_iter()
        .map(|problem| problem.message(half))
        .collect();
    (!found.is_empty()).then(|| found.join(" "))
}
