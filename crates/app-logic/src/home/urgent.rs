//! Lotes that cannot wait, each with its date.

use api::view::lotes::{LoteState, LoteView};

use crate::address::Address;
use crate::lotes::deadline::{due, is_pressing};
use crate::messages::{home as text, lotes as lote_text, movements as words};
use crate::shown::TaskItem;

/// Días hábiles left from which a lote that is only prepared is urgent.
const SOON: i64 = 2;
/// Lotes listed one by one; the others are counted.
const MOST: usize = 6;

/// Returns the lotes that cannot wait, the first to be late before the others: refused as a whole, in
/// doubt, signed and not on their way, or prepared with two días hábiles left or fewer.
#[must_use]
pub fn urgent(lotes: &[LoteView]) -> Vec<&LoteView> {
    let mut urgent: Vec<&LoteView> = lotes.iter().filter(|lote| is_urgent(lote)).collect();
    urgent.sort_by_key(|lote| (lote.vence.is_none(), lote.vence, lote.numero));
    urgent.truncate(MOST);
    urgent
}

fn is_urgent(lote: &LoteView) -> bool {
    match lote.estado {
        LoteState::Rechazado { .. } | LoteState::Dudoso { .. } => true,
        LoteState::Firmado { .. } => !lote.goes_out(),
        LoteState::Preparado | LoteState::PorFuera { .. } => is_soon(lote),
        LoteState::Enviado { .. } | LoteState::Procesado { .. } | LoteState::Cancelado => false,
    }
}

/// Whether a lote is late, or soon will be.
fn is_soon(lote: &LoteView) -> bool {
    is_pressing(&lote.estado) && lote.dias_habiles.is_some_and(|left| left <= SOON)
}

/// Returns a lote as a thing to do, with its date.
#[must_use]
pub fn lote_task(lote: &LoteView) -> TaskItem {
    let what = words::tipo_plural(lote.tipo, u64::from(lote.movimientos));
    let place = words::place(&lote.lugar, &lote.numero_registro);
    let sentence = match lote.estado {
        LoteState::Rechazado { .. } => text::lote_refused,
        LoteState::Firmado { .. } => text::lote_unsent,
        LoteState::Dudoso { .. } => text::lote_in_doubt,
        LoteState::PorFuera { .. } => text::lote_by_hand,
        _ => text::lote_to_sign,
    };
    let due = due(lote)
        .map(|due| lote_text::due(&due))
        .unwrap_or_default();
    TaskItem::new(
        sentence(lote.numero, &what, place),
        Address::Lote {
            id: lote.id.clone(),
        },
    )
    .due(due, is_soon(lote))
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, LoteView};
    use jiff::civil::date;

    use super::{lote_task, urgent};
    use crate::lotes::testing::{lote, sent};

    fn due_in(mut lote: LoteView, id: &str, left: i64) -> LoteView {
        id.clone_into(&mut lote.id);
        lote.dias_habiles = Some(left);
        let day = i8::try_from(10 + left).unwrap();
        lote.vence = Some(date(2026, 1, day));
        lote
    }

    #[test]
    fn lists_what_cannot_wait_by_its_deadline() {
        let refused = lote(LoteState::Rechazado {
            reason: "no".to_owned(),
        });
        let signed = lote(LoteState::Firmado { waiting: None });
        let all = [
            due_in(sent(true), "sent", 1),
            due_in(lote(LoteState::Preparado), "next week", 5),
            due_in(signed, "signed and unsent", 4),
            due_in(refused, "refused", 2),
            due_in(lote(LoteState::Preparado), "overdue", -1),
        ];
        let ids: Vec<_> = urgent(&all)
            .into_iter()
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(ids, ["overdue", "refused", "signed and unsent"]);
    }

    #[test]
    fn says_what_is_due_and_when() {
        let refused = lote(LoteState::Rechazado {
            reason: "no".to_owned(),
        });
        let task = lote_task(&due_in(refused, "l1", 2));
        assert_eq!(task.text, "Lote 1, 1 reingreso de León: IDSE lo rechazó");
        assert_eq!(task.due, "Vence el 12/01/2026 (quedan 2 días hábiles)");
        assert!(task.urgent);
        assert_eq!(task.href, "/lotes/l1");
    }
}
