//! The domain: identifiers, movements, DISPMAG and SUA files, calendar, wages and rules.
//!
//! Everybody may call it: the page while a clerk types, the signer worker before it signs, the
//! server before it stores. It is pure: no clock, no random source, no file and no network; what
//! day it is, which holidays and which wages hold are handed in. It compiles for wasm32.
//!
//! Two rules run through all of it. Text becomes a type that cannot hold a wrong value at the
//! edge ([`id`], [`salary`], [`names`], [`movimiento`]); what is wrong with it, or only odd, is a
//! [`finding::Finding`] with a stable code, a severity, a field and a Spanish sentence with the
//! remedy. And what our knowledge of IMSS leaves uncertain warns, and never refuses.

pub mod assistants;
pub mod benefits;
pub mod calendar;
pub mod codes;
pub mod dispmag;
pub mod finding;
pub mod id;
mod inline;
pub mod movimiento;
pub mod names;
pub mod normalise;
pub mod receipt;
pub mod rules;
pub mod salary;
pub mod sua;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
pub mod wages;
