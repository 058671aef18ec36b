//! Movements captured, edited, deleted, listed.

mod capturing;
mod deadlines_and_counts;
mod searching;
mod states;
mod taking_back;

use service::movements::HistoryAsk;

pub(super) fn ask() -> HistoryAsk {
    HistoryAsk {
        limit: 200,
        ..HistoryAsk::default()
    }
}
