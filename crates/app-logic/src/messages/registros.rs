//! Registros patronales.

#![expect(missing_docs, reason = "each name says what its text says")]

use api::view::certificates::AssignmentState;
use imss::wages::ZonaSalarial;

use crate::format::number;

pub const TITLE: &str = "Registros patronales";
pub const LEAD: &str = "Cada uno lleva sus movimientos, su guía y el certificado que firma por él.";
pub const NEW: &str = "Agregar registro patronal";
pub const NEW_TITLE: &str = "Nuevo registro patronal";
pub const EDIT_TITLE: &str = "Editar registro patronal";
pub const EMPTY_TITLE: &str = "Aún no hay registros patronales";
pub const EMPTY_TEXT: &str =
    "Agrega el primero. Lo encuentras en tu tarjeta de identificación patronal.";
pub const CAPTION: &str = "Registros patronales de la empresa";
pub const NUMERO: &str = "Registro patronal";
pub const NUMERO_HELP: &str =
    "11 caracteres, como Y6087828106. Con 10 se calcula el dígito verificador.";
pub const RAZON_SOCIAL: &str = "Razón social";
pub const RAZON_SOCIAL_MISSING: &str = "Escribe la razón social.";
pub const CHECK_DIGIT_TITLE: &str = "Revisa el registro patronal antes de guardarlo";
pub const CHECK_DIGIT_SAVE: &str = "Está bien, guardarlo";
pub const CHECK_DIGIT_BADGE: &str = "Revisa el dígito verificador";
pub const RFC: &str = "RFC";
pub const DOMICILIO: &str = "Domicilio";
pub const SUBDELEGACION: &str = "Subdelegación";
pub const GUIA: &str = "Guía";
pub const GUIA_HELP: &str = "5 dígitos. Si no la conoces, déjala vacía.";
pub const ZONA: &str = "Zona salarial";
pub const UMF: &str = "UMF de costumbre";
pub const UMF_HELP: &str = "3 dígitos. Se propone en cada reingreso.";
pub const CERTIFICADO: &str = "Certificado";
pub const WITHOUT_CERTIFICATE: &str = "Sin certificado";
pub const CERTIFICATE_ENDED: &str = "Certificado vencido";
pub const PLANTILLA: &str = "Plantilla inicial";
pub const WITHOUT_PLANTILLA: &str = "Sin plantilla";
pub const LOAD_PLANTILLA: &str = "Carga tu plantilla inicial";
pub const PLANTILLA_WHY: &str = "Con ella se te avisa antes de enviar lo que el IMSS rechazaría: el reingreso de quien ya está vigente, o la baja o modificación de quien no lo está.";
pub const ACTIONS: &str = "Acciones";
pub const NOT_FOUND: &str = "Ese registro patronal ya no está.";
pub const EMPLOYER: &str = "El patrón";
pub const DEFAULTS: &str = "Para sus movimientos";

pub fn edit(numero: &str) -> String {
    format!("Editar {numero}")
}

pub fn cutoff(date: &str) -> String {
    format!("Al {date}")
}

pub fn trabajadores(count: u32) -> String {
    if count == 1 {
        "1 trabajador".to_owned()
    } else {
        format!("{} trabajadores", number::count(u64::from(count)))
    }
}

pub fn plantillas_missing(numbers: &[&str]) -> String {
    match numbers {
        [only] => format!("Falta la de {only}."),
        _ => format!("Faltan las de {}.", numbers.join(", ")),
    }
}

pub fn zona(zona: ZonaSalarial) -> &'static str {
    match zona {
        ZonaSalarial::General => "General",
        ZonaSalarial::FronteraNorte => "Libre de la frontera norte",
    }
}

pub fn assignment(state: &AssignmentState) -> &'static str {
    match state {
        AssignmentState::SinConfirmar => "Sin confirmar",
        AssignmentState::Asignado { .. } => "Asignado",
        AssignmentState::Rechazado { .. } => "Rechazado por IDSE",
    }
}
