//! Tables → workbooks and CSV files, row by row.
//!
//! [`Exporter`] answers the messages of `export_protocol` about one file: `export-worker` feeds it in the
//! browser, tests feed it natively. It is pure.
//!
//! What it holds is the compressed file so far and one message's rows, whatever the length of the table
//! ([`workbook`] says how).

mod csv_file;
mod error;
mod exporter;
mod sheet_xml;
mod skeleton;
mod workbook;

pub use error::WriteError;
pub use exporter::{Answer, Exporter};
