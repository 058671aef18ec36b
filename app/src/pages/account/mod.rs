//! A person's account: recovery and invitation by mail, and what she changes herself.

mod confirm_address;
mod invitation;
mod mailed_link;
mod new_password;
mod profile;
mod recover;
mod sessions;

pub use confirm_address::ConfirmAddress;
pub use invitation::Invitation;
pub use new_password::NewPassword;
pub use profile::Profile;
pub use recover::Recover;
pub(crate) use sessions::SessionsPanel;
