//! Between pages and server: who is there ([`Portal`]), what is loaded ([`Fetched`]), what is being
//! done ([`Task`]), what changed elsewhere ([`Changes`]), and the relay's routes ([`relay`]). `worker`
//! is the link to a worker, for `crate::signer` and `crate::import`.
//!
//! Pages call the server functions of `api::functions` through [`fetch`] and [`Task::run`]; both
//! notice a session that has ended. What the device remembers is in [`files`] and [`preferences`].
//! Nothing here draws.

pub(crate) mod back;
pub mod browser;
mod changes;
mod every;
mod fetched;
pub mod files;
mod form_errors;
mod kept;
mod later;
mod left_draft;
mod link_tab;
mod network;
mod place;
mod portal;
pub mod preferences;
pub mod relay;
mod session_mark;
mod tabs;
mod task;
mod undo;
pub(crate) mod worker;

pub use app_logic::permissions::Permissions;
pub use changes::Changes;
pub(crate) use changes::provide_changes;
pub use every::{Every, every};
pub(crate) use fetched::fail;
pub use fetched::{Fetched, Pages, fetch, fetch_pages};
pub use form_errors::FormErrors;
pub(crate) use kept::provide_kept_form;
pub use kept::{KeptForm, Typed};
pub use later::Later;
pub use left_draft::LeftDrafts;
pub(crate) use left_draft::provide_left_drafts;
pub use network::Network;
pub(crate) use network::provide_network;
pub use place::{keep_place, keep_place_in_pages};
pub(crate) use portal::provide_portal;
pub use portal::{Phase, Portal, use_portal};
pub use task::Task;

pub(crate) use undo::provide_undo;
pub use undo::{Offer, Undo};
