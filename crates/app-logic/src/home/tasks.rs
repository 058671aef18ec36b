//! "Por hacer".

use api::view::lotes::LoteView;
use api::view::movements::{DueView, MovementCounts};
use model::MovementStatus;

use super::due::due_tasks;
use super::urgent::{lote_task, urgent};
use super::waiting::Waiting;
use crate::address::{Address, movements_in_state};
use crate::history::filters::UNCORRECTED_ADDRESS;
use crate::lotes::waits_for::{OpenFilter, WaitsFor};
use crate::messages::{home as text, lotes as lote_text};
use crate::shown::TaskItem;

/// Returns what waits for the person: lotes that cannot wait one by one, movements that are not sent by
/// their last days, then the other lotes and the movements counted, and last what comes around with the
/// calendar. `signs`: whether the person may sign at all.
#[must_use]
pub fn tasks(
    lotes: &[LoteView],
    signs: bool,
    counts: &MovementCounts,
    due: &[DueView],
    occasions: impl IntoIterator<Item = TaskItem>,
) -> Vec<TaskItem> {
    let urgent = urgent(lotes);
    let others = lotes
        .iter()
        .filter(|lote| urgent.iter().all(|one| one.id != lote.id));
    let waiting = Waiting::of(others, signs);
    let urgent = urgent.into_iter().map(lote_task).collect::<Vec<_>>();
    urgent
        .into_iter()
        .chain(due_tasks(due))
        .chain(counted(waiting, counts))
        .chain(occasions)
        .collect()
}

fn counted(waiting: Waiting, counts: &MovementCounts) -> impl Iterator<Item = TaskItem> {
    let by_lote = [
        (
            waiting.in_doubt,
            text::in_doubt(waiting.in_doubt),
            WaitsFor::Doubt,
        ),
        (
            waiting.refused,
            text::refused(waiting.refused),
            WaitsFor::Refusal,
        ),
        (
            waiting.unsent,
            text::unsent(waiting.unsent),
            WaitsFor::Sending,
        ),
        (
            waiting.to_approve,
            text::to_approve(waiting.to_approve),
            WaitsFor::Approval,
        ),
        (
            waiting.to_sign,
            text::to_sign(waiting.to_sign),
            WaitsFor::Signature,
        ),
        (
            waiting.to_confirm,
            text::to_confirm(waiting.to_confirm),
            WaitsFor::Confirmation,
        ),
        (
            waiting.by_hand,
            text::by_hand(waiting.by_hand),
            WaitsFor::ByHand,
        ),
        (
            waiting.with_others,
            lote_text::waits_for_others(waiting.with_others),
            WaitsFor::Others,
        ),
    ];
    let movements = [
        (
            counts.sin_corregir,
            text::uncorrected(counts.sin_corregir),
            UNCORRECTED_ADDRESS.to_owned(),
        ),
        (
            counts.listos,
            text::ready(counts.listos),
            Address::Lotes.href(),
        ),
        (
            counts.borradores,
            text::drafts(counts.borradores),
            movements_in_state(MovementStatus::Borrador),
        ),
    ];
    let by_lote = by_lote
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, sentence, waits)| TaskItem::new(sentence, OpenFilter::For(waits).href()));
    let movements = movements
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, sentence, href)| TaskItem::new(sentence, href));
    by_lote.chain(movements)
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, SecondPair};
    use api::view::movements::MovementCounts;
    use jiff::civil::date;

    use super::tasks;
    use crate::lotes::testing::{lote, sent};
    use crate::shown::TaskItem;

    #[test]
    fn lists_nothing_where_nothing_is_due() {
        let done = MovementCounts {
            operados: 900,
            rechazados: 3,
            ..MovementCounts::default()
        };
        assert!(tasks(&[], true, &done, &[], []).is_empty());
    }

    #[test]
    fn lists_urgent_lotes_before_what_is_counted() {
        let mut refused = lote(LoteState::Rechazado {
            reason: "no".to_owned(),
        });
        refused.vence = Some(date(2026, 1, 12));
        refused.dias_habiles = Some(2);
        let mut theirs = lote(LoteState::Preparado);
        "theirs".clone_into(&mut theirs.id);
        theirs.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned()],
        });
        let mut waiting = sent(true);
        "sent".clone_into(&mut waiting.id);
        let counts = MovementCounts {
            borradores: 1,
            rechazados: 9,
            sin_corregir: 2,
            ..MovementCounts::default()
        };
        let occasion = TaskItem::new("Tope de 25 UMA", "/asistentes/tope");
        let all = [theirs, waiting, refused];
        let items = tasks(&all, true, &counts, &[], [occasion]);
        let sentences: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
        assert_eq!(
            sentences,
            [
                "Lote 1, 1 reingreso de León: IDSE lo rechazó",
                "1 lote por aprobar: revísalo y fírmalo",
                "1 lote por confirmar: firma para consultar",
                "2 movimientos rechazados por corregir",
                "1 borrador por terminar",
                "Tope de 25 UMA"
            ]
        );
        assert!(items[0].urgent);
        assert_eq!(items[1].href, "/lotes?espera=aprobacion");
        assert_eq!(items[2].href, "/lotes?espera=confirmacion");
    }
}
