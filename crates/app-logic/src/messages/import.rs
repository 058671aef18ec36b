//! Importing movements and the plantilla from a file.

#![expect(missing_docs, reason = "each name says what its text says")]

use import_protocol::{Kind, Purpose, Tally};
use imss::movimiento::TipoMovimiento;

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
pub const FILE_HELP: &str = "Excel (.xlsx, .xls), .ods, CSV, DISPMAG, o ASEG y MOVT del SUA. Puedes elegir MOVT y ASEG juntos.";
pub const ACCEPT: &str = ".xlsx,.xls,.ods,.csv,.txt,.tsv,.disp,.dat,.asc";
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
pub const RECOGNISING: &str = "Buscando renglones que ya importaste…";
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
pub const STORED: &str = "Ya importados";
pub const STORED_HELP: &str = "No se guardan dos veces.";
pub const FINDINGS: &str = "Qué encontramos";
pub const ROWS: &str = "Renglones";
pub const SHOW: &str = "Mostrar";
pub const ALL: &str = "Todos";
pub const LINE: &str = "Renglón";
pub const WORKER: &str = "Trabajador";
pub const MOVEMENT: &str = "Movimiento";
pub const FECHA: &str = "Fecha";
pub const SBC: &str = "SBC";
pub const SAYS: &str = "Qué hay que saber";
pub const ACTIONS: &str = "Acciones";
pub const FINE: &str = "Listo";
pub const MENDED: &str = "Corregido";
pub const OUT: &str = "Fuera";
pub const IS_STORED: &str = "Ya importado";
pub const MEND: &str = "Corregir";
pub const LEAVE: &str = "Dejar fuera";
pub const TAKE_BACK: &str = "Incluir";
pub const NO_ROWS: &str = "Ningún renglón así.";
pub const BEFORE: &str = "Anteriores";
pub const AFTER: &str = "Siguientes";
pub const PAGES: &str = "Páginas de renglones";
pub const REJECTED: &str = "Descargar los rechazados";
pub const NOTHING_READY: &str = "No hay renglones que importar.";
pub const CHANGE_COLUMNS: &str = "Cambiar columnas";
pub const NO_CHANGE: &str = "Sin cambios";
pub const MEND_TITLE: &str = "Corregir renglón";
pub const SAVE_ROW: &str = "Guardar renglón";

pub const DONE_TITLE: &str = "Importación terminada";
pub const STOPPED_TITLE: &str = "Importación detenida";
pub const STOPPED_TEXT: &str = "Lo ya guardado queda guardado. Puedes continuar con el resto.";
pub const GO_ON: &str = "Continuar";
pub const SEE_MOVEMENTS: &str = "Ver los movimientos";
pub const SEE_LOTES: &str = "Ir a lotes";
pub const SEE_REGISTROS: &str = "Ver registros patronales";
pub const IMPORT_ANOTHER: &str = "Importar otro archivo";
pub const NO_REGISTROS_TITLE: &str = "Primero agrega un registro patronal";
pub const NO_REGISTROS_TEXT: &str = "Cada movimiento se presenta por uno.";
pub const GO_REGISTROS: &str = "Ir a registros patronales";
pub const SERVER_REFUSED: &str = "El servidor no lo aceptó.";

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

/// `12 reingresos, 3 bajas`.
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

pub fn mend_row(line: u32) -> String {
    format!("{MEND} renglón {line}")
}

pub fn leave_row(line: u32) -> String {
    format!("{LEAVE} renglón {line}")
}

pub fn take_back_row(line: u32) -> String {
    format!("{TAKE_BACK} renglón {line}")
}

pub fn mend_title(line: u32) -> String {
    format!("{MEND_TITLE} {line}")
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
        1 => "1 renglón ya se había importado y no se repite.".to_owned(),
        _ => format!(
            "{} renglones ya se habían importado y no se repiten.",
            number::count(u64::from(rows))
        ),
    }
}
