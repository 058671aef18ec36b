//! What has not gone to IMSS and has a last day.

use api::view::movements::DueView;
use jiff::civil::Date;

use crate::address::{Address, FROM, STATE, TO};
use crate::format::date;
use crate::history::filters::{OLDEST_FIRST, ORDER};
use crate::history::states::PENDING;
use crate::messages::{home as text, lotes as lote_text, movements as words};
use crate::shown::TaskItem;

/// Días hábiles left from which movements that are not sent are urgent.
const SOON: i64 = 2;
/// Last days that are listed one by one, the first ones.
const MOST: usize = 3;

/// Returns what is late, together, and the next last days, each with how many movements it has.
#[must_use]
pub fn due_tasks(groups: &[DueView]) -> Vec<TaskItem> {
    let (late, ahead): (Vec<&DueView>, Vec<&DueView>) =
        groups.iter().partition(|group| group.dias_habiles < 0);
    let count: u64 = late.iter().map(|group| group.count).sum();
    let first = late.first().map(|group| {
        let since = text::late_since(&date::date(group.vence));
        TaskItem::new(text::late_unsent(count), list(&late)).due(since, true)
    });
    let ahead = ahead.into_iter().take(MOST).map(|group| {
        let due = words::due(&date::date(group.vence), Some(group.dias_habiles));
        let soon = group.dias_habiles <= SOON;
        TaskItem::new(text::due_unsent(group.count), list(&[group])).due(lote_text::due(&due), soon)
    });
    first.into_iter().chain(ahead).collect()
}

/// The address of the list of these movements: what is pending, between their first date and their last.
fn list(groups: &[&DueView]) -> String {
    let day = |day: Option<Date>| day.map(date::to_field).unwrap_or_default();
    let from = day(groups.iter().map(|group| group.from).min());
    let to = day(groups.iter().map(|group| group.to).max());
    Address::FIRST_HISTORY.with_query(&[
        (STATE, PENDING),
        (FROM, &from),
        (TO, &to),
        (ORDER, OLDEST_FIRST),
    ])
}

#[cfg(test)]
mod tests {
    use api::view::movements::DueView;
    use jiff::civil::date;

    use super::due_tasks;

    fn group(day: i8, left: i64, count: u64) -> DueView {
        DueView {
            vence: date(2026, 1, day),
            dias_habiles: left,
            from: date(2025, 12, day),
            to: date(2025, 12, day + 1),
            count,
        }
    }

    #[test]
    fn lists_what_is_late_and_then_the_next_days() {
        let groups = [
            group(2, -4, 2),
            group(5, -1, 1),
            group(9, 1, 1),
            group(14, 4, 12),
            group(15, 5, 1),
            group(16, 6, 1),
        ];
        let tasks = due_tasks(&groups);
        let lines: Vec<_> = tasks
            .iter()
            .map(|task| (task.text.as_str(), task.due.as_str(), task.urgent))
            .collect();
        assert_eq!(
            lines,
            [
                (
                    "3 movimientos vencidos sin enviar",
                    "Desde el 02/01/2026",
                    true
                ),
                (
                    "1 movimiento sin enviar",
                    "Vence el 09/01/2026 (queda 1 día hábil)",
                    true
                ),
                (
                    "12 movimientos sin enviar",
                    "Vence el 14/01/2026 (quedan 4 días hábiles)",
                    false
                ),
                (
                    "1 movimiento sin enviar",
                    "Vence el 15/01/2026 (quedan 5 días hábiles)",
                    false
                ),
            ]
        );
        assert_eq!(
            tasks[0].href,
            "/historial/todos?estado=pendiente&desde=2025-12-02&hasta=2025-12-06&orden=viejos"
        );
        assert!(due_tasks(&[]).is_empty());
    }
}
