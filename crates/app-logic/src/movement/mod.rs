//! What every page that shows movements decides: their fields, their tones, where they are edited.

pub mod editing;
pub mod fields;
pub mod next_step;
pub mod restored;
pub mod tone;
