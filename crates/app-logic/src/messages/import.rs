//! Importing movements and the plantilla from a file.

#![expect(missing_docs, reason = "each name says what its text says")]

use import_protocol::{Kind, Purpose, Tally};
use imss::movimiento::TipoMovimiento;
use model::MovementStatus;

use crate::format::number;
use crate::messages::movements;

pub const MOVEMENTS_TITLE: &str = "Importar movimientos";
pub const PLANTILLA_TITLE: &str = "Cargar la plantilla";
pub const MOVEMENTS_LEAD: &str = "Desde Excel, CSV, DISPMAG o SUA. Se lee en tu navegador y no se guarda nada hasta que lo confirmes.";
pub const PLANTILLA_LEAD: &str = "Quiénes trabajan ya contigo: así Rúbrica te avisa de altas repetidas y bajas de quien no está. Con el ASEG del SUA o un Excel.";
pub const CARD_TITLE: &str = "Importar un archivo";
pub const CARD_TEXT: &str = "Muchos movimientos de una vez, desde Excel, CSV, DISPMAG o SUA.";
pub const CARD_NOTE: &str = "Los revisas antes de guardarlos.";

pub const FILE: &str = "Archivo";
pub const FILE_HELP: &str = "Excel (.xlsx, .xlsm, .xls), .ods, CSV, DISPMAG, o ASEG y MOVT del SUA. Puedes elegir MOVT y ASEG juntos.";
pub const ACCEPT: &str = ".xlsx,.xlsm,.xltx,.xltm,.xls,.ods,.csv,.txt,.tsv,.disp,.dat,.asc";
pub const TEMPLATE: &str = "Descargar plantilla de Excel";
pub const CUTOFF: &str = "Fecha de corte";
pub const CUTOFF_HELP: &str = "El último día que el archivo refleja.";
pub const CUTOFF_MISSING: &str = "Elige la fecha de corte.";
pub const CUTOFF_FUTURE: &str = "La fecha de corte no puede ser posterior a hoy.";
pub const READ_FILE: &str = "Leer el archivo";
pub const NOT_IN_PLANTILLA: &str = "Quien no quede cargado se tendrá por no vigente en su registro patronal a esa fecha. Corrige antes los renglones que falten.";

pub const COLUMNS_TITLE: &str = "Columnas";
pub const COLUMNS_TEXT: &str =
    "Revisa qué es cada columna. Recordamos lo que elijas para la próxima vez.";
pub const SHEET: &str = "Hoja";
pub const COLUMN: &str = "Columna del archivo";
pub const SAMPLES: &str = "Primeros valores";
pub const MEANS: &str = "Qué es";
pub const IGNORE: &str = "No se importa";
pub const FOR_ALL_TITLE: &str = "Para los renglones que no lo digan";
pub const FOR_ALL_TIPO: &str = "Tipo de movimiento";
pub const FOR_ALL_REGISTRO: &str = "Registro patronal";
pub const FOR_ALL_FECHA: &str = "Fecha del movimiento";
pub const FOR_ALL_CAUSA: &str = "Causa de la baja";
pub const NOTHING_CHOSEN: &str = "Ninguno";
pub const REVIEW: &str = "Revisar renglones";
pub const ANOTHER_FILE: &str = "Elegir otro archivo";
pub const TWICE: &str = "Ya elegiste otra columna para este dato.";

pub const READING: &str = "Leyendo y revisando…";
pub const COMPARING: &str = "Buscando renglones que ya están en Rúbrica…";
pub const UNDOING: &str = "Deshaciendo la importación…";
pub const STORING: &str = "Guardando…";
pub const STOP: &str = "Cancelar";

pub const RESULT: &str = "Resultado de la revisión";
pub const READY: &str = "Se importan";
pub const READY_HELP: &str = "Sin errores.";
pub const ERRORS: &str = "Con errores";
pub const ERRORS_HELP: &str = "No se importan hasta corregirlos.";
pub const WARNINGS: &str = "Con avisos";
pub const WARNINGS_HELP: &str = "Se importan; míralos.";
pub const LEFT_OUT: &str = "Dejados fuera";
pub const LEFT_OUT_HELP: &str = "Por ti.";
pub const STORED: &str = "Ya en Rúbrica";
pub const STORED_HELP: &str = "No se guardan dos veces.";
pub const FINDINGS: &str = "Qué encontramos";
pub const ERROR: &str = "Error";
pub const WARNING: &str = "Aviso";
pub const NOTE: &str = "Nota";
pub const ROWS: &str = "Renglones";
pub const SHOW: &str = "Mostrar";
pub const ALL: &str = "Todos";
pub const LINE: &str = "Renglón";
pub const TRABAJADOR: &str = "Trabajador";
pub const MOVEMENT: &str = "Movimiento";
pub const FECHA: &str = "Fecha";
pub const SBC: &str = "SBC";
pub const SAYS: &str = "Qué hay que saber";
pub const ACTIONS: &str = "Acciones";
pub const FINE: &str = "Listo";
pub const CORRECTED: &str = "Corregido";
pub const OUT: &str = "Fuera";
pub const IS_STORED: &str = "Guardado";
pub const IS_HELD: &str = "Ya está en Rúbrica.";
pub const CORRECT: &str = "Corregir";
pub const LEAVE: &str = "Dejar fuera";
pub const TAKE_BACK: &str = "Incluir";
pub const NO_ROWS: &str = "Ningún renglón así.";
pub const BEFORE: &str = "Anteriores";
pub const AFTER: &str = "Siguientes";
pub const PAGES: &str = "Páginas de renglones";
pub const REJECTED: &str = "Descargar los rechazados";
pub const NOTHING_READY: &str = "No hay renglones que importar.";
pub const CHANGE_COLUMNS: &str = "Cambiar columnas";
pub const CORRECT_TITLE: &str = "Corregir renglón";
pub const CHOOSE: &str = "Elige";
pub const TIPO_MISSING: &str = "Elige qué movimiento es.";
pub const SAVE_ROW: &str = "Guardar renglón";

pub const DONE_TITLE: &str = "Importación terminada";
pub const STOPPED_TITLE: &str = "Importación detenida";
pub const STOPPED_TEXT: &str = "Lo ya guardado queda guardado. Puedes continuar con el resto.";
pub const GO_ON: &str = "Continuar";
pub const SEE_MOVEMENTS: &str = "Ver los movimientos";
pub const SEE_LOTES: &str = "Ir a lotes";
pub const SEE_REGISTROS: &str = "Ver registros patronales";
pub const UNDO_IMPORT: &str = "Deshacer la importación";
pub const UNDONE_TITLE: &str = "Importación deshecha";
pub const UNDO_STOPPED_TITLE: &str = "La importación no se deshizo completa";
pub const UNDO: &str = "Deshacer";
pub const UNDO_ASK_TITLE: &str = "¿Deshacer esta importación?";
pub const UNDO_ASK_TEXT: &str = "Se eliminan los movimientos que no están en un lote y que nadie ha cambiado. \
     Durante treinta días se pueden recuperar en «Eliminados».";
pub const SEE_DELETED: &str = "Ver eliminados";
pub const RECENT_TITLE: &str = "Importaciones de los últimos treinta días";
pub const RECENT_FILE: &str = "Archivo";
pub const RECENT_WHEN: &str = "Cuándo";
pub const RECENT_MOVEMENTS: &str = "Movimientos";
pub const CONFIRM_TITLE: &str = "Quiénes dejarán de estar vigentes";
pub const BACK_TO_REVIEW: &str = "Volver a la revisión";
pub const IMPORT_ANOTHER: &str = "Importar otro archivo";
pub const NO_REGISTROS_TITLE: &str = "Primero agrega un registro patronal";
pub const NO_REGISTROS_TEXT: &str = "Cada movimiento se presenta por uno.";
pub const GO_REGISTROS: &str = "Ir a registros patronales";
pub const SERVER_REFUSED: &str = "El servidor no lo aceptó.";

pub const QUESTIONS_TITLE: &str = "Antes de revisar";
pub const QUESTIONS_TEXT: &str =
    "El archivo se puede leer de más de una forma. Elige la correcta; compárala con tus datos.";
pub const QUESTIONS_OPEN: &str = "Responde primero lo de arriba.";
pub const ASK_ENCODING: &str = "¿Cómo se leen bien los acentos y las eñes?";
pub const WHY_LAST_TIME: &str = "Así lo elegiste la vez pasada.";
pub const WHY_NAME: &str = "Por su encabezado.";
pub const WHY_VALUES: &str = "Por sus valores; no tiene encabezado.";
pub const ROUND: &str = "Redondear a centavos";

pub fn why_contains(known: &str) -> String {
    format!("Su encabezado contiene «{known}».")
}

pub fn hidden(name: &str) -> String {
    format!("{name} (oculta)")
}

pub fn likely(label: &str) -> String {
    format!("{label} (lo más probable)")
}

/// Returns a value of the file, and what it comes to.
pub fn sample(read: &str, understood: &str) -> String {
    format!("{read} → {understood}")
}

pub fn ask_date_order(heading: &str, mixed: bool) -> String {
    if mixed {
        format!(
            "En «{heading}» unas fechas empiezan con el día y otras con el mes. ¿Cómo se leen las que no se distinguen?"
        )
    } else {
        format!("En «{heading}», ¿las fechas empiezan con el día o con el mes?")
    }
}

pub fn ask_columns(field: &str, tipo: Option<&str>) -> String {
    match tipo {
        Some(tipo) => format!("¿De qué columna se toma «{field}» para: {tipo}?"),
        None => format!("¿De qué columna se toma «{field}»?"),
    }
}

pub fn ask_name_order(heading: &str) -> String {
    format!("En «{heading}», ¿van primero los apellidos o el nombre?")
}

pub fn ask_hidden_rows(rows: u32) -> String {
    match rows {
        1 => "El archivo tiene 1 renglón oculto. ¿Qué hacemos con él?".to_owned(),
        _ => format!(
            "El archivo tiene {} renglones ocultos. ¿Qué hacemos con ellos?",
            number::count(u64::from(rows))
        ),
    }
}

pub fn encoding(name: &str) -> String {
    format!("Letras leídas como {name}.")
}

/// Returns what stands in the file where another value was understood.
pub fn in_file(text: &str) -> String {
    format!("En el archivo: {text}")
}

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Xlsx | Kind::Xls => "Libro de Excel",
        Kind::Ods => "Hoja de cálculo de LibreOffice",
        Kind::Csv => "Texto con delimitador (CSV)",
        Kind::Dispmag => "DISPMAG",
        Kind::Aseg => "Trabajadores del SUA (ASEG)",
        Kind::Movt => "Movimientos del SUA (MOVT)",
    }
}

pub fn rows_read(rows: u32) -> String {
    format!("{READING} {} renglones", number::count(u64::from(rows)))
}

pub fn rows_of(what: &str, done: u32, total: u32) -> String {
    format!(
        "{what} {} de {}",
        number::count(u64::from(done)),
        number::count(u64::from(total))
    )
}

pub fn import_rows(purpose: Purpose, tally: &Tally) -> String {
    let count = number::count(u64::from(tally.ready));
    match (purpose, tally.ready) {
        (Purpose::Movements, 1) => "Importar 1 movimiento".to_owned(),
        (Purpose::Movements, _) => format!("Importar {count} movimientos"),
        (Purpose::Plantilla, 1) => "Cargar 1 trabajador".to_owned(),
        (Purpose::Plantilla, _) => format!("Cargar {count} trabajadores"),
    }
}

/// Returns how far the movement is that a row is already.
pub fn held(status: MovementStatus) -> &'static str {
    match status {
        MovementStatus::Borrador => "Ya está en borradores.",
        MovementStatus::PorAprobar => "Ya está en un lote por aprobar.",
        MovementStatus::Listo => "Ya está listo.",
        MovementStatus::Firmado => "Ya está en un lote firmado.",
        MovementStatus::Enviado => "Ya se envió al IMSS.",
        MovementStatus::EnProceso => "El IMSS ya lo está procesando.",
        MovementStatus::Operado => "Ya operó.",
        MovementStatus::Rechazado => "El IMSS lo rechazó.",
        MovementStatus::Cancelado => "Está cancelado.",
    }
}

pub fn held_other_sbc(sbc: &str) -> String {
    format!("Allí tiene otro salario: {sbc}. Compáralos.")
}

/// Returns the sentence above the rows about those that are held with another salary.
pub fn held_otherwise(rows: usize) -> String {
    match rows {
        1 => "1 renglón ya está en Rúbrica con otro salario que el del archivo. No se guarda: ábrelo en el historial si hay que corregirlo.".to_owned(),
        _ => format!(
            "{} renglones ya están en Rúbrica con otro salario que el del archivo. No se guardan: ábrelos en el historial si hay que corregirlos.",
            count(rows)
        ),
    }
}

/// Returns the words beside a row for a warning or a note that many rows have.
pub fn common_finding(is_warning: bool) -> &'static str {
    if is_warning {
        "con aviso; léelo arriba."
    } else {
        "con nota; léela arriba."
    }
}

pub fn show_rows_with(sentence: &str) -> String {
    format!("Mostrar los renglones con: {sentence}")
}

pub fn file_says(text: &str) -> String {
    format!("El archivo dice «{text}».")
}

pub fn correct_all(rows: u32) -> String {
    format!(
        "Corregir así los {} renglones con este error",
        number::count(u64::from(rows))
    )
}

pub fn no_longer_vigentes(people: usize) -> String {
    match people {
        1 => {
            "1 persona que hoy está vigente no viene en el archivo y dejará de estarlo.".to_owned()
        }
        _ => format!(
            "{} personas que hoy están vigentes no vienen en el archivo y dejarán de estarlo.",
            count(people)
        ),
    }
}

pub fn missing_of(registro: &str, people: usize) -> String {
    match people {
        1 => format!("{registro}: 1 persona"),
        _ => format!("{registro}: {} personas", count(people)),
    }
}

pub fn load_anyway(rows: u32) -> String {
    match rows {
        1 => "Cargar 1 trabajador de todos modos".to_owned(),
        _ => format!(
            "Cargar {} trabajadores de todos modos",
            number::count(u64::from(rows))
        ),
    }
}

pub fn undone(movements: usize) -> String {
    match movements {
        1 => "Se quitó 1 movimiento.".to_owned(),
        _ => format!("Se quitaron {} movimientos.", count(movements)),
    }
}

/// Movements of an undone import that stay.
pub fn not_undone(movements: usize) -> String {
    match movements {
        1 => "Queda 1 movimiento: ya está en un lote, o alguien lo cambió.".to_owned(),
        _ => format!(
            "Quedan {} movimientos: ya están en un lote, o alguien los cambió.",
            count(movements)
        ),
    }
}

/// Movements that an undoing which broke off did not reach.
pub fn left_to_undo(movements: usize) -> String {
    match movements {
        1 => "Falta 1 movimiento por quitar.".to_owned(),
        _ => format!("Faltan {} movimientos por quitar.", count(movements)),
    }
}

pub fn undo_label(file: &str) -> String {
    format!("Deshacer la importación de {file}")
}

pub fn undo_ask(file: &str, movements: usize) -> String {
    match movements {
        1 => format!("«{file}», con 1 movimiento."),
        _ => format!("«{file}», con {} movimientos.", count(movements)),
    }
}

fn count(of: usize) -> String {
    number::count(u64::try_from(of).unwrap_or(u64::MAX))
}

/// Returns the counts of each type: `12 reingresos, 3 bajas`.
pub fn by_tipo(tally: &Tally) -> String {
    let tipos = [
        TipoMovimiento::Reingreso,
        TipoMovimiento::Modificacion,
        TipoMovimiento::Baja,
    ];
    let parts: Vec<String> = tipos
        .into_iter()
        .zip(tally.by_tipo)
        .filter(|(_, count)| *count > 0)
        .map(|(tipo, count)| movements::tipo_plural(tipo, u64::from(count)))
        .collect();
    parts.join(", ")
}

pub fn finding_rows(rows: u32) -> String {
    match rows {
        1 => "1 renglón".to_owned(),
        _ => format!("{} renglones", number::count(u64::from(rows))),
    }
}

pub fn page_of(first: u32, last: u32, total: u32) -> String {
    format!(
        "{} a {} de {}",
        number::count(u64::from(first)),
        number::count(u64::from(last)),
        number::count(u64::from(total))
    )
}

pub fn line(line: u32) -> String {
    number::count(u64::from(line))
}

pub fn correct_row(line: u32) -> String {
    format!("{CORRECT} renglón {line}")
}

pub fn leave_row(line: u32) -> String {
    format!("{LEAVE} renglón {line}")
}

pub fn take_back_row(line: u32) -> String {
    format!("{TAKE_BACK} renglón {line}")
}

pub fn correct_title(line: u32) -> String {
    format!("{CORRECT_TITLE} {line}")
}

pub fn means(heading: &str) -> String {
    format!("{MEANS}: {heading}")
}

pub fn unnamed(place: usize) -> String {
    format!("Columna {place}")
}

pub fn done(purpose: Purpose, stored: u32) -> String {
    let count = number::count(u64::from(stored));
    match (purpose, stored) {
        (Purpose::Movements, 1) => "Se guardó 1 movimiento, listo para lote.".to_owned(),
        (Purpose::Movements, _) => format!("Se guardaron {count} movimientos, listos para lote."),
        (Purpose::Plantilla, 1) => "Se cargó 1 trabajador.".to_owned(),
        (Purpose::Plantilla, _) => format!("Se cargaron {count} trabajadores."),
    }
}

pub fn left_over(rows: u32) -> String {
    match rows {
        1 => "1 renglón no se guardó. Puedes descargarlo con su motivo.".to_owned(),
        _ => format!(
            "{} renglones no se guardaron. Puedes descargarlos con su motivo.",
            number::count(u64::from(rows))
        ),
    }
}

pub fn known(rows: u32) -> String {
    match rows {
        1 => "1 renglón ya estaba en Rúbrica y no se repite.".to_owned(),
        _ => format!(
            "{} renglones ya estaban en Rúbrica y no se repiten.",
            number::count(u64::from(rows))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::ACCEPT;

    #[test]
    fn the_picker_offers_every_workbook_that_is_read() {
        let offered: Vec<&str> = ACCEPT.split(',').collect();
        for ending in [
            ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods", ".csv", ".txt",
        ] {
            assert!(offered.contains(&ending), "{ending}");
        }
    }
}
