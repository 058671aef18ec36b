//! Movements captured, edited, deleted, listed.

mod capturing;
mod states;
mod taking_back;
mod told;

use service::movements::HistoryAsk;

pub(super) fn ask() -> HistoryAsk {
    HistoryAsk {
        limit: 200,
        ..HistoryAsk::default()
    }
}
