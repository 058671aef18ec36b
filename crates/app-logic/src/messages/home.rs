//! Inicio.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::movimiento::TipoMovimiento;

use super::movements;
use crate::format::number;

pub const TITLE: &str = "Inicio";
pub const MOVEMENTS: &str = "Movimientos";
pub const BORRADORES: &str = "Borradores";
pub const BORRADORES_HELP: &str = "Por terminar de capturar";
pub const LISTOS: &str = "Listos";
pub const LISTOS_HELP: &str = "Falta su lote y su firma";
pub const POR_APROBAR: &str = "Por aprobar";
pub const POR_APROBAR_HELP: &str = "En lotes que otra persona firma";
pub const EN_CAMINO: &str = "En camino";
pub const EN_CAMINO_HELP: &str = "IDSE aún no responde";
pub const OPERADOS: &str = "Operados";
pub const OPERADOS_HELP: &str = "Aceptados por el IMSS";
pub const RECHAZADOS: &str = "Rechazados";
pub const RECHAZADOS_HELP: &str = "Sin corregir, del último año";

pub const LOTES: &str = "Lotes abiertos";
pub const LOTES_TO_SIGN: &str = "Por firmar";
pub const LOTES_TO_SIGN_HELP: &str = "Preparados, sin firma";
pub const LOTES_ON_THEIR_WAY: &str = "En curso";
pub const LOTES_ON_THEIR_WAY_HELP: &str = "IDSE los recibe o los procesa";
pub const LOTES_TO_CONFIRM: &str = "Por confirmar";
pub const LOTES_TO_CONFIRM_HELP: &str = "Firma para consultar";
pub const LOTES_TO_DECIDE: &str = "Por resolver";
pub const LOTES_TO_DECIDE_HELP: &str = "Rechazados, en duda o sin salir";

pub const MONTHS: &str = "Movimientos por mes";
pub const MONTHS_HELP: &str =
    "Por la fecha del movimiento, sin los cancelados. Toca un mes para ver los suyos.";

/// Returns what the column of a month shows.
#[must_use]
pub fn of_month(month: &str, reingresos: u64, modificaciones: u64, bajas: u64) -> String {
    let parts = [
        (TipoMovimiento::Reingreso, reingresos),
        (TipoMovimiento::Modificacion, modificaciones),
        (TipoMovimiento::Baja, bajas),
    ];
    let parts = parts.map(|(tipo, count)| movements::tipo_plural(tipo, count));
    format!("{month}: {}", parts.join(", "))
}

pub const DUE: &str = "Por hacer";
pub const NOTHING_DUE_TITLE: &str = "Todo al día";
pub const NOTHING_DUE_TEXT: &str = "No hay lotes por firmar ni respuestas pendientes.";
pub const GO_CAPTURE: &str = "Capturar un movimiento";
pub const GO_CERTIFICATES: &str = "Ver certificados";

pub const START_TITLE: &str = "Para empezar";
pub const STEP_REGISTRO: &str = "Agrega un registro patronal";
pub const STEP_REGISTRO_TEXT: &str = "El número de 11 caracteres de tu tarjeta patronal.";
pub const STEP_CERTIFICATE: &str = "Asigna tu certificado";
pub const STEP_CERTIFICATE_TEXT: &str =
    "La e.firma o el certificado digital IMSS. La llave nunca sale de este navegador.";
pub const STEP_PLANTILLA: &str = "Carga tu plantilla inicial";
pub const STEP_PLANTILLA_TEXT: &str = "Un Excel, un CSV o el ASEG.TXT de SUA: con ella se te avisa antes de enviar a quien ya está vigente, o ya no.";
pub const STEP_CAPTURE: &str = "Captura tu primer movimiento";
pub const STEP_CAPTURE_TEXT: &str = "Reingreso, modificación de salario o baja.";

pub const CERTIFICATE_ASKED_TITLE: &str = "Falta un certificado para enviar al IMSS";
pub const CERTIFICATE_ASKED_TEXT: &str = "Ninguno de tus registros patronales tiene con qué firmar. Asígnales el certificado digital IMSS (.pfx) o la e.firma (.cer y .key) de tu empresa.";
pub const CERTIFICATE_ASSIGN: &str = "Asignar un certificado";
pub const CERTIFICATE_LATER: &str = "Por ahora no";
pub const CERTIFICATE_PUT_OFF_TITLE: &str = "Los servicios en línea no están disponibles";
pub const CERTIFICATE_PUT_OFF_TEXT: &str = "Sin un certificado puedes capturar, importar y consultar. Firmar y enviar movimientos a IDSE, y ver sus respuestas, espera a que asignes uno.";

pub const WITHOUT_CERTIFICATE: &str = "Hay registros patronales sin certificado";
pub const WITHOUT_CERTIFICATE_TEXT: &str =
    "Los servicios en línea para el envío de movimientos no estarán disponibles para:";

pub fn greeting(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or(name);
    format!("Hola, {first}")
}

pub fn late_unsent(count: u64) -> String {
    if count == 1 {
        "1 movimiento vencido sin enviar".to_owned()
    } else {
        format!("{} movimientos vencidos sin enviar", number::count(count))
    }
}

pub fn late_since(date: &str) -> String {
    format!("Desde el {date}")
}

pub fn due_unsent(count: u64) -> String {
    if count == 1 {
        "1 movimiento sin enviar".to_owned()
    } else {
        format!("{} movimientos sin enviar", number::count(count))
    }
}

pub fn drafts(count: u64) -> String {
    if count == 1 {
        "1 borrador por terminar".to_owned()
    } else {
        format!("{} borradores por terminar", number::count(count))
    }
}

pub fn ready(count: u64) -> String {
    if count == 1 {
        "1 movimiento listo para preparar su lote".to_owned()
    } else {
        format!(
            "{} movimientos listos para preparar sus lotes",
            number::count(count)
        )
    }
}

pub fn to_sign(count: usize) -> String {
    if count == 1 {
        "1 lote por firmar".to_owned()
    } else {
        format!("{count} lotes por firmar")
    }
}

pub fn to_approve(count: usize) -> String {
    if count == 1 {
        "1 lote por aprobar: revísalo y fírmalo".to_owned()
    } else {
        format!("{count} lotes por aprobar: revísalos y fírmalos")
    }
}

pub fn by_hand(count: usize) -> String {
    if count == 1 {
        "1 lote presentado por fuera: trae su resultado".to_owned()
    } else {
        format!("{count} lotes presentados por fuera: trae sus resultados")
    }
}

pub fn to_confirm(count: usize) -> String {
    if count == 1 {
        "1 lote por confirmar: firma para consultar".to_owned()
    } else {
        format!("{count} lotes por confirmar: firma para consultar")
    }
}

pub fn refused(count: usize) -> String {
    if count == 1 {
        "1 lote rechazado por IDSE".to_owned()
    } else {
        format!("{count} lotes rechazados por IDSE")
    }
}

pub fn unsent(count: usize) -> String {
    if count == 1 {
        "1 lote firmado que falta enviar".to_owned()
    } else {
        format!("{count} lotes firmados que falta enviar")
    }
}

pub fn uncorrected(count: u64) -> String {
    if count == 1 {
        "1 movimiento rechazado por corregir".to_owned()
    } else {
        format!(
            "{} movimientos rechazados por corregir",
            number::count(count)
        )
    }
}

pub fn lote_refused(numero: u64, what: &str, place: &str) -> String {
    format!("Lote {numero}, {what} de {place}: IDSE lo rechazó")
}

pub fn lote_unsent(numero: u64, what: &str, place: &str) -> String {
    format!("Lote {numero}, {what} de {place}: está firmado y falta enviarlo")
}

pub fn lote_in_doubt(numero: u64, what: &str, place: &str) -> String {
    format!("Lote {numero}, {what} de {place}: decide si IDSE lo recibió")
}

pub fn lote_by_hand(numero: u64, what: &str, place: &str) -> String {
    format!("Lote {numero}, {what} de {place}: trae el resultado de IDSE")
}

pub fn lote_to_sign(numero: u64, what: &str, place: &str) -> String {
    format!("Lote {numero}, {what} de {place}: falta firmarlo")
}

pub fn in_doubt(count: usize) -> String {
    if count == 1 {
        "1 lote dudoso: decide si IDSE lo recibió".to_owned()
    } else {
        format!("{count} lotes dudosos: decide si IDSE los recibió")
    }
}

pub fn expires(holder: &str, date: &str, days: i64) -> String {
    match days {
        ..0 => format!("{holder}: venció el {date}."),
        0 => format!("{holder}: vence hoy."),
        1 => format!("{holder}: vence mañana, {date}."),
        _ => format!("{holder}: vence el {date}, en {days} días."),
    }
}
