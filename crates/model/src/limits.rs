//! Every limit that more than one side must know, with its unit in its name.
//!
//! The server enforces a limit; the page reads the same constant, to say it beforehand.

/// The most days that a consult link lives.
pub const LINK_MAX_DAYS: u16 = 366;
/// The days that a consult link lives unless another number is typed.
pub const LINK_DEFAULT_DAYS: u16 = 30;
/// The fewest digits of a consult link's PIN.
pub const LINK_PIN_MIN_DIGITS: usize = 6;
/// The most digits of a consult link's PIN.
pub const LINK_PIN_MAX_DIGITS: usize = 12;
/// The most openings that a consult link can be limited to.
pub const LINK_MAX_USES: u32 = 10_000;

/// The fewest characters of an account's password.
pub const PASSWORD_MIN_CHARACTERS: usize = 10;
/// The most characters of an account's password: bounds the work of hashing it.
pub const PASSWORD_MAX_CHARACTERS: usize = 128;

/// The days before its end, the first included, in which a certificate is warned about.
pub const CERTIFICATE_WARNING_DAYS: i64 = 30;
/// The days before its end at which a certificate is reminded of, in the page, by mail and in a calendar.
pub const CERTIFICATE_REMINDER_DAYS: [i64; 5] = [60, 30, 15, 7, 1];
/// The días hábiles left, today included, at which the request of a certificate is reminded of.
pub const REQUEST_REMINDER_DAYS: [u32; 3] = [5, 3, 1];
/// The most steps that one call ticks.
pub const PATH_STEPS_MAX_PER_CALL: usize = 30;
/// The longest name of a step, in characters.
pub const PATH_STEP_MAX_CHARACTERS: usize = 40;

/// The minutes without a tap after which open keys are closed, unless the person chose others.
pub const IDLE_LOCK_MINUTES: u32 = 15;

/// The days for which a deleted movement can be restored.
pub const DELETED_KEPT_DAYS: u32 = 30;

/// The days between the wish to delete a company and its deletion: until then it can be taken back.
pub const COMPANY_DELETION_WAIT_DAYS: u32 = 7;
/// The days for which an export of everything counts as recent enough to delete a company.
pub const COMPANY_EXPORT_FRESH_DAYS: u32 = 30;

/// The most movements of one lote. IMSS's own limit is not public; more go into further lotes.
pub const LOTE_MAX_MOVEMENTS: u32 = 5_000;
/// The most bytes of a signed lote: 10,000 movements are 1.7 MB of DISPMAG, and the signature adds a
/// few kilobytes.
pub const SIGNED_LOTE_MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most characters of the reason with which a person settles movements.
pub const REASON_MAX_CHARACTERS: usize = 300;
/// The most bytes of a file of IDSE's.
pub const RECEIPT_MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most movements of files of IDSE's that one call matches or applies.
pub const RECEIPT_MAX_ROWS_PER_CALL: usize = 1_000;

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

/// The most rows of the history that one call hands over for a file.
pub const EXPORT_MAX_ROWS_PER_CALL: u32 = 1_000;
/// The most rows of one page of the history or of the directory.
pub const PAGE_MAX_ROWS: u32 = 200;
/// The most characters of a search.
pub const SEARCH_MAX_CHARACTERS: usize = 100;
/// The most different words of a search.
pub const SEARCH_MAX_WORDS: usize = 8;
/// The most lotes that the list of open ones shows.
pub const OPEN_LOTES_MAX: u32 = 200;
