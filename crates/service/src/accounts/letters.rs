//! The mails about accounts.

use crate::ports::{MailAction, Message};
use crate::records::Empresa;

/// The page that sets a new password; its token goes in the fragment.
const RECOVERY: &str = "/contrasena-nueva";
/// The page that accepts an invitation.
const INVITATION: &str = "/invitacion";
/// The page that confirms an address.
const ADDRESS: &str = "/confirmar-correo";
/// The page where requests for access are answered.
const USERS: &str = "/usuarios";
/// The login.
const LOG_IN: &str = "/entrar";

/// A link that sets a new password.
pub(super) fn recovery(public_url: &str, to: &str, nombre: &str, username: &str) -> Message {
    Message {
        to: to.to_owned(),
        subject: "Tu contraseña nueva en Rúbrica".to_owned(),
        body: format!(
            "Hola, {nombre}:\n\nAlguien pidió una contraseña nueva para tu usuario «{username}». Si fuiste tú, \
             abre esta liga: sirve una vez, durante 30 minutos.\n\nSi no fuiste tú, no hagas nada: tu contraseña \
             sigue siendo la misma y nadie entró a tu cuenta."
        ),
        action: action(public_url, RECOVERY, "Elegir mi contraseña nueva"),
    }
}

/// An invitation to a company.
pub(super) fn invitation(
    public_url: &str,
    to: &str,
    nombre: &str,
    inviter: &str,
    empresa: &str,
) -> Message {
    Message {
        to: to.to_owned(),
        subject: format!("Invitación a Rúbrica · {empresa}"),
        body: format!(
            "Hola, {nombre}:\n\n{inviter} te invita a trabajar con los movimientos del IMSS de {empresa} en \
             Rúbrica. Abre esta liga y elige tu usuario y tu contraseña: sirve una vez, durante 7 días.\n\nSi no \
             esperabas esta invitación, no hagas nada."
        ),
        action: action(public_url, INVITATION, "Aceptar la invitación"),
    }
}

/// A link that confirms a new address.
pub(super) fn address(public_url: &str, to: &str, nombre: &str, username: &str) -> Message {
    Message {
        to: to.to_owned(),
        subject: "Confirma tu correo en Rúbrica".to_owned(),
        body: format!(
            "Hola, {nombre}:\n\nPediste que los avisos de tu usuario «{username}» lleguen a este correo. Confírmalo \
             con esta liga: sirve una vez, durante 24 horas.\n\nSi no fuiste tú, no hagas nada."
        ),
        action: action(public_url, ADDRESS, "Confirmar mi correo"),
    }
}

/// Says to an administrator that somebody asks to join the company.
pub(super) fn access_asked(
    public_url: &str,
    to: &str,
    nombre: &str,
    who: &str,
    empresa: &Empresa,
) -> Message {
    Message {
        to: to.to_owned(),
        subject: format!("Piden acceso a {} en Rúbrica", empresa.nombre),
        body: format!(
            "Hola, {nombre}:\n\n{who} pide acceso a {} en Rúbrica. Responde en Usuarios: si aceptas, eliges qué \
             puede hacer y le llega una invitación.\n\nRúbrica no sabe quién es: si no conoces a esta persona, no \
             la aceptes.",
            empresa.nombre
        ),
        action: action(public_url, USERS, "Ver la petición"),
    }
}

/// Says to somebody who asked to join a company that she is in already.
pub(super) fn already_in(
    public_url: &str,
    to: &str,
    nombre: &str,
    username: &str,
    empresa: &Empresa,
) -> Message {
    Message {
        to: to.to_owned(),
        subject: "Ya tienes acceso en Rúbrica".to_owned(),
        body: format!(
            "Hola, {nombre}:\n\nAlguien pidió acceso a {} con este correo. Ya lo tienes: tu usuario es «{username}». \
             Si no recuerdas tu contraseña, pide ahí mismo una liga para elegir otra.\n\nSi no fuiste tú, no hagas \
             nada.",
            empresa.nombre
        ),
        action: action(public_url, LOG_IN, "Ingresar"),
    }
}

/// Says that a request for access was not granted, and names nobody.
pub(super) fn access_refused(to: &str, nombre: &str) -> Message {
    Message {
        to: to.to_owned(),
        subject: "Tu petición de acceso en Rúbrica".to_owned(),
        body: format!(
            "Hola, {nombre}:\n\nLa petición de acceso que se hizo con este correo no fue aceptada. Si crees que es \
             un error, habla con tu empresa.\n\nSi no pediste nada, no hagas nada."
        ),
        action: None,
    }
}

/// Says that a password changed.
pub(super) fn password_changed(to: &str, nombre: &str, username: &str) -> Message {
    Message {
        to: to.to_owned(),
        subject: "Tu contraseña de Rúbrica cambió".to_owned(),
        body: format!(
            "Hola, {nombre}:\n\nLa contraseña de tu usuario «{username}» acaba de cambiar y tus otras sesiones \
             terminaron.\n\nSi no fuiste tú, avisa ahora mismo a quien administra tu empresa en Rúbrica."
        ),
        action: None,
    }
}

/// Says to the old address that another one took its place.
pub(super) fn address_changed(to: &str, nombre: &str, username: &str) -> Message {
    Message {
        to: to.to_owned(),
        subject: "Tu correo en Rúbrica cambió".to_owned(),
        body: format!(
            "Hola, {nombre}:\n\nLos avisos de tu usuario «{username}» llegan desde ahora a otro correo, y con él se \
             recupera la contraseña.\n\nSi no fuiste tú, avisa ahora mismo a quien administra tu empresa en \
             Rúbrica."
        ),
        action: None,
    }
}

fn action(public_url: &str, path: &str, label: &str) -> Option<MailAction> {
    Some(MailAction {
        label: label.to_owned(),
        url: format!("{public_url}{path}"),
    })
}
