//! Files of IDSE's that a person brings back.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::number;

pub const TITLE: &str = "Cargar resultados de IDSE";
pub const TEXT: &str = "Elige la constancia (PDF), el CSV de resultados o la página de IDSE que guardaste. Se lee en tu navegador y \
     te mostramos qué cambiaría; nada se aplica hasta que lo confirmes.";
pub const FILE: &str = "Archivo de IDSE";
pub const FILE_HINT: &str = "PDF, CSV o HTML, de hasta 8 MB";
pub const READING: &str = "Leyendo el archivo…";
pub const MATCHING: &str = "Comparando con tus movimientos…";
pub const CAPTION: &str = "Movimientos del archivo, primero los que no se aplican";
pub const TRABAJADOR: &str = "Trabajador";
pub const WHAT: &str = "Movimiento";
pub const SAID: &str = "IDSE dice";
pub const DOES: &str = "En Rúbrica";
pub const OPERADO: &str = "Operado";
pub const EXTEMPORANEO: &str = "Operado, extemporáneo";
pub const KNOWN: &str = "Ya lo tenía así";
pub const ELSEWHERE: &str = "No está: se presentó por otro lado";
pub const NOT_TITLE: &str = "Hay movimientos que no se aplican";
pub const UNREAD_TITLE: &str = "Renglones que no se pudieron leer";
pub const UNREAD_TEXT: &str = "Están como vienen en el archivo. Compáralos tú con IDSE.";
pub const MISCOUNTED_TITLE: &str = "El archivo cuenta otra cosa";
pub const KEEP: &str = "Guardar también en el historial lo que se presentó por otro lado";
pub const APPLY: &str = "Aplicar";
pub const OTHER: &str = "Elegir otro archivo";
pub const NOTHING: &str = "Nada de este archivo cambia algo en Rúbrica.";
pub const NOT_YOURS: &str = "Los aplica alguien con permiso de firmar en tu empresa.";
pub const DONE_TITLE: &str = "Resultados guardados";
pub const SEE_LOTE: &str = "Ver el lote";

pub fn rechazado(codigo: &str, texto: &str) -> String {
    match (codigo, texto) {
        ("", "") => "Rechazado".to_owned(),
        ("", texto) => format!("Rechazado: {texto}"),
        (codigo, "") => format!("Rechazado, código {codigo}"),
        (codigo, texto) => format!("Rechazado, código {codigo}: {texto}"),
    }
}

pub fn unknown(text: &str) -> String {
    match text {
        "" => "No lo dice".to_owned(),
        _ => format!("«{text}»"),
    }
}

pub fn settles(lote: u64) -> String {
    format!("Se guarda en el lote {lote}")
}

fn movements(count: usize) -> String {
    match count {
        1 => "1 movimiento".to_owned(),
        _ => format!(
            "{} movimientos",
            number::count(u64::try_from(count).unwrap_or(u64::MAX))
        ),
    }
}

/// Returns what a file would do, in one sentence.
pub fn summary(settles: usize, known: usize, elsewhere: usize, not: usize) -> String {
    let parts = [
        (settles, "reciben su resultado"),
        (known, "ya lo tenían"),
        (elsewhere, "se presentaron por otro lado"),
        (not, "no se aplican"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| {
            format!(
                "{} {what}",
                number::count(u64::try_from(count).unwrap_or(u64::MAX))
            )
        })
        .collect();
    format!("De los movimientos del archivo: {}.", parts.join(", "))
}

pub fn not_applied(count: usize) -> String {
    match count {
        1 => "1 movimiento del archivo no corresponde; abajo dice por qué.".to_owned(),
        _ => format!(
            "{} del archivo no corresponden; abajo dice por qué.",
            movements(count)
        ),
    }
}

pub fn miscounted(lote: &str, counted: [u32; 2], read: [u32; 2]) -> String {
    let lote = match lote {
        "" => String::new(),
        _ => format!("Lote {lote}: "),
    };
    let [operados, rechazados] = counted;
    let [leidos, no] = read;
    format!(
        "{lote}dice {operados} operados y {rechazados} rechazados, y se leyeron {leidos} y {no}. Puede faltar algo: compáralo con IDSE."
    )
}

pub fn apply(settles: usize, elsewhere: usize) -> String {
    match (settles, elsewhere) {
        (0, 0) => APPLY.to_owned(),
        (0, elsewhere) => format!("Guardar {} en el historial", movements(elsewhere)),
        (settles, _) => format!("Guardar el resultado de {}", movements(settles)),
    }
}

pub fn done(settled: u32, elsewhere: u32) -> String {
    let count = |count: u32| number::count(u64::from(count));
    match (settled, elsewhere) {
        (0, elsewhere) => format!("Quedaron {} movimientos en el historial.", count(elsewhere)),
        (1, 0) => "1 movimiento ya tiene su resultado.".to_owned(),
        (settled, 0) => format!("{} movimientos ya tienen su resultado.", count(settled)),
        (settled, elsewhere) => format!(
            "{} movimientos ya tienen su resultado y {} quedaron en el historial.",
            count(settled),
            count(elsewhere)
        ),
    }
}

pub fn see_lote(numero: u64) -> String {
    format!("{SEE_LOTE} {numero}")
}
