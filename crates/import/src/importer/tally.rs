//! Counting: how many rows of each sort, and how often each finding was made.

use std::cmp::Reverse;

use import_protocol::{FindingCount, Tally};
use imss::movimiento::TipoMovimiento;

use super::rows::{RowStatus, Rows, State};
use crate::findings::{name_of_bit, plain};

impl Rows {
    /// Counts every row again, a pass over forty bytes each.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally {
            file: self.file.clone(),
            ..Tally::default()
        };
        let mut counts = [0_u32; 128];
        for kept in &self.kept {
            if kept.state == State::Hidden {
                continue;
            }
            tally.rows += 1;
            match self.status(kept) {
                RowStatus::Ready => {
                    tally.ready += 1;
                    let place = match kept.tipo {
                        TipoMovimiento::Reingreso => 0,
                        TipoMovimiento::Modificacion => 1,
                        TipoMovimiento::Baja => 2,
                    };
                    tally.by_tipo[place] += 1;
                    if kept.findings.0 & self.warnings.0 != 0 {
                        tally.warnings += 1;
                    }
                }
                RowStatus::Errors => tally.errors += 1,
                RowStatus::Hidden => continue,
                RowStatus::LeftOut => {
                    tally.left_out += 1;
                    continue;
                }
                RowStatus::Stored => {
                    tally.stored += 1;
                    tally.known += u32::from(kept.state == State::Known);
                    continue;
                }
            }
            for bit in kept.findings.bits() {
                counts[bit as usize] += 1;
            }
        }
        tally.findings = (0_u32..)
            .zip(counts)
            .filter(|(_, rows)| *rows > 0)
            .map(|(bit, rows)| self.count(bit, rows))
            .collect();
        tally
            .findings
            .sort_by_key(|count| (Reverse(count.severity), Reverse(count.rows)));
        tally
    }

    fn count(&self, bit: u32, rows: u32) -> FindingCount {
        let example = self.examples.get(&bit);
        FindingCount {
            code: name_of_bit(bit).to_owned(),
            severity: example.map_or_else(|| plain(bit).0, |one| one.severity),
            field: example.map_or_else(|| plain(bit).1, |one| one.field),
            example: example.map_or_else(|| plain(bit).2.to_owned(), |one| one.message.clone()),
            rows,
        }
    }
}
