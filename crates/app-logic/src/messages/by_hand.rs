//! A lote that a person files in IDSE herself, and movements settled by her word.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::movimiento::TipoMovimiento;

use super::movements;
use crate::format::number;

pub const TITLE: &str = "Presentar por mi cuenta en IDSE";
pub const TEXT: &str = "Otra forma de presentarlo: subes tú el archivo en IDSE y lo firmas ahí. Aquí sigue su plazo, y el \
     resultado se lee del archivo que descargues.";
pub const STEPS: &str = "Qué hacer en IDSE, paso por paso";
pub const FILE: &str = "Descargar el archivo para IDSE";
pub const IDSE: &str = "Acceso a IDSE";
pub const MARK: &str = "Lo presento por mi cuenta";
pub const MARK_TITLE: &str = "¿Lo presentas tú en IDSE?";
pub const MARK_TEXT: &str = "Rúbrica ya no lo envía: queda como «Presentado por fuera» hasta que traigas su resultado. Mientras \
     no lo traigas puedes arrepentirte.";
pub const BRING: &str = "Cargar el resultado de IDSE";
pub const TAKE_BACK: &str = "Mejor lo firmo aquí";
pub const TAKE_BACK_TITLE: &str = "¿Firmarlo aquí?";
pub const TAKE_BACK_TEXT: &str = "Vuelve a quedar por firmar en Rúbrica. Hazlo sólo si no lo presentaste en IDSE: si ya lo \
     presentaste, quedaría dos veces.";

pub const SETTLE_TITLE: &str = "Marcar resultados a mano";
pub const SETTLE_TEXT: &str = "Si ya sabes qué operó y qué rechazó el IMSS y no tienes el archivo, márcalo aquí. Queda anotado \
     quién lo dijo y por qué.";
pub const SETTLE_OPEN: &str = "Marcar resultados a mano";
pub const SETTLE_WHICH: &str = "¿Cuáles movimientos?";
pub const SETTLE_ALL: &str = "Todos los que faltan";
pub const SETTLE_NONE: &str = "Quitar las marcas";
pub const SETTLE_OUTCOME: &str = "¿Qué pasó con ellos?";
pub const OPERADO: &str = "Operaron";
pub const OPERADO_HELP: &str = "El IMSS los aceptó.";
pub const EXTEMPORANEO: &str = "Operaron, extemporáneos";
pub const EXTEMPORANEO_HELP: &str = "El IMSS los aceptó después del plazo.";
pub const RECHAZADO: &str = "Los rechazó";
pub const RECHAZADO_HELP: &str = "Cada uno se puede corregir y presentar otra vez.";
pub const CODIGO: &str = "Código de rechazo";
pub const CODIGO_HELP: &str = "Dos cifras, como las imprime IDSE. Déjalo vacío si no lo sabes.";
pub const REASON: &str = "¿Cómo lo sabes?";
pub const REASON_HELP: &str = "Por ejemplo: «Lo vi en la consulta de IDSE hoy a las 17:40».";
pub const WHICH_MISSING: &str = "Marca al menos un movimiento.";
pub const OUTCOME_MISSING: &str = "Elige qué pasó con ellos.";
pub const REASON_MISSING: &str = "Escribe cómo lo sabes.";

pub const UNREAD_TITLE: &str = "IDSE dijo algo que Rúbrica no entendió";
pub const UNREAD_TEXT: &str =
    "Está como vino. No cambió nada: compara con IDSE y, si hace falta, marca el resultado a mano.";

/// Returns what to do in IDSE, one sentence a step.
pub fn steps(tipo: TipoMovimiento, count: u64, registro: &str) -> [String; 5] {
    let what = movements::tipo_plural(tipo, count);
    [
        "Descarga el archivo. Es de texto, con renglones de 168 posiciones, sin acentos ni Ñ: ábrelo sólo para verlo, \
         no lo guardes desde otro programa."
            .to_owned(),
        format!(
            "Toca «Acceso a IDSE» y entra con el certificado o la e.firma de {registro}: usuario, contraseña y «Iniciar sesión»."
        ),
        "En el menú elige «Afiliación», y ahí el envío de movimientos por archivo.".to_owned(),
        format!("Elige el archivo que descargaste, comprueba que IDSE lea {what}, y envíalo con tu firma."),
        "Guarda la constancia (PDF) o, cuando IDSE procese el lote, su archivo CSV. Después tráelo aquí con «Cargar el \
         resultado de IDSE»."
            .to_owned(),
    ]
}

/// Returns the button that settles.
pub fn settle(count: usize) -> String {
    match count {
        0 => "Guardar el resultado".to_owned(),
        1 => "Guardar el resultado de 1 movimiento".to_owned(),
        _ => {
            let count = number::count(u64::try_from(count).unwrap_or(u64::MAX));
            format!("Guardar el resultado de {count} movimientos")
        }
    }
}
