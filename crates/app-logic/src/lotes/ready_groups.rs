//! Movements that wait for a lote: which groups are chosen, and what they become.

use api::view::lotes::{ReadyGroup, ReadyLotes};

use crate::address::type_slug;
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::shown::Choice;

/// Returns the name of a group on the page; the same group has the same name when it is loaded again.
#[must_use]
pub fn key(group: &ReadyGroup) -> String {
    let day = group.fecha.map(|fecha| format!("-{fecha}"));
    format!(
        "{}-{}{}",
        group.registro,
        type_slug(group.tipo),
        day.unwrap_or_default()
    )
}

/// Returns a group as one of the choices: what it holds, and until when.
#[must_use]
pub fn choice(group: &ReadyGroup) -> Choice {
    let count = u64::try_from(group.movements.len()).unwrap_or(u64::MAX);
    let what = words::tipo_plural(group.tipo, count);
    let registro = words::registro(&group.numero, &group.lugar, "");
    let holds = match group.fecha {
        None => text::holds(&what, &registro),
        Some(fecha) => text::holds_of(&what, &registro, &date::date(fecha)),
    };
    let due = group
        .vence
        .map(|vence| text::due(&words::due(&date::date(vence), group.dias_habiles)));
    Choice::new(key(group), holds).help(due.unwrap_or_default())
}

/// Keeps the groups that the person marked when the list is loaded again; new ones come marked.
pub fn keep_choice(chosen: &mut Vec<String>, before: &[String], now: &[String]) {
    chosen.retain(|key| now.contains(key));
    chosen.extend(now.iter().filter(|key| !before.contains(key)).cloned());
}

/// Returns how many lotes the chosen groups become.
#[must_use]
pub fn count_lotes(ready: &ReadyLotes, chosen: &[String]) -> usize {
    let most = usize::try_from(ready.max_per_lote).unwrap_or(usize::MAX);
    let most = most.max(1);
    chosen_groups(ready, chosen)
        .map(|group| group.movements.len().div_ceil(most))
        .sum()
}

/// Ids of the movements in the chosen groups.
#[must_use]
pub fn chosen_movements(ready: &ReadyLotes, chosen: &[String]) -> Vec<String> {
    chosen_groups(ready, chosen)
        .flat_map(|group| group.movements.iter().cloned())
        .collect()
}

fn chosen_groups<'a>(
    ready: &'a ReadyLotes,
    chosen: &'a [String],
) -> impl Iterator<Item = &'a ReadyGroup> {
    let groups = ready.groups.iter();
    groups.filter(|group| chosen.contains(&key(group)))
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{ReadyGroup, ReadyLotes};
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::{Date, date};
    use model::Composition;

    use super::{choice, chosen_movements, count_lotes, keep_choice, key};

    fn group(tipo: TipoMovimiento, fecha: Option<Date>, movements: &[&str]) -> ReadyGroup {
        ReadyGroup {
            registro: "r1".to_owned(),
            numero: "Y6087828106".to_owned(),
            lugar: "León".to_owned(),
            tipo,
            fecha,
            vence: Some(date(2026, 1, 22)),
            dias_habiles: Some(3),
            movements: movements.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    fn ready(groups: Vec<ReadyGroup>, max_per_lote: u32) -> ReadyLotes {
        ReadyLotes {
            groups,
            cut: false,
            composition: Composition::PorTipo,
            max_per_lote,
        }
    }

    #[test]
    fn names_each_group_by_registro_type_and_date() {
        let baja = group(TipoMovimiento::Baja, None, &["a"]);
        assert_eq!(key(&baja), "r1-baja");
        let dated = group(TipoMovimiento::Baja, Some(date(2026, 1, 15)), &["a"]);
        assert_eq!(key(&dated), "r1-baja-2026-01-15");
    }

    #[test]
    fn shows_what_a_group_holds_with_its_place_and_deadline() {
        let shown = choice(&group(TipoMovimiento::Baja, None, &["a", "b"]));
        assert_eq!(shown.label, "2 bajas de Y6087828106 · León");
        assert!(shown.help.contains("22/01/2026"), "{}", shown.help);
    }

    #[test]
    fn a_large_group_becomes_several_lotes() {
        let all = ready(
            vec![
                group(TipoMovimiento::Baja, None, &["a", "b", "c"]),
                group(TipoMovimiento::Reingreso, None, &["d"]),
            ],
            2,
        );
        let both = ["r1-baja".to_owned(), "r1-reingreso".to_owned()];
        assert_eq!(count_lotes(&all, &both), 3);
        assert_eq!(count_lotes(&all, &both[1..]), 1);
        assert_eq!(chosen_movements(&all, &both[..1]), ["a", "b", "c"]);
    }

    #[test]
    fn keeps_unmarked_groups_and_marks_new_ones() {
        let (before, now) = (
            ["a".to_owned(), "b".to_owned()],
            ["a".to_owned(), "b".to_owned(), "c".to_owned()],
        );
        let mut chosen = vec!["a".to_owned()];
        keep_choice(&mut chosen, &before, &now);
        assert_eq!(chosen, ["a", "c"]);
        keep_choice(&mut chosen, &now, &["c".to_owned()]);
        assert_eq!(chosen, ["c"]);
    }
}
