//! Words for movements and lotes, wherever they are shown.

#![expect(missing_docs, reason = "each name says what its text says")]

use api::view::lotes::LoteState;
use api::view::movements::{MovementState, ResultSource};
use imss::movimiento::TipoMovimiento;
use model::MovementStatus;

use crate::format::number;

pub const SOURCE: &str = "Cómo se supo";
pub const SEE_RECEIPT: &str = "Descargar el archivo de IDSE";
pub const TRABAJADOR: &str = "Trabajador";
pub const TIPO: &str = "Movimiento";
pub const REGISTRO: &str = "Registro patronal";
pub const FECHA: &str = "Fecha";
pub const SBC: &str = "SBC";
pub const SBC_OR_CAUSA: &str = "SBC o causa";
pub const CAUSA: &str = "Causa";
pub const ESTADO: &str = "Estado";
pub const ACTIONS: &str = "Acciones";
pub const NSS: &str = "NSS";
pub const CURP: &str = "CURP";
pub const TIPO_TRABAJADOR: &str = "Tipo de trabajador";
pub const TIPO_SALARIO: &str = "Tipo de salario";
pub const JORNADA: &str = "Jornada";
pub const UMF: &str = "UMF";
pub const GUIA: &str = "Guía";
pub const CLAVE: &str = "Clave del trabajador";
pub const VENCE: &str = "Vence";
pub const SEE: &str = "Ver";
pub const DELETE: &str = "Eliminar";
pub const DELETE_TITLE: &str = "¿Eliminar este movimiento?";
pub const DELETE_TEXT: &str = "Aún no está en ningún lote. Se quita del historial; durante treinta días se puede recuperar en «Eliminados».";
pub const DELETED_TITLE: &str = "Movimientos eliminados";
pub const DELETED_LEAD: &str =
    "Los de los últimos treinta días. Al recuperarlos quedan como estaban.";
pub const DELETED_EMPTY_TITLE: &str = "Nada por recuperar";
pub const DELETED_EMPTY_TEXT: &str = "Aquí aparece lo que se elimina, durante treinta días.";
pub const DELETED_BY: &str = "Lo eliminó";
pub const RESTORABLE_UNTIL: &str = "Se guarda hasta";
pub const RESTORE: &str = "Recuperar";
pub const TICK_ALL: &str = "Elegir todos los de la lista";
pub const SEE_DELETED: &str = "Ver eliminados";
pub const GO_HISTORY: &str = "Ver el historial";
pub const UNDO: &str = "Deshacer";
pub const UNDO_EDIT: &str = "Deshacer el último cambio";
pub const COPY: &str = "Copiar como nuevo";
pub const CORRECT: &str = "Corregir";
pub const GO_CORRECTION: &str = "Ver su corrección";
pub const CORRECTED: &str = "Ya tiene una corrección.";
pub const REJECTED_TITLE: &str = "El IMSS lo rechazó";
pub const REJECTED_TEXT: &str = "Un movimiento rechazado no se presentó. Al corregirlo se abre un borrador con sus datos, ligado a éste.";
pub const UPDATE_TRABAJADOR: &str = "Actualizar los datos del trabajador";
pub const OPERADO_TITLE: &str = "¿Y si tiene un error?";
pub const GO_BAJA: &str = "Presentar una baja";
pub const GO_MODIFICACION: &str = "Presentar una modificación de salario";
pub const GO_REINGRESO: &str = "Presentar un reingreso";
pub const CLOSE: &str = "Cerrar";
pub const CHANGES: &str = "Qué ha pasado";
pub const EXTEMPORANEO: &str = "Extemporáneo";
pub const NEXT_STEP: &str = "Qué sigue";
pub const NEXT_BORRADOR: &str = "Le falta terminar de capturarse.";
pub const NEXT_POR_APROBAR: &str = "Está en un lote que firma otra persona de tu empresa.";
pub const NEXT_POR_APROBAR_LOOSE: &str =
    "Espera aprobación y no está en ningún lote: revísalo y guárdalo como listo, o elimínalo.";
pub const NEXT_LISTO: &str = "Está listo: falta preparar su lote.";
pub const NEXT_IN_LOTE: &str = "Está en un lote que falta firmar.";
pub const NEXT_FIRMADO: &str = "Su lote está firmado; falta que IDSE lo reciba.";
pub const NEXT_ENVIADO: &str = "IDSE recibió su lote y aún no da el resultado.";
pub const NEXT_OPERADO: &str = "El IMSS lo aplicó: no falta nada.";
pub const NEXT_RECHAZADO: &str = "El IMSS lo rechazó: corrígelo para presentarlo de nuevo.";
pub const NEXT_CORRECTED: &str = "El IMSS lo rechazó y ya tiene una corrección.";
pub const NEXT_CANCELADO: &str = "Se canceló antes de enviarse.";
pub const GO_PREPARE: &str = "Preparar su lote";
pub const CAPTION: &str = "Movimientos";
pub const TO_APPROVE: &str = MovementStatus::PorAprobar.label();

pub const OPEN_PAGE: &str = "Abrir en su página";
pub const PAGE_TITLE: &str = "Movimiento";
pub const BACK_TO_HISTORY: &str = "Todo el historial";
pub const GO_TRABAJADOR: &str = "Ver al trabajador";
pub const OTHERS: &str = "Otros movimientos de esta persona";
pub const OTHERS_EMPTY: &str = "No hay otros.";

pub fn tipo(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "Reingreso",
        TipoMovimiento::Modificacion => "Mod. salario",
        TipoMovimiento::Baja => "Baja",
    }
}

pub fn tipo_plural(tipo: TipoMovimiento, count: u64) -> String {
    let noun = match (tipo, count) {
        (TipoMovimiento::Reingreso, 1) => "reingreso",
        (TipoMovimiento::Reingreso, _) => "reingresos",
        (TipoMovimiento::Modificacion, 1) => "modificación de salario",
        (TipoMovimiento::Modificacion, _) => "modificaciones de salario",
        (TipoMovimiento::Baja, 1) => "baja",
        (TipoMovimiento::Baja, _) => "bajas",
    };
    format!("{} {noun}", number::count(count))
}

pub fn movement_state(state: &MovementState) -> &'static str {
    state.status().label()
}

pub fn lote_state(state: &LoteState) -> &'static str {
    match state {
        LoteState::Enviado {
            por_confirmar: true,
            ..
        } => "Por confirmar",
        state => state.status().label(),
    }
}

pub fn rejected(codigo: &str, texto: &str) -> String {
    match (codigo, texto) {
        ("", texto) => texto.to_owned(),
        (codigo, "") => codigo.to_owned(),
        (codigo, texto) => format!("{codigo}: {texto}"),
    }
}

pub fn lote(numero: u64) -> String {
    format!("Lote {numero}")
}

pub fn open_lote(numero: u64) -> String {
    format!("Abrir el lote {numero}")
}

/// Returns what undoes or mends a movement that IMSS applied. Which aclaración a subdelegación takes is
/// general knowledge, verified nowhere (domain facts [M]): it advises and refuses nothing.
pub fn operado(tipo: TipoMovimiento) -> &'static [&'static str] {
    match tipo {
        TipoMovimiento::Reingreso => &[
            "Lo que el IMSS ya aplicó no se edita.",
            "Si la persona ya no trabaja contigo, presenta su baja. Si lo único mal es el salario, presenta una \
             modificación con la fecha desde la que cuenta.",
            "Si nunca entró a trabajar, o están mal la fecha, el NSS o el registro patronal, pide la aclaración \
             en tu subdelegación: lleva el acuse de este lote y lo que pruebe el dato correcto.",
        ],
        TipoMovimiento::Modificacion => &[
            "Lo que el IMSS ya aplicó no se edita.",
            "Si el salario quedó mal, presenta otra modificación con una fecha posterior: dos de la misma fecha se \
             rechazan (código 56).",
            "Si lo que está mal es la fecha, o no debió presentarse, pide la aclaración en tu subdelegación con el \
             acuse de este lote.",
        ],
        TipoMovimiento::Baja => &[
            "Lo que el IMSS ya aplicó no se edita.",
            "Si la persona sigue trabajando contigo, presenta su reingreso: cuenta desde el día en que volvió.",
            "Si la baja no debió presentarse, o están mal la fecha o la causa, pide la aclaración en tu \
             subdelegación con el acuse de este lote, para que no pierda semanas cotizadas.",
        ],
    }
}

pub fn deleted(nombre: &str) -> String {
    format!("Se eliminó el movimiento de {nombre}.")
}

pub fn edited(nombre: &str) -> String {
    format!("Se guardó el cambio en el movimiento de {nombre}.")
}

pub fn taken_back(nombre: &str) -> String {
    format!("El movimiento de {nombre} quedó como estaba.")
}

pub fn nss(nss: &str) -> String {
    if nss.is_empty() {
        return "Sin NSS".to_owned();
    }
    format!("NSS {nss}")
}

pub fn see(name: &str) -> String {
    format!("Ver {name}")
}

pub fn edit(name: &str) -> String {
    format!("Editar {name}")
}

pub fn due(date: &str, left: Option<i64>) -> String {
    match left {
        None => date.to_owned(),
        Some(..0) => format!("{date} (vencido)"),
        Some(0) => format!("{date} (hoy)"),
        Some(1) => format!("{date} (queda 1 día hábil)"),
        Some(days) => format!("{date} (quedan {days} días hábiles)"),
    }
}

/// Returns a registro patronal in a list: the razón social is often the same for all of them, the place
/// is not.
pub fn registro(numero: &str, subdelegacion: &str, razon_social: &str) -> String {
    match place(subdelegacion, razon_social) {
        "" => numero.to_owned(),
        known => format!("{numero} · {known}"),
    }
}

/// Returns a registro patronal by its number and the place that the server names.
pub fn at_place(numero: &str, place: &str) -> String {
    match place {
        "" => numero.to_owned(),
        place => format!("{numero} · {place}"),
    }
}

/// Returns where a registro patronal is, or whose it is where that is not known.
pub fn place<'a>(subdelegacion: &'a str, razon_social: &'a str) -> &'a str {
    match subdelegacion.trim() {
        "" => razon_social,
        known => known,
    }
}

pub const RESTORE_MANY: &str = "Recuperarlos";
pub const UNTICK: &str = "Quitar la selección";

pub fn tick(nombre: &str) -> String {
    format!("Elegir el movimiento de {nombre}")
}

pub fn delete_many(movements: usize) -> String {
    match movements {
        1 => "Eliminar 1 movimiento".to_owned(),
        _ => format!("Eliminar {movements} movimientos"),
    }
}

pub fn not_deleted(movements: usize) -> String {
    match movements {
        1 => "1 movimiento no se eliminó: cambió o ya está en un lote.".to_owned(),
        _ => format!("{movements} movimientos no se eliminaron: cambiaron o ya están en un lote."),
    }
}

/// Returns what was deleted; it can be brought back.
pub fn deleted_many(movements: usize) -> String {
    match movements {
        1 => "Se eliminó 1 movimiento. Durante treinta días se puede recuperar en «Eliminados»."
            .to_owned(),
        _ => format!(
            "Se eliminaron {movements} movimientos. Durante treinta días se pueden recuperar en «Eliminados»."
        ),
    }
}

pub fn restore_of(nombre: &str) -> String {
    format!("Recuperar el movimiento de {nombre}")
}

pub fn restore_ticked(movements: usize) -> String {
    match movements {
        0 => "Recuperar los elegidos".to_owned(),
        1 => "Recuperar 1 movimiento".to_owned(),
        _ => format!("Recuperar {movements} movimientos"),
    }
}

pub fn restored(movements: usize) -> String {
    match movements {
        0 => "No se recuperó ninguno".to_owned(),
        1 => "Se recuperó 1 movimiento".to_owned(),
        _ => format!("Se recuperaron {movements} movimientos"),
    }
}

pub fn not_restored(movements: usize) -> String {
    match movements {
        1 => "1 sigue eliminado:".to_owned(),
        _ => format!("{movements} siguen eliminados:"),
    }
}

/// Returns whose word a result is, where IDSE did not answer Rúbrica itself.
pub fn result_source(source: &ResultSource) -> String {
    match source {
        ResultSource::Portal { .. } => {
            "Se presentó fuera de Rúbrica; se leyó de un archivo de IDSE.".to_owned()
        }
        ResultSource::Receipt { .. } => "Se leyó de un archivo de IDSE.".to_owned(),
        ResultSource::Person { reason } => format!("Se marcó a mano: «{reason}»."),
    }
}
