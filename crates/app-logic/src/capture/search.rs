//! The keyboard in the search of a trabajador: where the arrows and Enter lead.

const ID: &str = "coincide-";

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the next match.
    Down,
    /// To the match before, or back to the search.
    Up,
    /// Picks.
    Pick,
}

/// Returns what a key does, by its name in a keyboard event.
pub fn move_of(key: &str) -> Option<Move> {
    match key {
        "ArrowDown" => Some(Move::Down),
        "ArrowUp" => Some(Move::Up),
        "Enter" => Some(Move::Pick),
        _ => None,
    }
}

/// Returns the id of the match at a place, from 0.
pub fn id_of(place: usize) -> String {
    format!("{ID}{place}")
}

/// Returns the id of the first match.
pub fn first_id() -> &'static str {
    "coincide-0"
}

/// Returns where an element of the search is: `Some(None)` for the search field, `Some(Some(place))` for
/// a match, `None` for anything else.
pub fn place_of(id: &str, field: &str) -> Option<Option<usize>> {
    if id == field {
        return Some(None);
    }
    let place = id.strip_prefix(ID)?.parse().ok()?;
    Some(Some(place))
}

/// Returns the place that an arrow leads to among `count` matches; `None` is the search field.
pub fn next_place(at: Option<usize>, action: Move, count: usize) -> Option<usize> {
    match (action, at) {
        (Move::Down, None) => (count > 0).then_some(0),
        (Move::Down, Some(place)) => Some((place + 1).min(count.saturating_sub(1))),
        (Move::Up, Some(place)) => place.checked_sub(1),
        (Move::Up | Move::Pick, at) => at,
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, first_id, id_of, next_place, place_of};

    #[test]
    fn arrows_move_between_search_and_matches() {
        assert_eq!(next_place(None, Move::Down, 3), Some(0));
        assert_eq!(next_place(None, Move::Down, 0), None);
        assert_eq!(next_place(Some(0), Move::Down, 3), Some(1));
        assert_eq!(next_place(Some(2), Move::Down, 3), Some(2));
        assert_eq!(next_place(Some(1), Move::Up, 3), Some(0));
        assert_eq!(next_place(Some(0), Move::Up, 3), None);
    }

    #[test]
    fn finds_place_by_id() {
        assert_eq!(first_id(), id_of(0));
        assert_eq!(place_of(&id_of(4), "buscar"), Some(Some(4)));
        assert_eq!(place_of("buscar", "buscar"), Some(None));
        assert_eq!(place_of("nss", "buscar"), None);
    }
}
