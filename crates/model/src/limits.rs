//! Every limit that more than one side must know, with its unit in its name.
//!
//! The server enforces a limit; the page reads the same constant, to say it beforehand.

/// The most days that a consult link lives.
pub const LINK_MAX_DAYS: u16 = 366;
/// The days that a consult link lives unless another number is typed.
pub const LINK_DEFAULT_DAYS: u16 = 30;

/// The fewest characters of an account's password.
pub const PASSWORD_MIN_CHARACTERS: usize = 12;
/// The most characters of an account's password: bounds the work of hashing it.
pub const PASSWORD_MAX_CHARACTERS: usize = 256;

/// From this many days before its end, that day included, a certificate is warned about.
///
/// `credential` warns by a constant of its own, since it depends on nothing of ours; a test of
/// `service` compares the two.
pub const CERTIFICATE_WARNING_DAYS: i64 = 30;

/// The minutes without a tap after which open keys are closed, unless the person chose others.
pub const IDLE_LOCK_MINUTES: u32 = 15;

/// The days for which a deleted movement can be restored.
pub const DELETED_KEPT_DAYS: u32 = 30;

/// The most movements of one lote. IMSS's own limit is not public; more go into further lotes.
pub const LOTE_MAX_MOVEMENTS: u32 = 5_000;
/// The most bytes of a signed lote: 10,000 movements are 1.7 MB of DISPMAG, and the signature adds a
/// few kilobytes.
pub const SIGNED_LOTE_MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most bytes of a JSON body: the longest names 10,000 movements by id.
pub const JSON_MAX_BYTES: usize = 512 * 1024;

/// The most movements that one call saves, discards or restores.
pub const MOVEMENTS_MAX_PER_CALL: usize = 500;
/// The most rows of a plantilla that one call stores.
pub const PLANTILLA_MAX_ROWS_PER_CALL: usize = 500;
/// The most rows of a file that one call reviews.
pub const REVIEW_MAX_ROWS_PER_CALL: usize = 1_000;
/// The most columns of a file whose meaning is remembered.
pub const MAPPING_MAX_COLUMNS: usize = 200;

/// The most rows of one page of the history or of the directory.
pub const PAGE_MAX_ROWS: u32 = 200;
/// The most lotes that the list of open ones shows.
pub const OPEN_LOTES_MAX: u32 = 200;
