//! Deleted movements that were restored, and why others were not.

use api::view::movements::RestoredOne;

/// What came of restoring movements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many are as they were.
    pub back: usize,
    /// How many stay deleted.
    pub refused: usize,
    /// Why, each reason once.
    pub reasons: Vec<String>,
}

impl Restored {
    /// Adds the answers of a call.
    pub fn add(&mut self, answers: Vec<RestoredOne>) {
        for answer in answers {
            match answer {
                RestoredOne::Restored { .. } => self.back += 1,
                RestoredOne::Failed { error, .. } => {
                    self.refused += 1;
                    if !self.reasons.contains(&error.message) {
                        self.reasons.push(error.message);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::view::movements::RestoredOne;

    use super::Restored;

    #[test]
    fn counts_what_is_back_and_gives_each_reason_once() {
        let failed = |id: &str| RestoredOne::Failed {
            id: id.to_owned(),
            error: ApiError::new("imported", "Se volvió a importar."),
        };
        let back = RestoredOne::Restored {
            id: "a".to_owned(),
            version: 2,
        };
        let mut restored = Restored::default();
        restored.add(vec![back, failed("b")]);
        restored.add(vec![failed("c")]);
        let expected = Restored {
            back: 1,
            refused: 2,
            reasons: vec!["Se volvió a importar.".to_owned()],
        };
        assert_eq!(restored, expected);
    }
}
