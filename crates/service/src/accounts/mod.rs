//! Who is there: registering the first company, logging in and out, sessions, users.

mod error;
mod log_in;
mod register;
mod session_caller;
mod sessions;
mod users;
mod who;

pub use error::AccountError;
pub use log_in::{Credentials, LoggedIn, log_in};
pub use register::{Registering, State, register, state};
pub(crate) use sessions::link_session;
pub use sessions::{authenticate, log_out, still_there};
pub use users::{NewUser, create_user, list_users, names};
pub use who::{Who, who};
