//! Whole files through the importer, as the worker feeds it.

mod files;
mod hostile;
mod importing;
mod lines;
mod properties;
mod support;
