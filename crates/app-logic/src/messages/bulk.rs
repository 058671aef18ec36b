//! Salaries and bajas of many workers at once.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::movimiento::TipoMovimiento;

use super::movements;
use crate::format::number;

pub const GO_TRABAJADORES: &str = "Trabajadores";
pub const NOBODY_TITLE: &str = "Nadie vigente en este registro patronal";
pub const NOBODY_TEXT: &str =
    "Rúbrica aún no sabe quién trabaja aquí. Se llena con tus movimientos y con tu plantilla.";
pub const CUT: &str = "Son demasiados para una sola hoja: aquí están los primeros, por nombre.";
pub const FOR_ALL: &str = "Para todos los elegidos";
pub const PERCENTAGE: &str = "Porcentaje";
pub const PERCENTAGE_HELP: &str = "Como 5 o 5.5; se aplica al SBC actual.";
pub const PERCENTAGE_WRONG: &str = "Escribe un porcentaje, como 5.5.";
pub const APPLY: &str = "Aplicar";
pub const PASTE_HELP: &str = "En cada renglón, el NSS o la clave, y al final el SBC nuevo.";
pub const CAPTION: &str = "Trabajadores vigentes";
pub const LINE_SAVED: &str = "Listo para lote";
pub const LINE_READY: &str = "Se guarda";
pub const LINE_LEFT_OUT: &str = "Sin cambio";
pub const LINE_NO_DATE: &str = "Falta la fecha";
pub const LINE_NO_CAUSE: &str = "Falta la causa";
pub const SAVING: &str = "Guardando…";
pub const GO_LOTES: &str = "Ir a lotes";

/// Returns a percentage out of hundredths, `5.50`.
pub fn share(percentage: i64) -> String {
    let sign = if percentage < 0 { "−" } else { "" };
    format!("{sign}{}", number::pesos(percentage.unsigned_abs()))
}

pub fn title(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Baja => "Varias bajas",
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => "Cambiar varios salarios",
    }
}

pub fn save(tipo: TipoMovimiento, count: usize) -> String {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    format!("Guardar {}", movements::tipo_plural(tipo, count))
}

pub fn saved(saved: usize, refused: usize) -> String {
    let saved = match saved {
        0 => "No se guardó ninguno".to_owned(),
        1 => "1 movimiento listo para lote".to_owned(),
        _ => format!("{saved} movimientos listos para lote"),
    };
    match refused {
        0 => saved,
        1 => format!("{saved}; 1 tiene algo por corregir"),
        _ => format!("{saved}; {refused} tienen algo por corregir"),
    }
}
