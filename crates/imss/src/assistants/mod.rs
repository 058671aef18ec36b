//! Who needs a movement because something else changed: the minimum wage, the UMA, a bimestre, a
//! year of service, the registro patronal. Plain rules over what is known of one worker: they
//! propose a salary and a date, and file nothing. What a person does with a proposal is hers.

mod anniversaries;
mod cap;
mod minimum;
mod season;
mod transfer;
mod variable;

pub use anniversaries::Anniversary;
pub use cap::{AtCap, at_cap};
pub use minimum::{Below, Raise, below_minimum};
pub use season::{Occasion, timely};
pub use transfer::Transfer;
pub use variable::{Averaged, Bimestre};
