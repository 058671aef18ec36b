//! What of the history a reader reaches: the dates and states that a consult link shows.

use model::MovementStatus;

use crate::records::{Shown, is_filed};
use crate::store::HistoryQuery;

/// Returns the question within what the reader is shown. It names no registro patronal where nothing can
/// answer it.
pub(super) fn narrowed(shown: &Shown, mut query: HistoryQuery) -> HistoryQuery {
    query.from = query.from.max(shown.from);
    query.to = match (query.to, shown.to) {
        (Some(asked), Some(shown)) => Some(asked.min(shown)),
        (asked, shown) => asked.or(shown),
    };
    if !shown.drafts {
        if query.estados.is_empty() {
            query.estados.extend(MovementStatus::ALL);
        }
        query.estados.retain(|estado| is_filed(*estado));
        // An empty set would mean every state.
        if query.estados.is_empty() {
            query.registros.clear();
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use model::MovementStatus;

    use super::narrowed;
    use crate::records::Shown;
    use crate::store::HistoryQuery;
    use crate::suite::Build;

    fn query() -> HistoryQuery {
        let build = Build::default();
        let empresa = build.empresa();
        let registro = build.registro(empresa.id);
        HistoryQuery::of(empresa.id, vec![registro.id], 10)
    }

    #[test]
    fn asking_for_more_dates_does_not_widen_what_is_shown() {
        let shown = Shown {
            from: Some(date(2026, 1, 1)),
            to: Some(date(2026, 1, 31)),
            ..Shown::EVERYTHING
        };
        let ask = |from, to| {
            let asked = HistoryQuery {
                from,
                to,
                ..query()
            };
            let narrowed = narrowed(&shown, asked);
            (narrowed.from, narrowed.to)
        };
        let whole = (shown.from, shown.to);
        assert_eq!(ask(None, None), whole);
        assert_eq!(ask(Some(date(2020, 1, 1)), Some(date(2030, 1, 1))), whole);
        let inside = (Some(date(2026, 1, 10)), Some(date(2026, 1, 12)));
        assert_eq!(ask(inside.0, inside.1), inside);
    }

    #[test]
    fn without_drafts_no_state_before_the_signature_is_asked_for() {
        let shown = Shown {
            drafts: false,
            ..Shown::EVERYTHING
        };
        let ask = |estados: &[MovementStatus]| {
            let asked = HistoryQuery {
                estados: BTreeSet::from_iter(estados.iter().copied()),
                ..query()
            };
            narrowed(&shown, asked)
        };
        let drafts = ask(&[MovementStatus::Borrador, MovementStatus::Listo]);
        assert!(
            drafts.registros.is_empty(),
            "an empty set of states is every state"
        );
        let all = ask(&[]).estados;
        assert!(all.contains(&MovementStatus::Firmado));
        assert!(!all.contains(&MovementStatus::Listo));
    }
}
