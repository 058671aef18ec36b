//! What Inicio decides: what is due, what the figures say, and a newcomer's next step.

pub mod figures;
pub mod first_steps;
pub mod overview;
pub mod tasks;
pub mod urgent;
pub mod waiting;
