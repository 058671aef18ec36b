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
    /// How many things it holds; empty while that is not known yet, `None` where nobody counts.
    pub count: Option<String>,
}

impl Tab {
    /// Returns a tab that leads to `href`.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            count: None,
        }
    }

    /// Returns the same tab with how many things it holds; empty while that is not known yet.
    #[must_use]
    pub fn counted(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }
}

/// A piece of a line of a file of fixed columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters as the file has them.
    pub text: String,
    /// What they are; shown when pointed at or tapped. Empty for nothing known.
    pub label: String,
}

/// One number with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// A line that explains it.
    pub help: String,
    /// The number.
    pub value: u64,
    /// Where what is counted is listed.
    pub href: Option<String>,
}

impl Figure {
    /// Returns a number with its name and a line that explains it.
    pub fn new(label: impl Into<String>, help: impl Into<String>, value: u64) -> Self {
        Self {
            label: label.into(),
            help: help.into(),
            value,
            href: None,
        }
    }

    /// Returns the same number with where what it counts is listed.
    #[must_use]
    pub fn at(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// One thing that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskItem {
    /// What waits, in a sentence.
    pub text: String,
    /// Until when, in words; empty for no date.
    pub due: String,
    /// It is late, or soon will be.
    pub urgent: bool,
    /// Where it is done.
    pub href: String,
}

impl TaskItem {
    /// Returns a thing to do, and where it is done.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            due: String::new(),
            urgent: false,
            href: href.into(),
        }
    }

    /// Returns the same thing with its date.
    #[must_use]
    pub fn due(mut self, due: impl Into<String>, urgent: bool) -> Self {
        self.due = due.into();
        self.urgent = urgent;
        self
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Taken.
    Done,
    /// The one to take now.
    Next,
    /// Can be taken now, or never.
    Offered,
    /// Waits for the one before.
    Later,
}

/// One step of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub title: &'static str,
    /// Why, or with what.
    pub text: &'static str,
    /// Where it is done.
    pub href: String,
    /// How far it is.
    pub state: StepState,
}
