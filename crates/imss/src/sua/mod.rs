//! The files that IMSS's SUA exports, to import workers and movements from: ASEG.TXT (164
//! characters a line) and MOVT.TXT (49), in Windows-1252 (domain facts, section 2 `[A]` for the
//! widths). Read only; DISPMAG is what goes to IDSE.

mod aseg;
mod movt;
mod row;

pub use aseg::{Aseg, read_aseg};
pub use movt::{Movt, TipoMovt, read_movt};
pub use row::Row;
