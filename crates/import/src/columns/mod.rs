//! What the columns of a table are: by their headings, and where there is none by their values.

mod headings;
mod known_names;
mod names;

use import_protocol::{ColumnUse, ColumnView, Purpose, Why, is_mappable};
use imss::finding::Field;
use imss::id::{Curp, Nss};
use imss::movimiento::TipoMovimiento;

pub(crate) use headings::{Headings, find_headings};
use names::{Recognised, name_of, recognise};

/// The columns of a table, mapped, and which of them compete for one use.
#[derive(Default)]
pub(crate) struct Mapped {
    pub(crate) columns: Vec<ColumnView>,
    pub(crate) competing: Vec<Competing>,
}

/// Columns that fit the same field of the same rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Competing {
    pub(crate) field: Field,
    pub(crate) tipo: Option<TipoMovimiento>,
    pub(crate) columns: Vec<usize>,
}

/// Maps columns by their headings, and those without one by their values. Of several columns of one use
/// the best is taken; where several are as good, all are, and a person chooses.
pub(crate) fn map_columns(
    headings: &[String],
    samples: &[Vec<String>],
    purpose: Purpose,
) -> Mapped {
    let mut recognised: Vec<Option<Recognised>> = headings
        .iter()
        .map(|heading| recognise(&name_of(heading)).and_then(|one| for_purpose(one, purpose)))
        .collect();
    let names_apart = recognised
        .iter()
        .flatten()
        .any(|one| one.column_use == ColumnUse::Field(Field::Paterno));
    for (column, one) in recognised.iter_mut().enumerate() {
        choose_name(one, samples.get(column), names_apart);
    }
    let best: Vec<(ColumnUse, u8)> = recognised
        .iter()
        .flatten()
        .map(|one| {
            let same = recognised.iter().flatten();
            let rank = same
                .filter(|other| other.column_use == one.column_use)
                .map(|other| other.rank)
                .min();
            (one.column_use, rank.unwrap_or(one.rank))
        })
        .collect();
    for one in &mut recognised {
        let loses = one.as_ref().is_some_and(|this| {
            best.iter()
                .any(|(column_use, rank)| *column_use == this.column_use && *rank < this.rank)
        });
        // Two dates are compared whatever their names: an exact one may be of something else.
        let is_date = one
            .as_ref()
            .is_some_and(|one| one.column_use.field() == Field::Fecha);
        if loses && !is_date {
            *one = None;
        }
    }
    by_values(headings, samples, &mut recognised, purpose);
    let competing = competing(&recognised, purpose);
    let columns = headings
        .iter()
        .zip(samples)
        .zip(recognised)
        .map(|((heading, samples), recognised)| {
            let (used_as, why) = match recognised {
                Some(one) => (Some(one.column_use), Some(one.why)),
                None => (None, None),
            };
            ColumnView {
                heading: heading.clone(),
                used_as,
                why,
                samples: samples.clone(),
                hidden: false,
            }
        })
        .collect();
    Mapped { columns, competing }
}

/// How many different uses headings name.
pub(crate) fn recognised_uses<'a>(headings: impl Iterator<Item = &'a str>) -> usize {
    let mut uses: Vec<ColumnUse> = headings
        .filter_map(|heading| recognise(&name_of(heading)))
        .map(|one| one.column_use)
        .collect();
    uses.sort_unstable();
    uses.dedup();
    uses.len()
}

fn for_purpose(one: Recognised, purpose: Purpose) -> Option<Recognised> {
    let column_use = match (purpose, one.column_use) {
        // Of a worker's dates it is the day of entry.
        (Purpose::Plantilla, ColumnUse::DateOf(TipoMovimiento::Reingreso)) => {
            ColumnUse::Field(Field::Fecha)
        }
        (Purpose::Plantilla, ColumnUse::DateOf(_)) => return None,
        (_, other) => other,
    };
    is_mappable(purpose, column_use.field()).then_some(Recognised { column_use, ..one })
}

/// `Nombre` beside surnames is the given name; alone, with several words in each cell, the whole one.
fn choose_name(one: &mut Option<Recognised>, samples: Option<&Vec<String>>, names_apart: bool) {
    let Some(this) = one else {
        return;
    };
    match this.column_use {
        ColumnUse::FullName if names_apart => {
            // `Nombre del trabajador` beside Paterno and Materno.
            let whole = samples.is_some_and(|samples| are_whole_names(samples));
            if whole {
                *one = None;
            } else {
                this.column_use = ColumnUse::Field(Field::Nombre);
            }
        }
        ColumnUse::Field(Field::Nombre)
            if !names_apart && samples.is_some_and(|samples| are_whole_names(samples)) =>
        {
            this.column_use = ColumnUse::FullName;
        }
        _ => {}
    }
}

/// Whether most values have as many words as a name with its surnames.
fn are_whole_names(samples: &[String]) -> bool {
    let whole = samples
        .iter()
        .filter(|one| one.split_whitespace().count() >= 3 || one.contains(','));
    !samples.is_empty() && whole.count() * 2 > samples.len()
}

/// Columns without a heading whose values are of one kind alone.
fn by_values(
    headings: &[String],
    samples: &[Vec<String>],
    recognised: &mut [Option<Recognised>],
    purpose: Purpose,
) {
    let is_curp = |text: &str| text.trim().len() == 18 && Curp::parse(text).is_ok();
    let is_nss = |text: &str| Nss::parse(text).is_ok_and(|nss| nss.findings().is_empty());
    for field in [Field::Curp, Field::Nss] {
        let is_kind = |text: &str| match field {
            Field::Curp => is_curp(text),
            _ => is_nss(text),
        };
        let column_use = ColumnUse::Field(field);
        let taken = recognised
            .iter()
            .flatten()
            .any(|one| one.column_use == column_use);
        if taken || !is_mappable(purpose, field) {
            continue;
        }
        let place = (0..headings.len()).find(|column| {
            headings[*column].is_empty()
                && recognised[*column].is_none()
                && !samples[*column].is_empty()
                && samples[*column].iter().all(|text| is_kind(text))
        });
        if let Some(place) = place {
            recognised[place] = Some(Recognised {
                column_use,
                why: Why::Values,
                rank: 0,
            });
        }
    }
}

/// Columns that would give one field to the same row.
fn competing(recognised: &[Option<Recognised>], purpose: Purpose) -> Vec<Competing> {
    let mut found: Vec<Competing> = Vec::new();
    let columns_of = |fits: &dyn Fn(ColumnUse) -> bool| -> Vec<usize> {
        (0..recognised.len())
            .filter(|column| {
                recognised[*column]
                    .as_ref()
                    .is_some_and(|one| fits(one.column_use))
            })
            .collect()
    };
    if purpose == Purpose::Movements {
        for tipo in TipoMovimiento::ALL {
            let columns = columns_of(&|one| one.gives(Field::Fecha, Some(*tipo)));
            let special = columns_of(&|one| one == ColumnUse::DateOf(*tipo));
            if columns.len() > 1 && !special.is_empty() {
                found.push(Competing {
                    field: Field::Fecha,
                    tipo: Some(*tipo),
                    columns,
                });
            }
        }
    }
    for field in import_protocol::mappable(purpose) {
        let columns = columns_of(&|one| one == ColumnUse::Field(*field));
        if columns.len() > 1 {
            found.push(Competing {
                field: *field,
                tipo: None,
                columns,
            });
        }
    }
    let names = columns_of(&|one| one == ColumnUse::FullName);
    if names.len() > 1 {
        found.push(Competing {
            field: Field::Nombre,
            tipo: None,
            columns: names,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(headings: &[&str]) -> Mapped {
        let headings: Vec<String> = headings.iter().map(|one| (*one).to_owned()).collect();
        let samples = vec![Vec::new(); headings.len()];
        map_columns(&headings, &samples, Purpose::Movements)
    }

    fn uses(headings: &[&str]) -> Vec<Option<&'static str>> {
        let mapped = mapped(headings);
        mapped
            .columns
            .iter()
            .map(|column| column.used_as.map(ColumnUse::as_str))
            .collect()
    }

    #[test]
    fn integrated_salaries_come_before_plain_ones_whatever_their_order() {
        assert_eq!(uses(&["Salario", "SDI"]), [None, Some("sbc")]);
        assert_eq!(uses(&["SBC", "Salario"]), [Some("sbc"), None]);
        assert_eq!(uses(&["Salario", "SDI del IMSS"]), [None, Some("sbc")]);
        assert_eq!(uses(&["Salario"]), [Some("sbc")]);
        assert_eq!(uses(&["SBC anterior", "SBC nuevo"]), [None, Some("sbc")]);
        assert!(mapped(&["Salario", "SDI"]).competing.is_empty());
    }

    #[test]
    fn exact_names_come_before_those_that_contain_them() {
        assert_eq!(uses(&["CURP de la madre", "CURP"]), [None, Some("curp")]);
        assert_eq!(uses(&["NSS anterior", "NSS"]), [None, Some("nss")]);
    }

    #[test]
    fn columns_that_fit_as_well_compete() {
        let two = mapped(&["Fecha de baja", "Fecha de baja IMSS", "Fecha de ingreso"]);
        assert_eq!(
            two.competing,
            [Competing {
                field: Field::Fecha,
                tipo: Some(TipoMovimiento::Baja),
                columns: vec![0, 1],
            }]
        );
        let general = mapped(&["Fecha del movimiento", "Fecha de baja"]);
        assert_eq!(general.competing[0].columns, [0, 1]);
        assert!(
            mapped(&["Fecha de ingreso", "Fecha de baja"])
                .competing
                .is_empty()
        );
    }

    #[test]
    fn a_column_without_heading_is_known_by_its_values() {
        let headings = ["".to_owned(), "Nombre".to_owned()];
        let samples = [vec!["92919084431".to_owned()], vec!["KARLA".to_owned()]];
        let mapped = map_columns(&headings, &samples, Purpose::Movements);
        assert_eq!(
            mapped.columns[0].used_as,
            Some(ColumnUse::Field(Field::Nss))
        );
        assert_eq!(mapped.columns[0].why, Some(Why::Values));
    }

    #[test]
    fn a_name_alone_with_several_words_is_a_whole_one() {
        let headings = ["Nombre".to_owned()];
        let whole = [vec!["FUENTE NOLASCO KARLA".to_owned()]];
        let mapped = map_columns(&headings, &whole, Purpose::Movements);
        assert_eq!(mapped.columns[0].used_as, Some(ColumnUse::FullName));
        assert_eq!(
            uses(&["Nombre", "Paterno"]),
            [Some("nombre"), Some("paterno")]
        );
    }
}
