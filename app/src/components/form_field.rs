//! Forms as models: fields declared once, drawn by their name.
//!
//! A form provides a [`FormModel`]; a [`FormField`] below it finds its label, help, value, error and
//! note there.

use app_logic::form::{Control, FieldSpec, Keyboard};
use leptos::prelude::*;

use super::choice::{Radios, Select};
use super::field::{DateField, TextArea, TextField};

/// A declared field with its value and what is to be said beside it.
#[derive(Clone, Copy)]
pub struct FormSlot {
    spec: FieldSpec,
    value: RwSignal<String>,
    help: Option<Signal<String>>,
    error: Signal<Option<String>>,
    note: Signal<Option<String>>,
    on_blur: Option<Callback<()>>,
}

impl FormSlot {
    /// Returns a field that holds `value`, without error or note.
    #[must_use]
    pub fn new(spec: FieldSpec, value: RwSignal<String>) -> Self {
        Self {
            spec,
            value,
            help: None,
            error: Signal::stored(None),
            note: Signal::stored(None),
            on_blur: None,
        }
    }

    /// Returns the same field with its error.
    #[must_use]
    pub fn error(self, error: Signal<Option<String>>) -> Self {
        Self { error, ..self }
    }

    /// Returns the same field with its note.
    #[must_use]
    pub fn note(self, note: Signal<Option<String>>) -> Self {
        Self { note, ..self }
    }

    /// Returns the same field with help that changes.
    #[must_use]
    pub fn help(self, help: Signal<String>) -> Self {
        let help = Some(help);
        Self { help, ..self }
    }

    /// Returns the same field with what is called when the person leaves it.
    #[must_use]
    pub fn on_blur(self, on_blur: Callback<()>) -> Self {
        let on_blur = Some(on_blur);
        Self { on_blur, ..self }
    }
}

/// The fields of a form by their names; copies share them.
#[derive(Clone, Copy)]
pub struct FormModel {
    slots: StoredValue<Vec<FormSlot>>,
}

impl FormModel {
    /// Puts the fields of a form into the context, for the [`FormField`]s below.
    #[must_use]
    pub fn provide(slots: Vec<FormSlot>) -> Self {
        let model = Self {
            slots: StoredValue::new(slots),
        };
        provide_context(model);
        model
    }

    /// Returns what is typed in a field; empty where the form has none of this name.
    #[must_use]
    pub fn text(self, name: &str) -> String {
        let slot = self.slot(name);
        slot.map(|slot| slot.value.get_untracked())
            .unwrap_or_default()
    }

    fn slot(self, name: &str) -> Option<FormSlot> {
        self.slots
            .with_value(|slots| slots.iter().find(|slot| slot.spec.name == name).copied())
    }
}

/// A field of the form around it, by its name.
#[component]
pub fn FormField(name: &'static str) -> impl IntoView {
    let slot = use_context::<FormModel>().and_then(|model| model.slot(name));
    slot.map(draw)
}

fn draw(slot: FormSlot) -> AnyView {
    let FormSlot {
        spec,
        value,
        help,
        error,
        note,
        on_blur,
    } = slot;
    let FieldSpec {
        name,
        label,
        optional,
        control,
        ..
    } = spec;
    let help = help.unwrap_or_else(|| Signal::stored(spec.help.to_owned()));
    let left = Callback::new(move |()| {
        if let Some(on_blur) = on_blur {
            on_blur.try_run(());
        }
    });
    match control {
        Control::Line {
            keyboard,
            max_length,
        } => view! {
            <TextField
                name
                label
                value
                help
                optional
                max_length
                input_mode=input_mode(keyboard)
                capitals={keyboard == Keyboard::Capitals}
                enter_key="next"
                error
                note
                on_blur=left
            />
        }
        .into_any(),
        Control::Area { rows } => view! {
            <TextArea name label value help optional rows error />
        }
        .into_any(),
        Control::Date => view! {
            <DateField name label value help optional error note on_blur=left />
        }
        .into_any(),
        Control::List {
            choices,
            placeholder,
        } => {
            let options = choices();
            if placeholder.is_empty() {
                view! { <Select name label value options help optional error /> }.into_any()
            } else {
                view! { <Select name label value options placeholder help optional error /> }
                    .into_any()
            }
        }
        Control::Radios { choices } => view! {
            <Radios name legend=label value options=choices() error />
        }
        .into_any(),
    }
}

fn input_mode(keyboard: Keyboard) -> &'static str {
    match keyboard {
        Keyboard::Words | Keyboard::Capitals => "text",
        Keyboard::Digits => "numeric",
        Keyboard::Decimal => "decimal",
    }
}
