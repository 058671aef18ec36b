//! What is remembered of imports: which rows came before, and which column meant what. The rows
//! themselves are saved by `movements` and `trabajadores`.

mod error;

pub use error::ImportError;

use model::ImportKind;
use model::limits::{MAPPING_MAX_COLUMNS, RECOGNISE_MAX_ROWS_PER_CALL};

use crate::Service;
use crate::caller::FullCaller;
use crate::ids::{EmpresaId, RegistroId};
use crate::records::{ColumnMapping, MovementRecord};
use crate::store::Unit;
use crate::values::{Digest, folded};

/// The longest heading or field name, in bytes.
const LONGEST: usize = 200;

/// What a row of a file is recognised by when it comes again. Case and spacing at the edges do not make
/// another row.
pub(crate) fn row_digest(registro: RegistroId, row: &str) -> Digest {
    Digest::of(format!("{registro}|{}", row.trim().to_uppercase()).as_bytes())
}

/// The movements that rows became, in the order given; `None` for a row that became none, or whose
/// movement was deleted since.
///
/// # Errors
///
/// The role does not capture; more than [`RECOGNISE_MAX_ROWS_PER_CALL`].
pub async fn recognise(
    service: &Service,
    caller: &FullCaller,
    rows: &[(RegistroId, String)],
) -> Result<Vec<Option<MovementRecord>>, ImportError> {
    caller.must_capture()?;
    if rows.len() > RECOGNISE_MAX_ROWS_PER_CALL {
        return Err(ImportError::TooMany);
    }
    let digests: Vec<Digest> = rows.iter().map(|(id, row)| row_digest(*id, row)).collect();
    let found = service.store.imported(caller.empresa(), &digests).await?;
    let came = |row: &Digest| found.iter().find(|m| m.origin == Some(*row)).cloned();
    Ok(digests.iter().map(came).collect())
}

/// What the columns under these headings meant the last time.
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
    Ok(service.store.column_mapping(caller.empresa(), &id).await?)
}

/// Remembers what the columns under these headings mean.
///
/// # Errors
///
/// The role does not capture; not one field per heading; too many, or too long.
pub async fn remember_mapping(
    service: &Service,
    caller: &FullCaller,
    kind: ImportKind,
    headings: Vec<String>,
    fields: Vec<Option<String>>,
) -> Result<(), ImportError> {
    caller.must_capture()?;
    let too_long = |text: &String| text.len() > LONGEST;
    if headings.len() != fields.len()
        || headings.len() > MAPPING_MAX_COLUMNS
        || headings.iter().any(too_long)
        || fields.iter().flatten().any(too_long)
    {
        return Err(ImportError::BadMapping);
    }
    let empresa = caller.empresa();
    let id = mapping_id(empresa, kind, &headings);
    let old = service.store.column_mapping(empresa, &id).await?;
    let new = ColumnMapping {
        empresa,
        id,
        version: old.as_ref().map_or(1, |old| old.version),
        kind,
        headings,
        fields,
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
