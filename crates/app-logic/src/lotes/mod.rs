//! What the pages of lotes decide: what a lote needs next, which key signs it, what its file says.
//!
//! `required_signature` says what is still to be signed and `signing_key` with which key; `sitting` is
//! about several lotes signed one after the other. `status_notice`, `deadline` and `results` put a
//! lote's state into words, `bring_results` is about files of IDSE's that a person brings back, `by_hand` about filing in IDSE oneself and settling movements, `constancia` is what is printed of a lote, `order` sorts lists, `waits_for` filters the open ones, `ready_groups` groups movements that wait for a lote,
//! `dispmag_file` compares the file with the table that the person reviewed, and `warnings` says what to
//! look at before signing.

pub mod bring_results;
pub mod by_hand;
pub mod constancia;
pub mod deadline;
pub mod dispmag_file;
pub mod doubt;
pub mod inquiry;
pub mod order;
pub mod ready_groups;
pub mod required_signature;
pub mod results;
pub mod signing_key;
pub mod signing_stage;
pub mod sitting;
pub mod status_notice;
#[cfg(test)]
pub(crate) mod testing;
pub mod waits_for;
pub mod warnings;
