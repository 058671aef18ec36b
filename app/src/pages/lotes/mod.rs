//! The pages of lotes, by screen: `list` is `/lotes` (what is open), `detail` is `/lotes/:id` (one lote
//! and its panels), `sitting` is `/lotes/firmar` (several reviewed and signed together).
//!
//! `signing` is the mechanism both of them sign with: the key, the stages, what is sent. `contents` and
//! `table` are shared views. What is decided is in `app_logic::lotes`.

mod contents;
mod detail;
mod list;
mod signing;
mod sitting;
mod table;

pub use detail::Lote;
pub use list::Lotes;
pub use sitting::Sitting;
pub(crate) use table::LoteTable;
