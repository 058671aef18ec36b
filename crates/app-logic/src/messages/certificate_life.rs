//! `/certificado-imss`. The paths themselves are in `certificate_life::paths`.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::calendar::RequestDeadline;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::format::date;

pub const TITLE: &str = "Tu certificado del IMSS";
pub const LEAD: &str = "Cómo pedirlo, renovarlo, recuperarlo o cancelarlo, paso a paso. No necesitas cuenta, y nada de lo que abras aquí sale de tu equipo.";
pub const WHAT_TITLE: &str = "Qué es";
pub const WHAT: &[&str] = &[
    "El certificado digital del IMSS es un archivo .pfx con un usuario y una contraseña. Con él la empresa entra a IDSE (IMSS Desde Su Empresa) y firma lo que envía. Va unido a su número patronal de identificación electrónica (NPIE).",
    "Lo que se firma con él vale lo mismo que la firma de puño y letra, y cualquier cambio posterior se nota. Por eso ni el archivo ni la contraseña se comparten.",
];
pub const PATHS: &str = "¿Qué necesitas?";
pub const TOOLS: &str = "Lo que puedes hacer aquí, en tu navegador";
pub const TOOLS_TEXT: &str =
    "Los archivos se leen en tu equipo. Ni la llave ni la contraseña se envían, tampoco a Rúbrica.";
pub const BACK: &str = "Todos los caminos";
pub const PRINT: &str = "Imprimir la lista";
pub const BRING: &str = "Ten a la mano";
pub const LOOK_FOR: &str = "Qué buscar";
pub const IF_MISSED: &str = "Si se te pasa";
pub const DOUBTS: &str = "Lo que no es seguro";
pub const DONE: &str = "Hecho";
pub const START_AGAIN: &str = "Empezar de nuevo";
pub const KEPT_HERE: &str = "Lo que marcas se guarda en este dispositivo.";
pub const KEPT_BY_COMPANY: &str = "Lo que marcas se guarda en tu empresa: puedes seguir en otro dispositivo, y se ve quién marcó cada paso.";
pub const FOR_REGISTRO: &str = "¿Para qué registro patronal?";
pub const FOR_REGISTRO_HELP: &str = "El avance se guarda por separado para cada uno.";
pub const ON_DEVICE: &str = "Ninguno todavía (se guarda en este dispositivo)";
pub const BRING_FROM_DEVICE: &str = "Traer lo marcado en este dispositivo";
pub const SAVE_AGAIN: &str = "Guardar otra vez";
pub const REQUESTS: &str = "Solicitudes de certificado";
pub const UNDER_WAY: &str = "En curso en tu empresa";
pub const NOT_FOUND: &str = "Ese camino no existe";
pub const NOT_FOUND_TEXT: &str = "Quizá la dirección se copió incompleta. Elige el que necesitas:";
pub const OPENS_NEW_TAB: &str = "Se abre en otra pestaña.";

pub const ASKED_ON: &str = "¿Qué día hiciste la solicitud?";
pub const ASKED_ON_HELP: &str =
    "El día que el portal generó la solicitud. Se cuenta desde el día hábil siguiente.";
pub const COMPANY_DAYS: &str = "Se cuentan también los días inhábiles de tu empresa.";
pub const ASKED_IN_FUTURE: &str =
    "Esa fecha todavía no llega. Elige el día en que ya hiciste la solicitud.";
pub const OVER_TITLE: &str = "El plazo ya terminó";

pub const USER: &str = "Usuario";
pub const PASSWORD: &str = "Contraseña";
pub const PASSWORD_SHOWN: &str = "Se muestra para que la revises; no se guarda ni se envía.";
pub const FITS: &str = "El IMSS acepta este usuario y esta contraseña.";

pub const SERIAL: &str = "Número de serie";
pub const SERIAL_HELP: &str = "Pégalo como lo copiaste del portal; los espacios no importan.";
pub const MAKE_ADDRESS: &str = "Armar la dirección";
pub const ADDRESS: &str = "Tu certificado está en esta dirección:";
pub const ORIGINAL_ADDRESS: &str =
    "La guía da esta dirección; al final se pega el número de serie:";
pub const OPEN_ADDRESS: &str = "Abrir mi certificado";
pub const ADDRESS_MOVED: &str = "Si no abre, revisa que la dirección empiece con http:// y no con https://. Si el IMSS la movió, busca en IDSE la instalación de la renovación o pídelo en tu subdelegación.";

pub const PICK_ANY: &str = "Cualquier archivo";
pub const PICK_ANY_HELP: &str = "Se reconoce por lo que trae, no por su nombre.";
pub const LOOKING: &str = "Revisando…";
pub const WHAT_TO_DO: &str = "Qué puedes hacer con él";
pub const NAMES_REGISTRO: &str = "Registro patronal";

pub const TRY: &str = "Probar";
pub const TRYING: &str = "Probando…";
pub const TRY_KEY_HELP: &str =
    "Basta el .key. Si además eliges su .cer, se comprueba que formen pareja.";
pub const TRY_PASSWORD_HELP: &str = "Prueba las que quieras: no se bloquea y no sale de tu equipo.";
pub const OPENS_TITLE: &str = "Sí abre";
pub const OPENS_KEY: &str = "Es la contraseña de esta llave.";
pub const OPENS_PAIR: &str = "Es la contraseña, y la llave corresponde a su certificado.";

pub fn checked_on(day: Date) -> String {
    format!("Revisado por última vez el {}.", date::date(day))
}

pub fn steps_done(done: usize, all: usize) -> String {
    match done {
        0 => format!("{all} pasos"),
        1 => format!("1 de {all} pasos hecho"),
        _ => format!("{done} de {all} pasos hechos"),
    }
}

/// Returns who ticked a step, and when.
pub fn done_by(by: &str, at: Timestamp) -> String {
    format!("{by}, {}", date::instant(at))
}

/// Returns where a printed list belongs.
pub fn printed_for(numero: &str, today: Date) -> String {
    format!(
        "Registro patronal {numero} · impreso el {}",
        date::date(today)
    )
}

pub fn printed_on(today: Date) -> String {
    format!("Impreso el {}", date::date(today))
}

/// Returns a path under way, as Inicio and the list of paths name it.
pub fn under_way(title: &str, numero: &str) -> String {
    format!("{title} · {numero}")
}

/// Returns a request to be finished, as a thing to do.
pub fn finish_request(numero: &str) -> String {
    format!("Termina en la subdelegación la solicitud del certificado de {numero}")
}

/// Returns until when, as a thing to do says it.
pub fn request_due(deadline: &RequestDeadline) -> String {
    let last = date::date(deadline.last_day);
    match deadline.days_left {
        _ if deadline.is_over => {
            format!("El plazo terminó el {last}: hay que solicitarlo otra vez")
        }
        1 => format!("Vence el {last} (queda 1 día hábil)"),
        days => format!("Vence el {last} (quedan {days} días hábiles)"),
    }
}

pub fn step(number: usize) -> String {
    format!("Paso {number}")
}

pub fn tries(tries: u32) -> String {
    format!("Van {tries} intentos. Puedes seguir.")
}

pub fn opens_until(holder: &str, day: &str) -> String {
    format!("El certificado es de {holder} y sirve hasta el {day}.")
}

/// Returns until when, and how long that is.
pub fn deadline(deadline: &RequestDeadline) -> String {
    let last = date::date(deadline.last_day);
    match deadline.days_left {
        1 => format!("Tienes hasta el {last}: queda 1 día hábil, contando hoy."),
        days => format!("Tienes hasta el {last}: quedan {days} días hábiles."),
    }
}

pub fn over(deadline: &RequestDeadline) -> String {
    format!(
        "El último día fue el {}. La solicitud se cancela sola: hay que hacerla otra vez, con una llave nueva.",
        date::date(deadline.last_day)
    )
}

/// Returns the holidays that were left out.
pub fn holidays(deadline: &RequestDeadline) -> Option<String> {
    let days: Vec<String> = deadline
        .holidays
        .iter()
        .map(|day| format!("{} ({})", date::date(day.date), day.name))
        .collect();
    (!days.is_empty()).then(|| format!("No cuentan: {}.", days.join(", ")))
}
