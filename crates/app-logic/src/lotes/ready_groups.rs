//! Movements that wait for a lote, grouped as the server will group them.

use api::view::movements::MovementView;
use imss::movimiento::TipoMovimiento;
use jiff::civil::Date;
use model::{CompanySettings, Composition};

use crate::movement::form_address::slug;

/// How the company composes its lotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoteComposition {
    /// What one lote holds.
    pub composition: Composition,
    /// The most movements of one lote.
    pub most: u32,
}

impl LoteComposition {
    /// Returns what the company has set.
    #[must_use]
    pub fn of(settings: &CompanySettings) -> Self {
        Self {
            composition: settings.composition,
            most: settings.max_per_lote,
        }
    }
}

/// Movements that become one lote, or several where one lote cannot hold them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyGroup {
    /// Names the group on the page.
    pub key: String,
    /// Number of the registro patronal.
    pub numero: String,
    /// 08, 07 or 02.
    pub tipo: TipoMovimiento,
    /// The date of all of them, where the company keeps dates apart.
    pub fecha: Option<Date>,
    /// The earliest last day to file one of them in time.
    pub vence: Option<Date>,
    /// Días hábiles until then.
    pub dias_habiles: Option<i64>,
    /// Ids of the movements.
    pub movements: Vec<String>,
}

/// The movements that wait for a lote, grouped as the server will, the most urgent group first.
#[must_use]
pub fn groups(movements: &[MovementView], company: &LoteComposition) -> Vec<ReadyGroup> {
    let mut groups: Vec<ReadyGroup> = Vec::new();
    for movement in movements.iter().filter(|one| one.lote.is_none()) {
        let fecha = match company.composition {
            Composition::PorTipo => None,
            Composition::PorTipoYFecha => movement.fecha,
        };
        let day = fecha.map(|fecha| format!("-{fecha}")).unwrap_or_default();
        let key = format!("{}-{}{day}", movement.registro, slug(movement.tipo));
        let group = match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group,
            None => {
                groups.push(ReadyGroup {
                    key,
                    numero: movement.numero.clone(),
                    tipo: movement.tipo,
                    fecha,
                    vence: None,
                    dias_habiles: None,
                    movements: Vec::new(),
                });
                let Some(group) = groups.last_mut() else {
                    continue;
                };
                group
            }
        };
        group.movements.push(movement.id.clone());
        group.vence = [group.vence, movement.vence].into_iter().flatten().min();
        let days = [group.dias_habiles, movement.dias_habiles];
        group.dias_habiles = days.into_iter().flatten().min();
    }
    groups.sort_by(|one, other| urgency(one).cmp(&urgency(other)));
    groups
}

fn urgency(group: &ReadyGroup) -> (bool, Option<Date>, &str, &str) {
    (
        group.vence.is_none(),
        group.vence,
        &group.numero,
        &group.key,
    )
}

/// Keeps the groups that the person marked when the list is loaded again; new ones come marked.
pub fn keep_choice(chosen: &mut Vec<String>, before: &[String], now: &[String]) {
    chosen.retain(|key| now.contains(key));
    chosen.extend(now.iter().filter(|key| !before.contains(key)).cloned());
}

/// How many lotes the chosen groups become.
#[must_use]
pub fn count_lotes(groups: &[ReadyGroup], chosen: &[String], company: &LoteComposition) -> usize {
    let most = usize::try_from(company.most).unwrap_or(usize::MAX).max(1);
    groups
        .iter()
        .filter(|group| chosen.contains(&group.key))
        .map(|group| group.movements.len().div_ceil(most))
        .sum()
}

/// Ids of the movements in the chosen groups.
#[must_use]
pub fn chosen_movements(groups: &[ReadyGroup], chosen: &[String]) -> Vec<String> {
    groups
        .iter()
        .filter(|group| chosen.contains(&group.key))
        .flat_map(|group| group.movements.iter().cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::movements::{LoteRef, MovementView};
    use jiff::civil::date;
    use model::Composition;

    use super::{LoteComposition, chosen_movements, count_lotes, groups, keep_choice};
    use crate::lotes::testing::{BAJA, REINGRESO, movement};

    fn waiting(record: &str, registro: &str, id: &str) -> MovementView {
        let mut one = movement(record);
        registro.clone_into(&mut one.registro);
        registro.clone_into(&mut one.numero);
        id.clone_into(&mut one.id);
        one
    }

    fn company(composition: Composition, most: u32) -> LoteComposition {
        LoteComposition { composition, most }
    }

    #[test]
    fn groups_by_registro_and_type_most_urgent_first() {
        let mut urgent = waiting(BAJA, "r2", "c");
        urgent.vence = Some(date(2026, 1, 9));
        let mut placed = waiting(BAJA, "r2", "in a lote");
        placed.lote = Some(LoteRef {
            id: "1".to_owned(),
            numero: 1,
        });
        let all = [
            waiting(REINGRESO, "r1", "a"),
            waiting(REINGRESO, "r1", "b"),
            urgent,
            placed,
        ];
        let groups = groups(&all, &company(Composition::PorTipo, 5_000));
        let ids: Vec<_> = groups.iter().map(|group| group.movements.clone()).collect();
        assert_eq!(ids, [vec!["c"], vec!["a", "b"]]);
        let chosen = [groups[1].key.clone()];
        assert_eq!(chosen_movements(&groups, &chosen), ["a", "b"]);
    }

    #[test]
    fn groups_by_date_where_the_company_wants_it() {
        let dated = |id: &str, day| {
            let mut one = waiting(BAJA, "r1", id);
            one.fecha = Some(date(2026, 1, day));
            one
        };
        let all = [dated("a", 14), dated("b", 15), dated("c", 15)];
        let by_type = groups(&all, &company(Composition::PorTipo, 2));
        assert_eq!(by_type.len(), 1);
        let chosen = [by_type[0].key.clone()];
        assert_eq!(
            count_lotes(&by_type, &chosen, &company(Composition::PorTipo, 2)),
            2
        );
        let by_date = groups(&all, &company(Composition::PorTipoYFecha, 5_000));
        let days: Vec<_> = by_date.iter().map(|group| group.fecha).collect();
        assert_eq!(days, [Some(date(2026, 1, 14)), Some(date(2026, 1, 15))]);
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
