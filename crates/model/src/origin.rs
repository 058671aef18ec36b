//! What a movement comes from.

use serde::{Deserialize, Serialize};

/// What a movement comes from. One origin becomes one movement, however often it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The row of a file, in one line.
    Row(String),
    /// An open form, by a word that the page made up for it. A form that saves again, since the answer
    /// never arrived, changes the movement that it made the first time.
    Form(String),
}
