//! How the fields of a form are declared: once each, with what the page needs to draw them.

use crate::shown::Choice;

/// What is typed into a line: which keyboard a tablet shows, and how letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyboard {
    /// Words as they are.
    Words,
    /// Capitals, as IMSS writes names and keys.
    Capitals,
    /// Digits alone.
    Digits,
    /// An amount.
    Decimal,
}

/// How a field is typed or chosen.
#[derive(Clone, Copy)]
pub enum Control {
    /// One line of text.
    Line {
        /// The keyboard.
        keyboard: Keyboard,
        /// The longest text, in characters.
        max_length: u32,
    },
    /// Several lines of text.
    Area {
        /// Lines shown.
        rows: u32,
    },
    /// A date; its value is `AAAA-MM-DD`, or nothing.
    Date,
    /// One of a list.
    List {
        /// The list.
        choices: fn() -> Vec<Choice>,
        /// Shown first, for "nothing chosen"; empty, the list has no empty entry.
        placeholder: &'static str,
    },
    /// One of a few, all in sight.
    Radios {
        /// The few.
        choices: fn() -> Vec<Choice>,
    },
}

/// A field of a form.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    /// The field's name in an error of the server, and its id on the page.
    pub name: &'static str,
    /// The label above it.
    pub label: &'static str,
    /// A line of help; empty for none.
    pub help: &'static str,
    /// Whether it may stay empty.
    pub optional: bool,
    /// How it is typed.
    pub control: Control,
}

impl FieldSpec {
    const fn new(name: &'static str, label: &'static str, control: Control) -> Self {
        Self {
            name,
            label,
            help: "",
            optional: false,
            control,
        }
    }

    /// Declares one line of words of at most `max_length` characters.
    pub const fn line(name: &'static str, label: &'static str, max_length: u32) -> Self {
        let keyboard = Keyboard::Words;
        Self::new(
            name,
            label,
            Control::Line {
                keyboard,
                max_length,
            },
        )
    }

    /// Declares several lines of text.
    pub const fn area(name: &'static str, label: &'static str, rows: u32) -> Self {
        Self::new(name, label, Control::Area { rows })
    }

    /// Declares a date.
    pub const fn date(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Control::Date)
    }

    /// Declares one of a list.
    pub const fn list(
        name: &'static str,
        label: &'static str,
        choices: fn() -> Vec<Choice>,
        placeholder: &'static str,
    ) -> Self {
        let control = Control::List {
            choices,
            placeholder,
        };
        Self::new(name, label, control)
    }

    /// Declares one of a few, all in sight.
    pub const fn radios(
        name: &'static str,
        label: &'static str,
        choices: fn() -> Vec<Choice>,
    ) -> Self {
        Self::new(name, label, Control::Radios { choices })
    }

    /// Returns the same field with another keyboard, where it is a line.
    #[must_use]
    pub const fn keyboard(mut self, keyboard: Keyboard) -> Self {
        if let Control::Line { max_length, .. } = self.control {
            self.control = Control::Line {
                keyboard,
                max_length,
            };
        }
        self
    }

    /// Returns the same field with a line of help.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// Returns the same field, which may stay empty.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// Why a typed value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: &'static str,
    /// The sentence beside it.
    pub message: String,
}

impl FieldError {
    /// Returns an error beside a field.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}

/// Returns the sentence that belongs beside a field.
pub fn message_at(errors: &[FieldError], field: &str) -> Option<String> {
    let error = errors.iter().find(|error| error.field == field)?;
    Some(error.message.clone())
}
