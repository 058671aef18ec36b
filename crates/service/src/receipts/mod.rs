//! Files of IDSE's that a person brings: kept as they came, matched with the company's movements, and
//! applied once she confirmed.
//!
//! Her browser reads the file (`receipts` in the import worker). What it read is worth as much as her word:
//! it settles movements that IMSS has or may have, and the file is kept with what it settled.

mod apply;
mod elsewhere;
mod error;
mod finding;
mod matching;
mod store;
mod verdict;

pub use apply::{Applied, Confirmed, apply};
pub use error::ReceiptError;
pub use matching::match_reading;
pub use store::{get, store};
pub use verdict::{MatchedRow, Matching, Reading, Verdict, WhyNot};
