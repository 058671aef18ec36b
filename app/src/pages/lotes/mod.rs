//! The pages of lotes, by screen: `list` is `/lotes` (what is open), `detail` is `/lotes/:id` (one lote
//! and its panels), `sitting` is `/lotes/firmar` (several reviewed and signed together), `constancia` is `/lotes/:id/constancia` (what is printed of a lote), `results` is `/lotes/resultados`
//! (files of IDSE's).
//!
//! `signing` is the mechanism both of them sign with: the key, the stages, what is sent. `contents`,
//! `receipts` and `table` are shared views. What is decided is in `app_logic::lotes`.

mod constancia;
mod contents;
mod detail;
mod list;
mod receipts;
mod results;
mod signing;
mod sitting;
mod table;

pub use constancia::Constancia;
pub use detail::Lote;
pub use list::Lotes;
pub(crate) use receipts::Receipts;
pub use results::BringResults;
pub use sitting::Sitting;
pub(crate) use table::LoteTable;
