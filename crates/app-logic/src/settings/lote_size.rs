//! How many movements one lote takes.

use model::limits::LOTE_MAX_MOVEMENTS;

/// Reads the size of a lote, from 1 to [`LOTE_MAX_MOVEMENTS`] movements.
pub fn parse_lote_size(typed: &str) -> Option<u32> {
    let digits = typed.trim().replace(',', "");
    let most: u32 = digits.parse().ok()?;
    (1..=LOTE_MAX_MOVEMENTS).contains(&most).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::parse_lote_size;

    #[test]
    fn accepts_one_to_five_thousand() {
        assert_eq!(parse_lote_size("5,000"), Some(5_000));
        for wrong in ["0", "5001", "", "muchos", "-3"] {
            assert_eq!(parse_lote_size(wrong), None, "{wrong}");
        }
    }
}
