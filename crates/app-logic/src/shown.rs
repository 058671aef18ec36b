//! Plain values that the page's components display.

/// How a notice or a badge is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Look at this before going on.
    Warning,
    /// It did not work.
    Danger,
}

/// One option of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value the program uses.
    pub value: String,
    /// The text the person reads.
    pub label: String,
    /// A line of help below the label; empty for none.
    pub help: String,
}

impl Choice {
    /// Returns a choice without a line of help.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            help: String::new(),
        }
    }

    /// Returns the same choice with a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// One tab of a row of tabs that are links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The path inside Rúbrica.
    pub href: String,
    /// The text the person reads.
    pub label: String,
}

impl Tab {
    /// Returns a tab that leads to `href`.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}
