//! Imports: which rows are held already, what the history says of them, and what each column meant the
//! last time. The rows themselves are saved by `movements` and `trabajadores`.

mod error;
mod identity;
mod review;

pub use error::ImportError;
pub(crate) use identity::{Identity, held, stands};
pub use review::{HeldMovement, ReviewedRow, RowReview, review};

use model::limits::MAPPING_MAX_COLUMNS;
use model::{ColumnMapping, ImportKind};

use crate::Service;
use crate::caller::FullCaller;
use crate::ids::EmpresaId;
use crate::records::ColumnMappingRecord;
use crate::store::Unit;
use crate::values::{Digest, folded};

/// The longest heading or field name, in bytes.
const LONGEST: usize = 200;

/// Returns what the columns under these headings meant the last time.
///
/// # Errors
///
/// The role does not capture.
pub async fn mapping(
    service: &Service,
    caller: &FullCaller,
    kind: ImportKind,
    headings: &[String],
) -> Result<Option<ColumnMapping>, ImportError> {
    caller.must_capture()?;
    let id = mapping_id(caller.empresa(), kind, headings);
    let found = service.store.column_mapping(caller.empresa(), &id).await?;
    Ok(found.map(|found| found.mapping))
}

/// Remembers what the columns under these headings mean, and the type of movement that was chosen for rows
/// that do not say.
///
/// # Errors
///
/// The role does not capture; not one field per heading; too many, or too long.
pub async fn remember_mapping(
    service: &Service,
    caller: &FullCaller,
    mapping: ColumnMapping,
) -> Result<(), ImportError> {
    caller.must_capture()?;
    let ColumnMapping {
        headings, fields, ..
    } = &mapping;
    let too_long = |text: &String| text.len() > LONGEST;
    if headings.len() != fields.len()
        || headings.len() > MAPPING_MAX_COLUMNS
        || headings.iter().any(too_long)
        || fields.iter().flatten().any(too_long)
    {
        return Err(ImportError::BadMapping);
    }
    let empresa = caller.empresa();
    let id = mapping_id(empresa, mapping.kind, headings);
    let old = service.store.column_mapping(empresa, &id).await?;
    let new = ColumnMappingRecord {
        empresa,
        id,
        version: old.as_ref().map_or(1, |old| old.version),
        mapping,
    };
    let unit = Unit::upkeep();
    let unit = match old {
        Some(old) => unit.update(old, new),
        None => unit.create(new),
    };
    Ok(service.store.commit(unit.done()).await?)
}

/// Accents, case and spacing do not make another heading.
fn mapping_id(empresa: EmpresaId, kind: ImportKind, headings: &[String]) -> Digest {
    let headings: Vec<String> = headings.iter().map(|h| folded(h.trim())).collect();
    Digest::of(format!("{empresa} {kind:?} {headings:?}").as_bytes())
}
