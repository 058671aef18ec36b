//! What Inicio decides: what is due, what the figures say, and a newcomer's next step.

pub mod certificate_warning;
pub mod due;
pub mod figures;
pub mod first_steps;
pub mod months;
pub mod overview;
pub mod requests;
pub mod tasks;
pub mod urgent;
pub mod waiting;
