//! Who is there: registering the first company, logging in and out, sessions, users.

mod access;
mod common_password;
mod company;
mod error;
mod fields;
mod for_operator;
mod guessing;
mod invitations;
mod letters;
mod log_in;
mod mailed;
mod make_read_only;
mod open_sessions;
mod people;
mod profile;
mod recovery;
mod register;
mod session_caller;
mod sessions;
mod undelivered;
mod users;
mod who;

pub(crate) use access::note_request;
pub use access::{Asking, access_requests, ask_access, grant_access, refuse_access};
pub use company::{Company, company, set_rfc};
pub use error::AccountError;
pub(crate) use fields::checked_email;
pub use for_operator::{OperatorsCompany, OperatorsUser};
pub(crate) use for_operator::{
    create as create_for_operator, create_company as create_company_for_operator,
    link as link_for_operator,
};
pub use invitations::{Accepting, Invitation, accept, invitations, invite, take_back};
pub use log_in::{Credentials, LoggedIn, log_in, new_device};
pub use mailed::{Opened, OpenedWhat, look_at};
pub use make_read_only::make_read_only;
pub use open_sessions::{end_own_session, list_sessions, own_sessions, revoke_session};
pub(crate) use people::shut_out;
pub use people::{activate, change_role, deactivate};
pub use profile::{
    ask_address, change_name, change_password, confirm_address, profile, want_daily_mail,
};
pub(crate) use recovery::mail_recovery;
pub use recovery::{ask_recovery, reset_password};
pub use register::{Registering, State, may_register, register, state};
pub use sessions::{authenticate, log_out, still_there};
pub(crate) use sessions::{end_at_portal, link_session};
pub use undelivered::{dismiss_undelivered, undelivered};
pub use users::{NewUser, create_user, list_users, names};
pub use who::{Who, who};
