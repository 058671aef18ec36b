//! The columns of a file of movements, and a movement as a row of them.

use api::view::movements::{MovementState, MovementView};
use export_protocol::{Cell, Column, ColumnKind, FileKind, Table};
use imss::movimiento::{CausaBaja, Jornada, TipoMovimiento, TipoSalario, TipoTrabajador};
use imss::salary::Sbc;
use imss::time::mexico_city;
use jiff::Timestamp;

use crate::messages::{export as text, movements};

/// Returns the table that a file of movements is, without its rows.
#[must_use]
pub fn table(kind: FileKind, sees_lotes: bool) -> Table {
    use ColumnKind::{Date, Moment, Money, Text, Whole};
    let column = |heading: &str, kind, width| Column {
        heading: heading.to_owned(),
        kind,
        width,
    };
    let mut columns = vec![
        column(text::REGISTRO, Text, 18),
        column(text::TIPO, Text, 14),
        column(text::FECHA, Date, 12),
        column(text::NSS, Text, 14),
        column(text::CURP, Text, 22),
        column(text::PATERNO, Text, 20),
        column(text::MATERNO, Text, 20),
        column(text::NOMBRE, Text, 24),
        column(text::SBC, Money, 12),
        column(text::CAUSA, Text, 24),
        column(text::TIPO_TRABAJADOR, Text, 20),
        column(text::TIPO_SALARIO, Text, 16),
        column(text::JORNADA, Text, 22),
        column(text::UMF, Text, 8),
        column(text::GUIA, Text, 9),
        column(text::CLAVE, Text, 20),
        column(text::ESTADO, Text, 16),
        column(text::RESPUESTA, Moment, 18),
        column(text::EXTEMPORANEO, Text, 16),
        column(text::CODIGO, Text, 10),
        column(text::MOTIVO, Text, 40),
        column(text::VENCE, Date, 20),
    ];
    if sees_lotes {
        columns.push(column(text::LOTE, Whole, 8));
    }
    Table {
        kind,
        sheet: text::SHEET.to_owned(),
        notes_sheet: text::NOTES_SHEET.to_owned(),
        columns,
    }
}

/// Returns a movement's row, a cell for each column of [`table`].
#[must_use]
pub fn row(movement: &MovementView, sees_lotes: bool) -> Vec<Cell> {
    let draft = &movement.draft;
    let baja = movement.tipo == TipoMovimiento::Baja;
    let reingreso = movement.tipo == TipoMovimiento::Reingreso;
    // What this type does not file stays out of the file, whatever the form held.
    let filed = |has: bool, cell: Cell| if has { cell } else { Cell::Empty };
    let labelled = |code: &str, label: Option<&str>| Cell::text(label.unwrap_or(code));
    let trabajador = TipoTrabajador::parse(&draft.tipo_trabajador).ok();
    let salary = TipoSalario::parse(&draft.tipo_salario).ok();
    let week = Jornada::parse(&draft.jornada).ok();
    let cause = CausaBaja::parse(&draft.causa).ok();
    let answer = Answer::of(&movement.estado);
    let mut cells = vec![
        Cell::text(&movement.numero),
        Cell::text(movements::tipo(movement.tipo)),
        // A date that cannot be read is shown as it was typed.
        movement
            .fecha
            .map_or_else(|| Cell::text(&draft.fecha), Cell::Date),
        Cell::text(&draft.nss),
        filed(!baja, Cell::text(&draft.curp)),
        Cell::text(&draft.paterno),
        Cell::text(&draft.materno),
        Cell::text(&draft.nombre),
        filed(!baja, money(&draft.sbc)),
        filed(baja, labelled(&draft.causa, cause.map(CausaBaja::label))),
        filed(
            reingreso,
            labelled(
                &draft.tipo_trabajador,
                trabajador.map(TipoTrabajador::label),
            ),
        ),
        filed(
            !baja,
            labelled(&draft.tipo_salario, salary.map(TipoSalario::label)),
        ),
        filed(!baja, labelled(&draft.jornada, week.map(Jornada::label))),
        filed(reingreso, Cell::text(&draft.umf)),
        Cell::text(&draft.guia),
        Cell::text(&draft.clave),
        Cell::text(movements::movement_state(&movement.estado)),
        answer
            .at
            .map_or(Cell::Empty, |at| Cell::Moment(mexico_city(at))),
        answer.extemporaneo.map_or(Cell::Empty, |late| {
            Cell::text(if late { text::YES } else { text::NO })
        }),
        Cell::text(answer.codigo),
        Cell::text(answer.texto),
        movement.vence.map_or(Cell::Empty, Cell::Date),
    ];
    if sees_lotes {
        let numero = movement.lote.as_ref().map(|lote| lote.numero);
        let numero = numero.and_then(|numero| i64::try_from(numero).ok());
        cells.push(numero.map_or(Cell::Empty, Cell::Whole));
    }
    cells
}

/// A salary; one that cannot be read, or is not shown, as the text that it is.
fn money(typed: &str) -> Cell {
    match Sbc::parse(typed) {
        Ok(sbc) => Cell::Money(i64::from(sbc.centavos())),
        Err(_) => Cell::text(typed),
    }
}

/// What IMSS answered, taken apart.
#[derive(Default)]
struct Answer<'a> {
    at: Option<Timestamp>,
    extemporaneo: Option<bool>,
    codigo: &'a str,
    texto: &'a str,
}

impl<'a> Answer<'a> {
    fn of(state: &'a MovementState) -> Self {
        match state {
            MovementState::Operado { at, extemporaneo } => Self {
                at: Some(*at),
                extemporaneo: Some(*extemporaneo),
                ..Self::default()
            },
            MovementState::Rechazado {
                at, codigo, texto, ..
            } => Self {
                at: Some(*at),
                codigo,
                texto,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementView;
    use export_protocol::{Cell, ColumnKind, FileKind};
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;

    use super::{row, table};
    use crate::history::export::testing::movement;
    use crate::messages::export as text;

    fn cell(movement: &MovementView, heading: &str) -> Cell {
        let columns = table(FileKind::Xlsx, true).columns;
        let place = columns
            .iter()
            .position(|one| one.heading == heading)
            .unwrap();
        row(movement, true).swap_remove(place)
    }

    #[test]
    fn every_column_has_a_cell() {
        for sees_lotes in [false, true] {
            let columns = table(FileKind::Xlsx, sees_lotes).columns.len();
            assert_eq!(
                row(&movement(TipoMovimiento::Baja), sees_lotes).len(),
                columns
            );
            assert!(columns <= 26);
        }
    }

    #[test]
    fn cells_have_the_types_of_their_columns() {
        let reingreso = movement(TipoMovimiento::Reingreso);
        for (column, cell) in table(FileKind::Xlsx, true)
            .columns
            .iter()
            .zip(row(&reingreso, true))
        {
            let fits = match cell {
                Cell::Empty => true,
                Cell::Text(_) => column.kind == ColumnKind::Text,
                Cell::Whole(_) => column.kind == ColumnKind::Whole,
                Cell::Money(_) => column.kind == ColumnKind::Money,
                Cell::Date(_) => column.kind == ColumnKind::Date,
                Cell::Moment(_) => column.kind == ColumnKind::Moment,
            };
            assert!(fits, "{}", column.heading);
        }
        assert_eq!(
            cell(&reingreso, text::NSS),
            Cell::Text("02919084431".to_owned())
        );
        assert_eq!(cell(&reingreso, text::SBC), Cell::Money(68_770));
        assert_eq!(cell(&reingreso, text::FECHA), Cell::Date(date(2026, 1, 15)));
        let answered = date(2026, 1, 15).at(23, 30, 0, 0);
        assert_eq!(cell(&reingreso, text::RESPUESTA), Cell::Moment(answered));
        assert_eq!(
            cell(&reingreso, text::EXTEMPORANEO),
            Cell::Text("Sí".to_owned())
        );
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_was_typed() {
        let mut odd = movement(TipoMovimiento::Modificacion);
        odd.draft.sbc = "12,5".to_owned();
        odd.draft.fecha = "31/02/2026".to_owned();
        odd.fecha = None;
        assert_eq!(cell(&odd, text::SBC), Cell::Text("12,5".to_owned()));
        assert_eq!(cell(&odd, text::FECHA), Cell::Text("31/02/2026".to_owned()));
        odd.draft.sbc = model::MASK.to_owned();
        assert_eq!(cell(&odd, text::SBC), Cell::Text(model::MASK.to_owned()));
    }

    #[test]
    fn a_baja_has_its_cause_and_no_salary() {
        let baja = movement(TipoMovimiento::Baja);
        assert_eq!(cell(&baja, text::SBC), Cell::Empty);
        assert_eq!(
            cell(&baja, text::CAUSA),
            Cell::Text("Separación voluntaria".to_owned())
        );
        assert_eq!(
            cell(&movement(TipoMovimiento::Reingreso), text::CAUSA),
            Cell::Empty
        );
    }
}
