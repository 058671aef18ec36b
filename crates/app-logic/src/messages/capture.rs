//! Capturing a movement.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::movimiento::TipoMovimiento;

pub const CHOOSE_TITLE: &str = "¿Qué vas a capturar?";
pub const REINGRESO_TEXT: &str = "Alguien entra a trabajar, por primera vez o de regreso.";
pub const MODIFICACION_TEXT: &str = "Cambia el salario de alguien que ya trabaja contigo.";
pub const BAJA_TEXT: &str = "Alguien deja de trabajar.";
pub const WITHIN: &str = "Se presenta dentro de los 5 días hábiles siguientes.";

pub const MANY_TITLE: &str = "De varios a la vez";
pub const SALARIES: &str = "Cambiar varios salarios";
pub const SALARIES_TEXT: &str = "Un porcentaje para todos, o los salarios pegados desde Excel.";
pub const BAJAS: &str = "Varias bajas";
pub const BAJAS_TEXT: &str = "Elige quiénes salen el mismo día y por la misma causa.";

pub const NO_REGISTROS_TITLE: &str = "Primero agrega un registro patronal";
pub const NO_REGISTROS_TEXT: &str = "Cada movimiento se presenta por uno.";
pub const GO_REGISTROS: &str = "Ir a registros patronales";

pub const WHERE_AND_WHEN: &str = "Patrón y fecha";
pub const TRABAJADOR: &str = "Trabajador";
pub const SALARY: &str = "Salario y jornada";
pub const LEAVING: &str = "Motivo";
pub const OTHERS: &str = "Otros datos";

pub const REGISTRO: &str = "Registro patronal";
pub const CHOOSE: &str = "Elige uno";
pub const CHOOSE_CAUSE: &str = "Elige una";
pub const FECHA_REINGRESO: &str = "Fecha de ingreso";
pub const FECHA_MODIFICACION: &str = "Fecha de la modificación";
pub const FECHA_BAJA: &str = "Fecha de la baja";
pub const NSS: &str = "NSS";
pub const NSS_HELP: &str = "11 dígitos.";
pub const CURP: &str = "CURP";
pub const CURP_HELP: &str = "18 caracteres.";
pub const PATERNO: &str = "Apellido paterno";
pub const MATERNO: &str = "Apellido materno";
pub const NOMBRE: &str = "Nombre(s)";
pub const SBC: &str = "Salario base de cotización";
pub const SBC_HELP: &str = "Pesos al día, como 687.70.";
pub const TIPO_SALARIO: &str = "Tipo de salario";
pub const TIPO_TRABAJADOR: &str = "Tipo de trabajador";
pub const JORNADA: &str = "Semana o jornada";
pub const CAUSA: &str = "Causa de la baja";
pub const UMF: &str = "UMF";
pub const UMF_HELP: &str = "3 dígitos.";
pub const GUIA: &str = "Guía";
pub const GUIA_HELP: &str = "5 dígitos, como 01400.";
pub const CLAVE: &str = "Clave del trabajador";
pub const CLAVE_HELP: &str = "La tuya, hasta 10 caracteres.";

pub const SAVE_READY: &str = "Guardar, listo para lote";
pub const SAVE_NEXT: &str = "Guardar y capturar otro";
pub const SAVE_DRAFT: &str = "Guardar como borrador";
pub const HAS_ERRORS_TITLE: &str = "Falta algo por corregir";
pub const HAS_ERRORS_TEXT: &str =
    "Lo que hay que corregir está junto a cada dato. También puedes guardarlo como borrador.";
pub const REVIEW_TITLE: &str = "Revisa antes de enviarlo";
pub const KEPT_TITLE: &str = "Recuperamos lo que habías escrito";
pub const KEPT_TEXT: &str = "Tu sesión terminó antes de guardarlo.";

pub const PICK: &str = "Del directorio";
pub const PICK_LABEL: &str = "Buscar trabajador";
pub const PICK_HELP: &str = "Nombre, NSS, CURP o clave. Al elegirlo se llena el formulario.";
pub const PICK_FOUND: &str = "Trabajadores que coinciden";
pub const PICK_NOBODY: &str = "Nadie coincide. Escribe sus datos abajo.";
pub const CORRECTS_TITLE: &str = "Corriges un movimiento que el IMSS rechazó";
pub const CORRECTS_TEXT: &str =
    "Trae los datos de aquél. Cambia lo que estaba mal y guárdalo: los dos quedan ligados.";
pub const CONFLICT_TEXT: &str = "Lo que escribiste sigue aquí. Elige con qué te quedas.";
pub const CONFLICT_CAPTION: &str = "En qué difieren";
pub const CONFLICT_FIELD: &str = "Dato";
pub const CONFLICT_MINE: &str = "Lo tuyo";
pub const CONFLICT_THEIRS: &str = "Lo guardado";
pub const CONFLICT_KEEP: &str = "Seguir con lo mío";
pub const CONFLICT_TAKE: &str = "Tomar lo guardado";

pub const SAVED_READY_TITLE: &str = "Movimiento listo";
pub const SAVED_REVIEW_TITLE: &str = "Movimiento listo, con algo por revisar";
pub const REVIEW_IT: &str = "Revisarlo";
pub const SAVED_READY_TEXT: &str = "Lo siguiente es preparar su lote y firmarlo.";
pub const SAVED_DRAFT_TITLE: &str = "Borrador guardado";
pub const SAVED_DRAFT_TEXT: &str = "Lo encuentras en el historial para terminarlo.";
pub const ANOTHER: &str = "Capturar otro";
pub const GO_LOTES: &str = "Ir a lotes";
pub const GO_HISTORY: &str = "Ver el historial";
pub const NOT_EDITABLE_TITLE: &str = "Este movimiento ya está en un lote";
pub const NOT_EDITABLE_TEXT: &str = "Lo que se firma no se cambia. Míralo en el historial.";

pub fn title(tipo: TipoMovimiento, edits: bool) -> &'static str {
    match (tipo, edits) {
        (TipoMovimiento::Reingreso, false) => "Nuevo reingreso",
        (TipoMovimiento::Modificacion, false) => "Nueva modificación de salario",
        (TipoMovimiento::Baja, false) => "Nueva baja",
        (TipoMovimiento::Reingreso, true) => "Editar reingreso",
        (TipoMovimiento::Modificacion, true) => "Editar modificación de salario",
        (TipoMovimiento::Baja, true) => "Editar baja",
    }
}

pub const KEPT_LATER: &str =
    "No hay conexión. Lo que escribes sigue en esta página y se guarda en cuanto vuelva.";

pub const NOT_VIGENTE_SHORT: &str = "No vigente";
pub const SAME_SBC: &str = "Es igual al SBC actual: no hay cambio que presentar.";
pub const CANCEL_TITLE: &str = "¿Qué hacemos con lo que escribiste?";
pub const CANCEL_DISCARD: &str = "Descartarlo";
pub const CANCEL_STAY: &str = "Seguir capturando";
pub const LEFT_RESUME: &str = "Seguir con ella";
pub const LEFT_DISMISS: &str = "Empezar otra";

/// Whom a capture is about, after its type.
fn of_person(tipo: &str, person: &str) -> String {
    let tipo = tipo.to_lowercase();
    if person.is_empty() {
        format!("Tu captura de {tipo}")
    } else {
        format!("Tu captura de {tipo} de {person}")
    }
}

pub fn left_waiting(tipo: &str, person: &str) -> String {
    let capture = of_person(tipo, person);
    format!("{capture} sigue en esta pestaña y se guarda como borrador en cuanto haya conexión.")
}

pub fn left_stored(tipo: &str, person: &str) -> String {
    format!("{} quedó guardada como borrador.", of_person(tipo, person))
}

pub fn left_in_memory(tipo: &str, person: &str) -> String {
    let capture = of_person(tipo, person);
    format!("{capture} no se ha guardado: sigue en esta pestaña.")
}

pub fn left_offer(tipo: &str, person: &str) -> String {
    format!("{} quedó sin terminar", of_person(tipo, person))
}

pub fn instead(tipo: &str) -> String {
    format!("Capturar {}", tipo.to_lowercase())
}

/// Returns IMSS's code 48, before the movement is complete.
pub fn already_vigente(since: &str, sbc: Option<&str>) -> String {
    let sbc = sbc
        .map(|sbc| format!(", con SBC {sbc}"))
        .unwrap_or_default();
    format!(
        "Este trabajador ya está vigente aquí desde el {since}{sbc}; el IMSS rechazaría otro reingreso (48)."
    )
}

/// Returns IMSS's code 50, before the movement is complete.
pub fn not_vigente(since: Option<&str>, elsewhere: Option<&str>) -> String {
    let since = since
        .map(|since| format!(" desde el {since}"))
        .unwrap_or_default();
    let elsewhere = elsewhere
        .map(|numero| format!(" Está vigente con {numero}: revisa el registro patronal."))
        .unwrap_or_default();
    format!(
        "En tu directorio este trabajador no está vigente aquí{since}; si el IMSS no tiene su reingreso, rechazaría este movimiento (50).{elsewhere}"
    )
}

pub fn present_sbc(sbc: &str, since: Option<&str>) -> String {
    match since {
        Some(since) => format!("SBC actual: {sbc}, desde el {since}."),
        None => format!("SBC actual: {sbc}."),
    }
}

pub fn lower_sbc(change: &str) -> String {
    format!("Es menor al SBC actual: {change}. Revísalo.")
}

pub fn much_higher_sbc(change: &str) -> String {
    format!("Es mucho mayor al SBC actual: {change}. Revísalo.")
}

pub fn kept_at(time: &str) -> String {
    format!("Borrador guardado a las {time}.")
}

pub fn refused_here(words: &str) -> String {
    format!("El IMSS rechazó este dato: {words}.")
}

pub fn conflict(who: Option<&str>) -> String {
    match who {
        Some(who) => format!("{who} cambió este movimiento mientras lo editabas"),
        None => "Alguien cambió este movimiento mientras lo editabas".to_owned(),
    }
}

pub fn vigente_in(numero: &str, sbc: Option<&str>) -> String {
    match sbc {
        Some(sbc) => format!("Vigente en {numero}, SBC {sbc}"),
        None => format!("Vigente en {numero}"),
    }
}

pub fn name(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "Reingreso",
        TipoMovimiento::Modificacion => "Modificación de salario",
        TipoMovimiento::Baja => "Baja",
    }
}

/// Returns a deadline as `imss` puts it, as a sentence of its own.
pub fn deadline(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}
