//! The contract of page and server: the types that cross the wire, the Leptos server functions and
//! the one declared list of routes.
//!
//! The page (`app`, feature `csr`) and the server (feature `ssr`) both compile this crate; with
//! neither feature it has no Leptos and no web-sys in it. It holds no rule and no view. Under `ssr`
//! the functions' bodies live in [`host`], which translates to and from `service`. Nothing here may name a type that holds a private key.

#[cfg(feature = "functions")]
pub mod functions;
#[cfg(feature = "ssr")]
pub mod host;
#[cfg(feature = "functions")]
mod operation;
pub mod pages;
pub mod relay;
pub mod route;
#[cfg(feature = "functions")]
pub mod routes;
pub mod view;

pub use view::error::ApiError;
