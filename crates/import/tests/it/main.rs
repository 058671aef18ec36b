//! Whole files through the importer, as the worker feeds it.

mod files;
mod hostile;
mod importing;
mod kinds;
mod lines;
mod properties;
mod questions;
mod support;
