//! What the page decides and says, without Leptos and web-sys, so that its tests run natively.
//!
//! `messages` holds every Spanish text of the pages, `format` writes numbers and dates, `shown` has the
//! plain values that components display. A module per page holds that page's decisions. The rules of
//! the domain are `imss`'s; this crate may use `imss`, the wire types of `api` and the messages of the
//! two web workers, and nothing of the browser.

pub mod access;
pub mod account;
pub mod address;
pub mod assistants;
pub mod audit;
pub mod bulk;
pub mod capture;
pub mod certificate_life;
pub mod certificates;
pub mod entry;
pub mod files;
pub mod findings;
pub mod form;
pub mod format;
pub mod history;
pub mod home;
pub mod import;
pub mod keys;
pub mod links;
pub mod lotes;
pub mod messages;
pub mod movement;
pub mod permissions;
pub mod registros;
pub mod sessions;
pub mod settings;
pub mod sheet;
pub mod shown;
pub mod signer;
pub mod trabajadores;
pub mod typed_value;
pub mod users;
