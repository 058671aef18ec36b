//! Whatever the bytes: an answer, never a panic.

use import_protocol::{ColumnUse, Defaults, Filter, Purpose};
use proptest::prelude::*;

use crate::files::{csv, dispmag, movement, xls, xlsx};
use crate::support::Asked;

/// Asks everything there is to ask of a file.
fn walk(file: Vec<u8>, purpose: Purpose) -> Result<(), TestCaseError> {
    let mut asked = Asked::new();
    let Ok(opened) = asked.open(vec![file], purpose) else {
        return Ok(());
    };
    let columns = (0..opened.columns.len())
        .map(|place| ColumnUse::all(purpose).get(place).copied())
        .collect();
    let Ok(tally) = asked.check(columns, Defaults::default()) else {
        return Ok(());
    };
    prop_assert_eq!(
        tally.rows,
        tally.ready + tally.errors + tally.left_out + tally.stored
    );
    let (rows, total) = asked.rows(Filter::All, 0, 50);
    prop_assert_eq!(total, tally.rows);
    prop_assert_eq!(rows.len(), tally.rows.min(50) as usize);
    for row in &rows {
        let has_error = row
            .findings
            .iter()
            .any(|one| one.severity.as_str() == "error");
        let (ready, _) = asked.rows(Filter::Ready, 0, 50);
        prop_assert_eq!(ready.iter().any(|one| one.row == row.row), !has_error);
        let (mended, _) = asked.mend(row.row, row.draft.clone());
        // What becomes readable once it is normalised stands as it was understood.
        if mended.findings == row.findings {
            prop_assert_eq!(&mended.draft, &row.draft);
        }
        let (again, _) = asked.mend(row.row, mended.draft.clone());
        prop_assert_eq!(&again.draft, &mended.draft);
    }
    asked.rejected();
    Ok(())
}

fn purposes() -> impl Strategy<Value = Purpose> {
    prop_oneof![Just(Purpose::Movements), Just(Purpose::Plantilla)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in "[ -~ñÑ;,\t\"\r\n]{0,400}", purpose in purposes()) {
        walk(text.into_bytes(), purpose)?;
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600), purpose in purposes()) {
        walk(bytes, purpose)?;
    }

    #[test]
    fn a_spoiled_file_is_answered(
        which in 0..4_usize,
        spoiled in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        purpose in purposes(),
    ) {
        let movements: Vec<_> = (1..=4).map(movement).collect();
        let mut file = match which {
            0 => xlsx(&movements),
            1 => xls(&movements),
            2 => csv(&movements, b';', true),
            _ => dispmag(&movements),
        };
        for (place, byte) in spoiled {
            let place = place.index(file.len());
            file[place] = byte;
        }
        walk(file, purpose)?;
    }
}
