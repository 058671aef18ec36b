//! Which files a person picked, as the browser lets a page know them again: *which*, never their bytes
//! ([`FileHandle`], [`Remembered`]). Where a browser has no such handles, nothing is kept and files are
//! picked again.

mod database;
mod handle;
mod known;
mod remembered;

pub use handle::{FileHandle, can_keep, pick, taken_with};
pub use known::KnownFiles;
pub(crate) use known::provide_known_files;
pub use remembered::{Remembered, Remembers};
