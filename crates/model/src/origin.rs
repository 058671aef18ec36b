//! What a movement comes from.

use serde::{Deserialize, Serialize};

/// What a movement comes from. One origin becomes one movement, however often it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A row of a file. It is known by what was understood of it: a movement with the same trabajador,
    /// registro patronal, type and date, wherever that came from, keeps the row from being stored.
    Row,
    /// What an assistant proposed, in words that are the same when it is proposed again.
    Proposal(String),
    /// An open form, by a word that the page made up for it. A form that saves again, since the answer
    /// never arrived, changes the movement that it made the first time.
    Form(String),
}
