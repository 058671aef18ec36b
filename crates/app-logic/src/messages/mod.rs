//! Every Spanish text of the pages, by page: plain Mexican Spanish, "tú". Pages and components name
//! a text, never write one. What the server, the signer and `imss` say comes in their own words.

pub mod access;
pub mod account;
pub mod assistants;
pub mod audit;
pub mod bring_results;
pub mod bulk;
pub mod by_hand;
pub mod capture;
pub mod certificate_life;
pub mod certificates;
pub mod common;
pub mod consult;
pub mod convert;
pub mod entry;
pub mod export;
pub mod history;
pub mod home;
pub mod import;
pub mod keys;
pub mod leaving;
pub mod links;
pub mod lotes;
pub mod movements;
pub mod registros;
pub mod settings;
pub mod sheet;
pub mod shell;
pub mod trabajadores;
pub mod users;
