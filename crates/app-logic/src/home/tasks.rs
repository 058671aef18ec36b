//! "Por hacer".

use api::view::movements::MovementCounts;

use super::waiting::Waiting;
use crate::messages::{home as text, lotes};
use crate::shown::TaskItem;

/// What waits for the person, the most urgent first; what comes around with the calendar is last.
#[must_use]
pub fn tasks(
    waiting: Waiting,
    counts: &MovementCounts,
    occasions: impl IntoIterator<Item = TaskItem>,
) -> Vec<TaskItem> {
    const LOTES: &str = "/lotes";
    let by_lote = [
        (waiting.in_doubt, text::in_doubt(waiting.in_doubt)),
        (waiting.to_approve, text::to_approve(waiting.to_approve)),
        (waiting.to_sign, text::to_sign(waiting.to_sign)),
        (waiting.to_confirm, text::to_confirm(waiting.to_confirm)),
        (
            waiting.with_others,
            lotes::waits_for_others(waiting.with_others),
        ),
    ];
    let movements = [
        (counts.listos, text::ready(counts.listos), LOTES),
        (
            counts.borradores,
            text::drafts(counts.borradores),
            "/historial/todos?estado=borrador",
        ),
    ];
    let by_lote = by_lote
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, sentence)| TaskItem::new(sentence, LOTES));
    let movements = movements
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, sentence, href)| TaskItem::new(sentence, href));
    by_lote.chain(movements).chain(occasions).collect()
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementCounts;

    use super::tasks;
    use crate::home::waiting::Waiting;
    use crate::shown::TaskItem;

    #[test]
    fn lists_nothing_where_nothing_is_due() {
        let done = MovementCounts {
            operados: 900,
            rechazados: 3,
            ..MovementCounts::default()
        };
        assert!(tasks(Waiting::default(), &done, []).is_empty());
    }

    #[test]
    fn a_lote_in_doubt_comes_first() {
        let waiting = Waiting {
            to_sign: 2,
            to_approve: 3,
            in_doubt: 1,
            ..Waiting::default()
        };
        let counts = MovementCounts {
            borradores: 1,
            ..MovementCounts::default()
        };
        let occasion = TaskItem::new("Tope de 25 UMA", "/asistentes/tope");
        let items = tasks(waiting, &counts, [occasion]);
        let sentences: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
        assert_eq!(
            sentences,
            [
                "1 lote dudoso: decide si IDSE lo recibió",
                "3 lotes por aprobar: revísalos y fírmalos",
                "2 lotes por firmar",
                "1 borrador por terminar",
                "Tope de 25 UMA"
            ]
        );
    }
}
