//! Fields of a form: label above, help below, the error beside what caused it.

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use crate::messages::common;

/// Label, help and error around one control. `id` ties them together for assistive technology: the
/// control names `{id}-help {id}-error` in `aria-describedby`.
#[component]
pub fn FieldFrame(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    /// What else is to be known of what was typed; it refuses nothing.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// Marked as such; the server and `imss` decide.
    #[prop(optional)]
    optional: bool,
    children: Children,
) -> impl IntoView {
    let (help_id, note_id, error_id) = (help_id(&id), note_id(&id), error_id(&id));
    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <label class="field__label" for=id>
                {label}
                {optional.then(|| view! { <span class="field__optional">{common::OPTIONAL}</span> })}
            </label>
            {children()}
            <p class="field__help" id=help_id>
                {move || help.get()}
            </p>
            <p class="field__note" id=note_id aria-live="polite">
                {move || note.get()}
            </p>
            <p class="field__error" id=error_id aria-live="polite">
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}

fn help_id(id: &str) -> String {
    format!("{id}-help")
}

fn note_id(id: &str) -> String {
    format!("{id}-note")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// What a control names in `aria-describedby`.
pub(super) fn described_by(id: &str) -> String {
    format!("{} {} {}", help_id(id), note_id(id), error_id(id))
}

/// `aria-invalid` of a control with this error.
pub(super) fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Send {
    move || error.with(Option::is_some).then_some("true")
}

/// One line of text.
#[component]
pub fn TextField(
    /// The field's name in [`api::ApiError::field`], and its id on the page.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(into, optional)] note: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// `off`, `username`, `email`, … (HTML's autofill tokens).
    #[prop(into, default = "off".to_owned())]
    autocomplete: String,
    /// Which keyboard a tablet shows: `text`, `numeric`, `decimal`, `email`.
    #[prop(into, default = "text".to_owned())]
    input_mode: String,
    /// Longest text it takes, in characters.
    #[prop(default = 255)]
    max_length: u32,
    /// What is typed is shown in capitals, as IMSS writes it.
    #[prop(optional)]
    capitals: bool,
    /// What a tablet's Enter key says: `next`, `search`, …
    #[prop(optional)]
    enter_key: Option<&'static str>,
    /// Cannot be changed here.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// What the browser proposes while it is typed.
    #[prop(into, optional)]
    suggestions: Signal<Vec<String>>,
    /// Called when the person leaves the field.
    #[prop(into, optional)]
    on_blur: Option<Callback<()>>,
) -> impl IntoView {
    let wrong = invalid(error);
    let list_id = format!("{name}-list");
    let list = list_id.clone();
    view! {
        <FieldFrame id=name.clone() label help error note optional>
            <input
                list=move || suggestions.with(|all| (!all.is_empty()).then(|| list.clone()))
                type="text"
                class="input"
                class:input--capitals=capitals
                id=name.clone()
                name=name.clone()
                autocomplete=autocomplete
                inputmode=input_mode
                maxlength=max_length
                autocapitalize=if capitals { "characters" } else { "none" }
                spellcheck="false"
                enterkeyhint=enter_key
                readonly=move || read_only.get()
                aria-describedby=described_by(&name)
                aria-invalid=wrong
                aria-required=(!optional).then_some("true")
                bind:value=value
                on:blur=move |_| {
                    if let Some(on_blur) = on_blur {
                        // A field that leaves the page with the focus in it is left too, after its
                        // form is gone.
                        on_blur.try_run(());
                    }
                }
                {..custom_attribute("autocorrect", "off")}
            />
            <datalist id=list_id>
                {move || {
                    let option = |value| view! { <option value=value></option> };
                    suggestions.get().into_iter().map(option).collect_view()
                }}
            </datalist>
        </FieldFrame>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    #[prop(default = 3)] rows: u32,
    #[prop(default = 1000)] max_length: u32,
) -> impl IntoView {
    let wrong = invalid(error);
    view! {
        <FieldFrame id=name.clone() label help error optional>
            <textarea
                class="input input--area"
                id=name.clone()
                name=name.clone()
                rows=rows
                maxlength=max_length
                aria-describedby=described_by(&name)
                aria-invalid=wrong
                bind:value=value
            ></textarea>
        </FieldFrame>
    }
    .into_any()
}

/// A date, with the browser's own calendar. `value` holds `AAAA-MM-DD`, or nothing.
#[component]
pub fn DateField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(into, optional)] note: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Called when the person leaves the field.
    #[prop(into, optional)]
    on_blur: Option<Callback<()>>,
) -> impl IntoView {
    let wrong = invalid(error);
    view! {
        <FieldFrame id=name.clone() label help error note optional>
            <input
                type="date"
                class="input"
                id=name.clone()
                name=name.clone()
                min="1943-01-01"
                max="2100-12-31"
                aria-describedby=described_by(&name)
                aria-invalid=wrong
                aria-required=(!optional).then_some("true")
                bind:value=value
                on:blur=move |_| {
                    if let Some(on_blur) = on_blur {
                        // A field that leaves the page with the focus in it is left too, after its
                        // form is gone.
                        on_blur.try_run(());
                    }
                }
            />
        </FieldFrame>
    }
    .into_any()
}

/// A password. What is typed lives in the input alone, never in a signal: an account's is read with
/// [`read_secret`], a key's is taken away with `crate::signer::Password::take`.
#[component]
pub fn PasswordField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    node: NodeRef<html::Input>,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(into, optional)] note: Signal<Option<String>>,
    /// Called with every key. Not when the field is left: a message below it must not move the
    /// button from under the finger that presses it.
    #[prop(into, optional)]
    on_input: Option<Callback<()>>,
    /// `current-password`, `new-password`, or `off` for a key's password.
    #[prop(into, default = "current-password".to_owned())]
    autocomplete: String,
    /// Whether it is shown, where the form has a box of its own for that.
    #[prop(optional)]
    shown: Option<RwSignal<bool>>,
) -> impl IntoView {
    let wrong = invalid(error);
    let own_button = shown.is_none();
    let shown = shown.unwrap_or_else(|| RwSignal::new(false));
    let toggle_label = format!("{} {}", common::SHOW, label.to_ascii_lowercase());
    view! {
        <FieldFrame id=name.clone() label help error note>
            <div class="password">
                <input
                    type=move || if shown.get() { "text" } else { "password" }
                    class="input password__input"
                    id=name.clone()
                    name=name.clone()
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength=255
                    aria-describedby=described_by(&name)
                    aria-invalid=wrong
                    aria-required="true"
                    node_ref=node
                    on:input=move |_| {
                        if let Some(on_input) = on_input {
                            on_input.run(());
                        }
                    }
                />
                {own_button
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="password__show"
                                aria-pressed=move || if shown.get() { "true" } else { "false" }
                                aria-label=toggle_label
                                on:click=move |_| shown.update(|shown| *shown = !*shown)
                            >
                                {move || if shown.get() { common::HIDE } else { common::SHOW }}
                            </button>
                        }
                    })}
            </div>
        </FieldFrame>
    }
    .into_any()
}

/// Returns what stands in a password field, without clearing it.
#[must_use]
pub fn read_secret(node: NodeRef<html::Input>) -> String {
    node.get_untracked()
        .map(|input| input.value())
        .unwrap_or_default()
}
