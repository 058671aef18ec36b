//! Imports: what is known of rows, and what is remembered of columns. The rows themselves go through
//! `movements/save-many` and `trabajadores/load-plantilla`.

use model::ImportKind;

use crate::operation::{ID, draft, operations};
use crate::view::imports::{ColumnMapping, ReviewedRow, RowReview};

operations!(imports {
    /// Reviews up to 1,000 rows before they are stored: which movement each is already, and what the
    /// history of its worker says. The answers are in the order given.
    Captures "imports/review" Review = review(rows: Vec<ReviewedRow>) -> Vec<RowReview>,
        sample { "rows": [{ "registro": ID, "draft": draft() }] };

    /// What the columns under these headings meant the last time.
    Captures "imports/mapping" Mapping = mapping(kind: ImportKind, headings: Vec<String>) -> Option<ColumnMapping>,
        sample { "kind": "movements", "headings": ["NSS"] };

    /// Remembers what the columns under these headings mean.
    Captures "imports/remember-mapping" RememberMapping = remember_mapping(mapping: ColumnMapping) -> (),
        sample { "mapping": { "kind": "movements", "headings": ["NSS"], "fields": ["nss"], "tipo": null } };
});
