//! References of cells as a sheet writes them (ECMA-376, part 1, 18.18.7).

use crate::limits::MAX_COLUMNS;

/// Returns the column of `AB12`, from 0; `None` where no letter begins it.
pub(super) fn column_of(reference: &[u8]) -> Option<usize> {
    let mut column = 0_usize;
    for byte in reference {
        match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' if column <= MAX_COLUMNS * 26 => {
                column = column * 26 + usize::from(letter - b'A') + 1;
            }
            _ => break,
        }
    }
    column.checked_sub(1)
}

/// Returns the number that the digits begin with; 0 where none does. What is too large is `usize::MAX`.
pub(super) fn number(digits: &[u8]) -> usize {
    digits
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .fold(0_usize, |sum, b| {
            sum.saturating_mul(10).saturating_add(usize::from(b - b'0'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_and_far_ones_overflow_nothing() {
        assert_eq!(column_of(b"A1"), Some(0));
        assert_eq!(column_of(b"AB12"), Some(27));
        assert_eq!(column_of(b"12"), None);
        assert!(column_of(&[b'Z'; 500]).unwrap() >= MAX_COLUMNS);
    }
}
