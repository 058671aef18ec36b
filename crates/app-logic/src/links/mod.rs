//! What the pages of consult links decide: what the form checks, what the list says, how a link is handed
//! over.

pub mod form;
pub mod handing_over;
pub mod state;
