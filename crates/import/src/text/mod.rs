//! Files of text: which letters their bytes are, judged once over the whole file.

mod code_pages;
mod encoding;
mod file;
mod judge;

pub(crate) use encoding::{Encoding, Page, decoded_once};
pub(crate) use file::{TextFile, utf16_of};
pub(crate) use judge::Judgement;
