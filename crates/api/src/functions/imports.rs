//! Imports: what is known of rows, and what is remembered of columns. The rows themselves go through
//! `movements/save-many` and `trabajadores/load-plantilla`; what it made of rows is undone here.

use model::{ColumnMapping, ImportKind};

use crate::operation::{ID, draft, operations};
use crate::view::imports::{ReviewedRow, RowReview, StoredImport, UndonePart};

operations!(imports {
    /// Reviews up to 1,000 rows before they are stored: which movement each is already, and what the
    /// history of its worker says. The answers are in the order given.
    Captures "imports/review" Review = review(rows: Vec<ReviewedRow>) -> Vec<RowReview>,
        sample { "rows": [{ "registro": ID, "draft": draft() }] };

    /// The imports of the last thirty days, newest first.
    Captures "imports/list" List = list() -> Vec<StoredImport>,
        sample {};

    /// Undoes a part of an import, that after `cursor`: deletes what it made and nobody has worked on since.
    Captures "imports/undo" Undo = undo(id: String, cursor: Option<String>) -> UndonePart,
        sample { "id": "importacion", "cursor": null };

    /// What the columns under these headings meant the last time.
    Captures "imports/mapping" Mapping = mapping(kind: ImportKind, headings: Vec<String>) -> Option<ColumnMapping>,
        sample { "kind": "movements", "headings": ["NSS"] };

    /// Remembers what the columns under these headings mean.
    Captures "imports/remember-mapping" RememberMapping = remember_mapping(mapping: ColumnMapping) -> (),
        sample { "mapping": { "kind": "movements", "headings": ["NSS"], "fields": ["nss"], "tipo": null } };
});
