//! Files of IDSE's that a person brings back.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::number;

pub const TITLE: &str = "Cargar resultados de IDSE";
pub const TEXT: &str = "Elige la constancia (PDF), el CSV de resultados o la página de IDSE que guardaste. Se lee en tu navegador y \
     te mostramos qué cambiaría; nada se aplica hasta que lo confirmes.";
pub const FILE: &str = "Archivo de IDSE";
pub const FILE_HINT: &str = "PDF, CSV o HTML, de hasta 8 MB";
pub const READING: &str = "Leyendo el archivo…";
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
        (settles, "recibe su resultado", "reciben su resultado"),
        (known, "ya lo tenía", "ya lo tenían"),
        (
            elsewhere,
            "se presentó por otro lado",
            "se presentaron por otro lado",
        ),
        (not, "no se aplica", "no se aplican"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| {
            let what = if count == 1 { one } else { many };
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
    let settled = match settled {
        0 => None,
        1 => Some("1 movimiento ya tiene su resultado".to_owned()),
        _ => Some(format!(
            "{} movimientos ya tienen su resultado",
            count(settled)
        )),
    };
    let kept = match (elsewhere, settled.is_some()) {
        (0, true) => None,
        (1, true) => Some("1 quedó en el historial".to_owned()),
        (_, true) => Some(format!("{} quedaron en el historial", count(elsewhere))),
        (1, false) => Some("Quedó 1 movimiento en el historial".to_owned()),
        (_, false) => Some(format!(
            "Quedaron {} movimientos en el historial",
            count(elsewhere)
        )),
    };
    let parts: Vec<String> = settled.into_iter().chain(kept).collect();
    format!("{}.", parts.join(" y "))
}

pub fn see_lote(numero: u64) -> String {
    format!("{SEE_LOTE} {numero}")
}

#[cfg(test)]
mod tests {
    use super::{done, summary};

    #[test]
    fn one_movement_is_spoken_of_in_the_singular() {
        for (settled, elsewhere, words) in [
            (1, 0, "1 movimiento ya tiene su resultado."),
            (
                1,
                3,
                "1 movimiento ya tiene su resultado y 3 quedaron en el historial.",
            ),
            (
                2,
                1,
                "2 movimientos ya tienen su resultado y 1 quedó en el historial.",
            ),
            (0, 1, "Quedó 1 movimiento en el historial."),
            (0, 2, "Quedaron 2 movimientos en el historial."),
        ] {
            assert_eq!(done(settled, elsewhere), words);
        }
        assert_eq!(
            summary(1, 2, 1, 0),
            "De los movimientos del archivo: 1 recibe su resultado, 2 ya lo tenían, 1 se presentó por otro lado."
        );
    }
}
