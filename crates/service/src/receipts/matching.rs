//! Which movement each row of a file is about: by registro patronal, NSS, type and date.

use std::collections::{BTreeMap, BTreeSet};

use imss::receipt::ReceiptBlock;
use imss::time::mexico_city_date;
use model::limits::RECEIPT_MAX_ROWS_PER_CALL;

use super::elsewhere::origin_of;
use super::error::ReceiptError;
use super::finding::{BlockMatcher, Found, date_of, history};
use super::verdict::{MatchedRow, Matching, Reading, Verdict, WhyNot};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::{LoteId, MovementId};
use crate::records::{LoteRecord, LoteState};

/// Returns what a file would do, without doing it.
///
/// # Errors
///
/// The role does not capture; more rows than one call takes; no such lote.
pub async fn match_reading(
    service: &Service,
    caller: &FullCaller,
    reading: &Reading,
) -> Result<Matching, ReceiptError> {
    caller.must_capture()?;
    let rows: usize = reading.blocks.iter().map(|block| block.rows.len()).sum();
    if rows > RECEIPT_MAX_ROWS_PER_CALL {
        return Err(ReceiptError::TooManyRows);
    }
    let empresa = caller.empresa();
    let mut brought_for = None;
    if let Some(id) = reading.lote {
        let lote = service.store.lote(empresa, id).await?;
        brought_for = Some(lote.ok_or(CommonError::NotFound("ese lote"))?);
    }
    let registros = service.store.registros(empresa).await?;
    let history = history(service, caller, reading).await?;
    let mut matching = Matching::default();
    for (at, block) in reading.blocks.iter().enumerate() {
        let matcher = BlockMatcher::new(block, &registros, brought_for.as_ref(), &history);
        for row in &block.rows {
            let found = matcher.row(row);
            let verdict = settle(service, caller, block, found, &mut matching.lotes).await?;
            matching.rows.push(MatchedRow {
                block: at,
                row: row.clone(),
                verdict,
            });
        }
    }
    known_elsewhere(service, caller, reading, &mut matching).await?;
    one_word_each(&mut matching.rows);
    Ok(matching)
}

/// Whether the lote of a movement takes the result.
async fn settle(
    service: &Service,
    caller: &FullCaller,
    block: &ReceiptBlock,
    found: Found,
    lotes: &mut BTreeMap<LoteId, LoteRecord>,
) -> Result<Verdict, ReceiptError> {
    let empresa = caller.empresa();
    let (movement, id) = match found {
        Found::Not(why) => return Ok(Verdict::Not(why)),
        Found::Nothing(registro) => return Ok(Verdict::Elsewhere(Box::new(registro))),
        Found::Final(movement, status) => {
            let of_receipt = service.store.movement(empresa, movement).await?;
            let same = of_receipt.is_some_and(|movement| movement.state.status() == status);
            return Ok(match same {
                true => Verdict::Known,
                false => Verdict::Not(WhyNot::Contradicts(status)),
            });
        }
        Found::Open(movement, lote) => (movement, lote),
    };
    let lote = match lotes.get(&id) {
        Some(lote) => lote.clone(),
        None => {
            let lote = service.store.lote(empresa, id).await?;
            lote.ok_or(CommonError::NotFound("ese lote"))?
        }
    };
    let status = lote.state.status();
    if let LoteState::Enviando { until, .. } = lote.state
        && service.now() < until
    {
        return Ok(Verdict::Not(WhyNot::BeingSent));
    }
    if !status.takes_results() && !status.may_be_filed_by_hand() {
        return Ok(Verdict::Not(WhyNot::NoMovement));
    }
    if is_older(block, &lote) {
        return Ok(Verdict::Not(WhyNot::BeforeLote));
    }
    let movement = service.store.movement(empresa, movement).await?;
    let movement = movement.ok_or(CommonError::NotFound("ese movimiento"))?;
    lotes.insert(id, lote);
    Ok(Verdict::Settles(Box::new(movement)))
}

/// Whether IMSS received what a block is about on a day before the lote was prepared.
fn is_older(block: &ReceiptBlock, lote: &LoteRecord) -> bool {
    let day = block.fecha.split_whitespace().next().unwrap_or_default();
    date_of(day).is_some_and(|day| day < mexico_city_date(lote.created_at))
}

/// What became history from an earlier file is known.
async fn known_elsewhere(
    service: &Service,
    caller: &FullCaller,
    reading: &Reading,
    matching: &mut Matching,
) -> Result<(), ReceiptError> {
    let mut asked = Vec::new();
    for (at, one) in matching.rows.iter().enumerate() {
        if let Verdict::Elsewhere(registro) = &one.verdict {
            asked.push((
                at,
                origin_of(registro, &reading.blocks[one.block], &one.row),
            ));
        }
    }
    let digests: Vec<_> = asked.iter().map(|(_, digest)| *digest).collect();
    let held = service.store.imported(caller.empresa(), &digests).await?;
    let held: BTreeSet<_> = held
        .into_iter()
        .filter_map(|movement| movement.origin)
        .collect();
    let mut seen = BTreeSet::new();
    for (at, digest) in asked {
        if held.contains(&digest) || !seen.insert(digest) {
            matching.rows[at].verdict = Verdict::Known;
        }
    }
    Ok(())
}

/// Two rows of one movement: where they agree the first counts, otherwise neither.
fn one_word_each(rows: &mut [MatchedRow]) {
    let mut by_movement: BTreeMap<MovementId, Vec<usize>> = BTreeMap::new();
    for (at, one) in rows.iter().enumerate() {
        if let Verdict::Settles(movement) = &one.verdict {
            by_movement.entry(movement.id).or_default().push(at);
        }
    }
    for places in by_movement.into_values().filter(|places| places.len() > 1) {
        let first = rows[places[0]].row.outcome.clone();
        let agree = places.iter().all(|at| rows[*at].row.outcome == first);
        for (nth, at) in places.into_iter().enumerate() {
            match (agree, nth) {
                (true, 0) => {}
                (true, _) => rows[at].verdict = Verdict::Known,
                (false, _) => rows[at].verdict = Verdict::Not(WhyNot::Twice),
            }
        }
    }
}
