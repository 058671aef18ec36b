//! Coming in: login, registration, consult link.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const LOGIN_TITLE: &str = "Ingresar";
pub const LOGIN_LEAD: &str = "Tus movimientos afiliatorios, firmados en tu navegador.";
pub const USERNAME: &str = "Usuario";
pub const PASSWORD: &str = "Contraseña";
pub const SHOW_PASSWORD: &str = "Mostrar contraseña";
pub const READ_ONLY: &str = "Ingresar en modo sólo consulta";
pub const READ_ONLY_HELP: &str = "Ves el historial sin poder capturar, firmar ni enviar.";
pub const LOGIN: &str = "Ingresar";
pub const CONTINUE: &str = "Continuar";
pub const LOGIN_DATA: &str = "Datos de conexión";
pub const FORGET_USERNAMES: &str = "Olvidar los usuarios de este equipo";
pub const REGISTER_HERE: &str = "Regístrate aquí";
pub const REGISTER_CLOSED_HELP: &str =
    "Esta instalación ya tiene su empresa. Pide tu usuario a quien administra Rúbrica.";
pub const FORGOTTEN: &str = "¿Olvidaste tu contraseña?";
pub const FORGOTTEN_LINK: &str = "Recibir por correo una liga para elegir otra";
pub const EXPIRED_TITLE: &str = "Tu sesión terminó";
pub const EXPIRED_TEXT: &str = "Ingresa de nuevo y regresas a donde estabas.";
pub const CERTIFICATE_LINK: &str = "Tramitar, renovar o recuperar tu certificado del IMSS";
pub const REGISTER_LINK: &str = "Registrar la primera empresa";
pub const USERNAME_MISSING: &str = "Escribe tu usuario.";
pub const PASSWORD_MISSING: &str = "Escribe tu contraseña.";

pub const REGISTER_TITLE: &str = "Registrar tu empresa";
pub const REGISTER_LEAD: &str =
    "Es la primera en esta instalación. Tu cuenta será la de quien administra.";
pub const REGISTER_ANY_LINK: &str = "Registrar una empresa";
pub const REGISTER_ANY_LEAD: &str =
    "Tu cuenta será la de quien la administra. Otras personas entran porque tú las invitas.";
pub const REGISTER_BY_INVITATION: &str = "En esta instalación se entra por invitación: pide la tuya a quien administra \
     Rúbrica en tu empresa.";
pub const REGISTER_CLOSED_TITLE: &str = "El registro está cerrado";
pub const COMPANY: &str = "La empresa";
pub const RAZON_SOCIAL: &str = "Razón social";
pub const RFC: &str = "RFC";
pub const RFC_HELP: &str = "12 caracteres si es persona moral, 13 si es física.";
pub const ACCOUNT: &str = "Tu cuenta";
pub const YOUR_NAME: &str = "Tu nombre";
pub const EMAIL: &str = "Correo electrónico";
pub const EMAIL_HELP: &str = "Para recuperar tu acceso y recibir avisos.";
pub const NEW_USERNAME_HELP: &str = "Con él ingresas cada vez.";
pub const NEW_PASSWORD_HELP: &str = "10 caracteres o más. Una frase que recuerdes sirve mejor que símbolos sueltos. \
     No uses la contraseña de tu certificado.";
pub const REPEAT_PASSWORD: &str = "Repite la contraseña";
pub const PASSWORDS_DIFFER: &str = "No es igual a la contraseña de arriba.";
pub const PASSWORD_SHORT: &str = "Usa 10 caracteres o más.";
pub const REGISTER: &str = "Registrar empresa";

pub const CONSULT_TITLE: &str = "Enlace de consulta";
pub const CONSULT_OPENING: &str = "Abriendo el enlace…";
pub const CONSULT_PIN_LEAD: &str =
    "Quien te compartió este enlace le puso un PIN. Pídeselo por otro medio.";
pub const PIN: &str = "PIN";
pub const PIN_MISSING: &str = "Escribe el PIN.";
pub const OPEN: &str = "Abrir";
pub const LINK_ENDED_TITLE: &str = "Enlace de consulta";
pub const LINK_ENDED_TEXT: &str = "Esta liga ya no es válida";
pub const LINK_CLOSED_TITLE: &str = "Cerraste el enlace";
pub const LINK_CLOSED_TEXT: &str = "Para verlo otra vez, ábrelo desde el mensaje en que te llegó.";
pub const CONSULT_MISSING_TITLE: &str = "El enlace está incompleto";
pub const CONSULT_MISSING_TEXT: &str = "Ábrelo de nuevo desde el mensaje en que te llegó, completo. Por seguridad no se queda en la \
     barra de direcciones.";
