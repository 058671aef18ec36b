//! Recovery, invitation, and a person's own account.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::number;

pub const EMAIL: &str = "Correo electrónico";
pub const EMAIL_MISSING: &str = "Escribe el correo.";
pub const EMAIL_INCOMPLETE: &str = "Ese correo no parece completo. Revísalo: nombre@dominio.mx";
pub const NAME: &str = "Nombre";
pub const NAME_MISSING: &str = "Escribe el nombre.";
pub const NEW_USERNAME_MISSING: &str = "Elige el usuario con el que vas a ingresar.";
pub const CURRENT: &str = "Tu contraseña de ahora";
pub const CURRENT_MISSING: &str = "Escribe tu contraseña de ahora.";
pub const NEW_PASSWORD: &str = "Contraseña nueva";
pub const REPEAT: &str = "Repite la contraseña nueva";
pub const PASSWORD_LONG: &str = "Usa 128 caracteres cuando mucho.";

pub const STRENGTH_WEAK: &str = "Débil: se adivina pronto. Une varias palabras.";
pub const STRENGTH_FAIR: &str = "Aceptable. Si es más larga, es mejor.";
pub const STRENGTH_STRONG: &str = "Fuerte.";

pub const RECOVER_TITLE: &str = "Recuperar tu acceso";
pub const RECOVER_LEAD: &str = "Te enviamos una liga para elegir una contraseña nueva.";
pub const RECOVER_HELP: &str = "El que diste al registrarte o al que llegó tu invitación.";
pub const RECOVER_WHY: &str = "Rúbrica no envía contraseñas por correo: quien lea el correo entraría con ellas, y \
     nadie, ni Rúbrica, sabe cuál es la tuya.";
pub const SEND: &str = "Enviar la liga";
pub const BACK_TO_LOGIN: &str = "Regresar a ingresar";
pub const SENT_TITLE: &str = "Revisa tu correo";
pub const SENT_NOTHING: &str = "¿No llega? Mira en correo no deseado. Si tampoco está ahí, quizá tu usuario tiene \
     otro correo o ninguno: pide a quien administra Rúbrica en tu empresa que te invite de nuevo.";

pub const LINK_TITLE: &str = "Abriendo la liga…";
pub const LINK_MISSING_TITLE: &str = "La liga está incompleta";
pub const LINK_MISSING_TEXT: &str = "Ábrela de nuevo desde el correo en que te llegó, completa. Por seguridad no se \
     queda en la barra de direcciones.";
pub const LINK_DEAD_TITLE: &str = "Esta liga ya no es válida";
pub const LINK_DEAD_TEXT: &str = "Cada liga sirve una sola vez y por poco tiempo.";
pub const ASK_AGAIN: &str = "Pedir otra liga";

pub const RESET_TITLE: &str = "Elige tu contraseña nueva";
pub const RESET: &str = "Guardar la contraseña";
pub const RESET_DONE_TITLE: &str = "Tu contraseña cambió";
pub const RESET_DONE_TEXT: &str = "Tus sesiones abiertas terminaron y te enviamos un aviso por correo. Ingresa con la contraseña nueva.";

pub const INVITATION_TITLE: &str = "Te invitaron a Rúbrica";
pub const ACCEPT: &str = "Crear mi usuario";
pub const LINK_OTHER_TITLE: &str = "Esta liga es de otra página";
pub const LINK_OTHER_TEXT: &str = "Ábrela tal como llegó en el correo.";

pub const CONFIRM_TITLE: &str = "Confirmar tu correo";
pub const CONFIRM: &str = "Confirmar este correo";
pub const CONFIRMED_TITLE: &str = "Tu correo quedó confirmado";
pub const CONFIRMED_TEXT: &str = "Los avisos de Rúbrica llegan desde ahora a este correo.";
pub const GO_ON: &str = "Ir a Rúbrica";

pub const PROFILE_TITLE: &str = "Mi cuenta";
pub const PROFILE_NAME: &str = "Tu nombre";
pub const PROFILE_NAME_SAVED: &str = "Tu nombre quedó guardado.";
pub const PROFILE_PASSWORD: &str = "Tu contraseña";
pub const PROFILE_PASSWORD_HELP: &str =
    "Al cambiarla terminan tus otras sesiones y te llega un aviso por correo.";
pub const CHANGE_PASSWORD: &str = "Cambiar la contraseña";
pub const PASSWORD_CHANGED: &str = "Tu contraseña cambió. Tus otras sesiones terminaron.";
pub const PROFILE_EMAIL: &str = "Tu correo";
pub const PROFILE_EMAIL_HELP: &str =
    "Te enviamos una liga al correo nuevo; al abrirla se cambia, y avisamos al anterior.";
pub const NEW_EMAIL: &str = "Correo nuevo";
pub const CHANGE_EMAIL: &str = "Enviar la liga";
pub const NO_EMAIL: &str = "Tu usuario no tiene correo: sin él no puedes recuperar tu contraseña.";
pub const DAILY: &str = "Correo de cada mañana";
pub const DAILY_LABEL: &str = "Recibir un correo con lo que vence y lo que rechazó el IMSS";
pub const DAILY_HELP: &str = "A las 8, los días hábiles en que haya algo: lo que vence en dos días hábiles y los rechazos sin atender. No lleva NSS ni salarios.";
pub const DAILY_SAVED: &str = "Guardado.";

pub fn strength_short(missing: usize) -> String {
    match missing {
        1 => "Falta 1 carácter.".to_owned(),
        _ => format!("Faltan {missing} caracteres."),
    }
}

pub fn strength_too_long(over: usize) -> String {
    match over {
        1 => "Sobra 1 carácter.".to_owned(),
        _ => format!("Sobran {} caracteres.", number::count(over as u64)),
    }
}

pub fn sent(email: &str) -> String {
    format!(
        "Si el correo {email} está registrado, recibirás en él una liga para elegir tu contraseña. Sirve una vez, \
         durante 30 minutos."
    )
}

pub fn reset_lead(username: &str) -> String {
    format!("Para tu usuario «{username}».")
}

pub fn invitation_lead(empresa: &str, role: &str) -> String {
    format!("Para trabajar en {empresa} como {}.", role.to_lowercase())
}

pub fn confirm_lead(email: &str, username: &str) -> String {
    format!("Los avisos de tu usuario «{username}» llegarán a {email}.")
}

pub fn email_asked(email: &str) -> String {
    format!("Enviamos una liga a {email}. Tu correo cambia cuando la abras.")
}

pub fn email_now(email: &str) -> String {
    format!("Ahora es {email}.")
}
