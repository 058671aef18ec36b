//! Coming in: login, registration of the first company, consult links.

mod consult;
mod login;
mod register;
mod rules;

pub use consult::Consult;
pub use login::Login;
pub use register::Register;
