//! Which lotes are open and which movements wait for one, in the order a person needs them.

use std::cmp::Reverse;

use api::view::lotes::{LoteStatus, LoteView};
use api::view::movements::MovementView;
use api::view::settings::Settings;
use imss::movimiento::TipoMovimiento;
use jiff::civil::Date;

use crate::pages::lotes::rules::Asks;
use crate::pages::movement::slug;

/// How the company makes its lotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Making {
    pub(super) composition: Composition,
    /// The most movements of one.
    pub(super) most: u32,
}

impl Making {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            composition: settings.composition,
            most: settings.max_per_lote,
        }
    }
}

/// Movements that become one lote, or several where they are more than one takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Names the group on the page.
    pub(super) key: String,
    pub(super) numero: String,
    pub(super) tipo: TipoMovimiento,
    /// The date of all of them, where the company keeps dates apart.
    pub(super) fecha: Option<Date>,
    /// The first day on which one of them is late, less one.
    pub(super) vence: Option<Date>,
    /// Días hábiles until then.
    pub(super) dias_habiles: Option<i64>,
    /// Ids of the movements.
    pub(super) movements: Vec<String>,
}

/// The movements that wait for a lote, grouped as the server will, the most urgent group first.
pub(super) fn groups(movements: &[MovementView], making: &Making) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for movement in movements.iter().filter(|one| one.lote.is_none()) {
        let fecha = match making.composition {
            Composition::PorTipo => None,
            Composition::PorTipoYFecha => movement.fecha,
        };
        let day = fecha.map(|fecha| format!("-{fecha}")).unwrap_or_default();
        let key = format!("{}-{}{day}", movement.registro, slug(movement.tipo));
        let group = match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group,
            None => {
                groups.push(Group {
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

fn urgency(group: &Group) -> (bool, Option<Date>, &str, &str) {
    (
        group.vence.is_none(),
        group.vence,
        &group.numero,
        &group.key,
    )
}

/// Groups stay as the person marked them when the list is loaded again; new ones come marked.
pub(super) fn adopt(chosen: &mut Vec<String>, before: &[String], now: &[String]) {
    chosen.retain(|key| now.contains(key));
    chosen.extend(now.iter().filter(|key| !before.contains(key)).cloned());
}

/// How many lotes the chosen groups become.
pub(super) fn lotes_of(groups: &[Group], chosen: &[String], making: &Making) -> usize {
    let most = usize::try_from(making.most).unwrap_or(usize::MAX).max(1);
    groups
        .iter()
        .filter(|group| chosen.contains(&group.key))
        .map(|group| group.movements.len().div_ceil(most))
        .sum()
}

/// The ids to prepare.
pub(super) fn wanted(groups: &[Group], chosen: &[String]) -> Vec<String> {
    groups
        .iter()
        .filter(|group| chosen.contains(&group.key))
        .flat_map(|group| group.movements.iter().cloned())
        .collect()
}

/// Open lotes, the first to be late before the others; what IMSS has already is not late any more.
pub(super) fn in_order(mut lotes: Vec<LoteView>) -> Vec<LoteView> {
    lotes.sort_by_key(|lote| {
        let with_imss = matches!(lote.estado, LoteStatus::Enviado { .. });
        (
            with_imss,
            lote.vence.is_none(),
            lote.vence,
            Reverse(lote.numero),
        )
    });
    lotes
}

/// What stands to be signed: how many lotes, movements and registros patronales, and until when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ToSign {
    pub(super) lotes: usize,
    pub(super) movements: u64,
    pub(super) registros: usize,
    pub(super) vence: Option<Date>,
    /// Días hábiles until then.
    pub(super) dias_habiles: Option<i64>,
}

impl ToSign {
    pub(super) fn of(lotes: &[LoteView]) -> Self {
        let prepared: Vec<_> = lotes
            .iter()
            .filter(|lote| Asks::of(lote) == Asks::Sign)
            .collect();
        let mut registros: Vec<_> = prepared.iter().map(|lote| &lote.registro).collect();
        registros.sort_unstable();
        registros.dedup();
        Self {
            lotes: prepared.len(),
            movements: prepared
                .iter()
                .map(|lote| u64::from(lote.movimientos))
                .sum(),
            registros: registros.len(),
            vence: prepared.iter().filter_map(|lote| lote.vence).min(),
            dias_habiles: prepared.iter().filter_map(|lote| lote.dias_habiles).min(),
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteStatus;
    use api::view::movements::LoteRef;
    use jiff::civil::date;
    use model::Composition;

    use super::{Making, ToSign, adopt, groups, in_order, lotes_of, wanted};
    use crate::pages::lotes::testing::{BAJA, REINGRESO, lote, movement};

    fn waiting(record: &str, registro: &str, id: &str) -> api::view::movements::MovementView {
        let mut one = movement(record);
        registro.clone_into(&mut one.registro);
        registro.clone_into(&mut one.numero);
        id.clone_into(&mut one.id);
        one
    }

    #[test]
    fn movements_are_grouped_by_registro_and_type_the_most_urgent_first() {
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
        let groups = groups(&all, &making(Composition::PorTipo, 5_000));
        let ids: Vec<_> = groups.iter().map(|group| group.movements.clone()).collect();
        assert_eq!(ids, [vec!["c"], vec!["a", "b"]]);
        let chosen = [groups[1].key.clone()];
        assert_eq!(wanted(&groups, &chosen), ["a", "b"]);
    }

    fn making(composition: Composition, most: u32) -> Making {
        Making { composition, most }
    }

    #[test]
    fn where_the_company_wants_it_each_date_is_a_group_of_its_own() {
        let dated = |id: &str, day| {
            let mut one = waiting(BAJA, "r1", id);
            one.fecha = Some(date(2026, 1, day));
            one
        };
        let all = [dated("a", 14), dated("b", 15), dated("c", 15)];
        let by_type = groups(&all, &making(Composition::PorTipo, 2));
        assert_eq!(by_type.len(), 1);
        let chosen = [by_type[0].key.clone()];
        assert_eq!(
            lotes_of(&by_type, &chosen, &making(Composition::PorTipo, 2)),
            2
        );
        let by_date = groups(&all, &making(Composition::PorTipoYFecha, 5_000));
        let days: Vec<_> = by_date.iter().map(|group| group.fecha).collect();
        assert_eq!(days, [Some(date(2026, 1, 14)), Some(date(2026, 1, 15))]);
    }

    #[test]
    fn a_group_that_was_left_out_stays_so_and_a_new_one_is_in() {
        let (before, now) = (
            ["a".to_owned(), "b".to_owned()],
            ["a".to_owned(), "b".to_owned(), "c".to_owned()],
        );
        let mut chosen = vec!["a".to_owned()];
        adopt(&mut chosen, &before, &now);
        assert_eq!(chosen, ["a", "c"]);
        adopt(&mut chosen, &now, &["c".to_owned()]);
        assert_eq!(chosen, ["c"]);
    }

    #[test]
    fn open_lotes_come_by_their_deadline_and_what_imss_has_comes_last() {
        let prepared = |id: &str, vence| {
            let mut lote = lote(LoteStatus::Preparado);
            id.clone_into(&mut lote.id);
            lote.vence = vence;
            lote
        };
        let mut sent = lote(LoteStatus::Enviado {
            recibo: api::view::lotes::ReciboView {
                folio: String::new(),
                id_lote: String::new(),
                fecha: String::new(),
            },
            por_confirmar: true,
        });
        "sent".clone_into(&mut sent.id);
        sent.vence = Some(date(2026, 1, 1));
        let ids: Vec<_> = in_order(vec![
            sent,
            prepared("no date", None),
            prepared("later", Some(date(2026, 1, 20))),
            prepared("sooner", Some(date(2026, 1, 9))),
        ])
        .into_iter()
        .map(|lote| lote.id)
        .collect();
        assert_eq!(ids, ["sooner", "later", "no date", "sent"]);
    }

    #[test]
    fn what_is_to_be_signed_is_summed_up() {
        let mut other = lote(LoteStatus::Preparado);
        other.movimientos = 4;
        other.vence = Some(date(2026, 1, 9));
        let all = [
            lote(LoteStatus::Preparado),
            other,
            lote(LoteStatus::Cancelado),
        ];
        let to_sign = ToSign::of(&all);
        assert_eq!(
            (to_sign.lotes, to_sign.movements, to_sign.registros),
            (2, 5, 1)
        );
        assert_eq!(to_sign.vence, Some(date(2026, 1, 9)));
    }
}
