//! The search of a reader who is not shown CURPs: no word finds a movement by its CURP.
//!
//! The look-ups hold each movement's CURP among the words that are searched, and even an empty page would
//! tell by its cursor that something was found. So rows are read without words, and compared here.

use super::error::MovementError;
use crate::Service;
use crate::ids::MovementId;
use crate::records::MovementRecord;
use crate::store::{HistoryCursor, HistoryQuery, SearchText, search_words};

/// The most pages of rows that one call looks through; the next call goes on where it stopped.
const MOST_PAGES: usize = 20;
/// Rows looked through at once.
const ROWS: u32 = 200;

/// Returns movements that hold every word of the question, and where to go on, whether any was found or
/// not.
pub(super) async fn page(
    service: &Service,
    mut query: HistoryQuery,
) -> Result<(Vec<MovementRecord>, Option<HistoryCursor>), MovementError> {
    let words = std::mem::take(&mut query.texto);
    let wanted = query.limit as usize;
    query.limit = ROWS;
    let mut found = Vec::new();
    for _ in 0..MOST_PAGES {
        let page = service.store.history(&query).await?;
        let ids: Vec<MovementId> = page.rows.iter().map(|row| row.id).collect();
        let movements = service.store.movements(query.empresa, &ids).await?;
        found.extend(movements.into_iter().filter(|one| holds(one, &words)));
        query.cursor = page.next;
        if page.next.is_none() || found.len() >= wanted {
            break;
        }
    }
    Ok((found, query.cursor))
}

/// Whether every word begins one of what is shown of a movement.
fn holds(movement: &MovementRecord, words: &SearchText) -> bool {
    let draft = movement.draft();
    let shown = [
        &draft.paterno,
        &draft.materno,
        &draft.nombre,
        &draft.nss,
        &draft.clave,
    ];
    let known: Vec<String> = shown
        .into_iter()
        .flat_map(|text| search_words(text))
        .collect();
    words.is_found_in(known.iter().map(String::as_str))
}
