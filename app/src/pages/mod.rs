//! The pages, one folder each. A page is made of `components`, says what `messages` says, loads and
//! acts through `client`, signs through `signer`. Ids cross routes, signals never do.

pub mod assistants;
pub mod bulk;
pub mod capture;
pub mod certificate_life;
pub mod certificates;
pub mod entry;
pub mod history;
pub mod home;
pub mod import;
pub(crate) mod keys;
pub mod links;
pub mod lotes;
pub(crate) mod movement;
pub mod not_found;
pub mod registros;
pub mod settings;
pub(crate) mod sheet;
pub mod trabajadores;
