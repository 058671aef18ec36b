//! Coming in: login, registration of the first company, consult links.

mod ask_access;
mod consult;
mod consult_start;
mod consult_ways;
mod link_ended;
mod login;
mod register;

pub use ask_access::AskAccess;
pub use consult::Consult;
pub use consult_start::ConsultStart;
pub use link_ended::LinkEnded;
pub use login::Login;
pub use register::Register;
