//! Opening a key and saying what it is, shared by the pages that sign; and `/certificados/convertir`,
//! where its files are converted.

mod attempt;
mod bar;
mod convert;
mod facts;
mod open;
mod picked;
mod reopen;
mod saved;
mod try_password;

pub(crate) use app_logic::keys::form::{meant_for, mismatches, refused};
pub use bar::KeysBar;
pub use convert::Convert;
pub(crate) use convert::ConvertPanel;
pub(crate) use facts::KeyFacts;
pub(crate) use open::OpenKey;
pub(crate) use try_password::TryPasswordPanel;
