//! What is remembered of imports. The rows themselves go through `movements/save-many` and
//! `trabajadores/load-plantilla`.

use model::ImportKind;

use crate::operation::{ID, operations};
use crate::view::imports::{ColumnMapping, Recognised, RowOrigin};

operations!(imports {
    /// Which of up to 1,000 rows were imported before, in the order given.
    Captures "imports/recognise" Recognise = recognise(rows: Vec<RowOrigin>) -> Vec<Option<Recognised>>,
        sample { "rows": [{ "registro": ID, "row": "02|" }] };

    /// What the columns under these headings meant the last time.
    Captures "imports/mapping" Mapping = mapping(kind: ImportKind, headings: Vec<String>) -> Option<ColumnMapping>,
        sample { "kind": "movements", "headings": ["NSS"] };

    /// Remembers what the columns under these headings mean.
    Captures "imports/remember-mapping" RememberMapping = remember_mapping(mapping: ColumnMapping) -> (),
        sample { "mapping": { "kind": "movements", "headings": ["NSS"], "fields": ["nss"] } };
});
