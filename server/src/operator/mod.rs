//! The operator's commands about accounts: carried out by the server that runs, which holds the embedded
//! database, and heard over a socket in its data folder that only its owner opens.

mod request;
mod socket;

pub use request::{OperatorRequest, Said, carry_out};
pub use socket::{ask, listen};
