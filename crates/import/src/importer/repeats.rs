//! Which rows are the same movement.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// Rows by identity: of nearly all there is one.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    single: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// Those with several rows, in the file's order.
    several: BTreeMap<u64, Vec<u32>>,
}

impl Repeats {
    pub(super) fn add(&mut self, identity: u64, row: u32) {
        if let Some(rows) = self.several.get_mut(&identity) {
            let at = rows.partition_point(|known| *known < row);
            rows.insert(at, row);
        } else if let Some(known) = self.single.remove(&identity) {
            let rows = vec![known.min(row), known.max(row)];
            self.several.insert(identity, rows);
        } else {
            self.single.insert(identity, row);
        }
    }

    pub(super) fn remove(&mut self, identity: u64, row: u32) {
        if let Some(rows) = self.several.get_mut(&identity) {
            rows.retain(|known| *known != row);
        } else if self.single.get(&identity) == Some(&row) {
            self.single.remove(&identity);
        }
    }

    /// The rows of an identity that once had several; none of any other.
    pub(super) fn of(&self, identity: u64) -> &[u32] {
        self.several.get(&identity).map_or(&[], Vec::as_slice)
    }

    pub(super) fn repeated(&self) -> Vec<u64> {
        self.several.keys().copied().collect()
    }
}

/// An identity is a hash already.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, identity: u64) {
        self.0 = identity;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_identity_stay_in_order_whatever_comes_and_goes() {
        let mut repeats = Repeats::default();
        for (identity, row) in [(7, 3), (8, 4), (7, 9), (7, 5)] {
            repeats.add(identity, row);
        }
        assert_eq!(repeats.of(7), [3, 5, 9]);
        assert_eq!(repeats.of(8), Vec::<u32>::new());
        repeats.remove(7, 3);
        repeats.remove(8, 4);
        repeats.add(7, 1);
        assert_eq!(repeats.of(7), [1, 5, 9]);
        assert_eq!(repeats.repeated(), [7]);
    }
}
