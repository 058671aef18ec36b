//! Files that the page makes: what they hold, and the dialog that makes them.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::number;

pub const EXPORT: &str = "Exportar Excel";
pub const TITLE: &str = "Exportar";
pub const LEAD: &str =
    "Se guarda todo lo que muestra esta búsqueda, también lo que falta por ver en la lista.";
pub const FORMAT: &str = "¿En qué archivo?";
pub const XLSX: &str = "Excel (.xlsx)";
pub const XLSX_HELP: &str =
    "Con fechas, importes y NSS como tales, filtros y una hoja con lo que buscaste.";
pub const CSV: &str = "CSV";
pub const CSV_HELP: &str =
    "Para otros programas. Al abrirlo en Excel, el NSS pierde sus ceros: ahí usa .xlsx.";
pub const START: &str = "Exportar";
pub const CANCEL: &str = "Cancelar";
pub const CLOSE: &str = "Cerrar";
pub const PREPARING: &str = "Preparando el archivo…";
pub const SAVE_AGAIN: &str = "Guardarlo otra vez";
pub const NOT_SAVED: &str = "El navegador no guardó el archivo. Revisa el espacio de tu equipo.";

pub const SHEET: &str = "Movimientos";
pub const NOTES_SHEET: &str = "Criterios";
pub const REGISTRO: &str = "Registro patronal";
pub const TIPO: &str = "Movimiento";
pub const FECHA: &str = "Fecha";
pub const NSS: &str = "NSS";
pub const CURP: &str = "CURP";
pub const PATERNO: &str = "Apellido paterno";
pub const MATERNO: &str = "Apellido materno";
pub const NOMBRE: &str = "Nombre(s)";
pub const SBC: &str = "SBC";
pub const CAUSA: &str = "Causa de baja";
pub const TIPO_TRABAJADOR: &str = "Tipo de trabajador";
pub const TIPO_SALARIO: &str = "Tipo de salario";
pub const JORNADA: &str = "Jornada";
pub const UMF: &str = "UMF";
pub const GUIA: &str = "Guía";
pub const CLAVE: &str = "Clave del trabajador";
pub const ESTADO: &str = "Estado del aviso";
pub const RESPUESTA: &str = "Respuesta del IMSS";
pub const EXTEMPORANEO: &str = "Extemporáneo";
pub const YES: &str = "Sí";
pub const NO: &str = "No";
pub const CODIGO: &str = "Código";
pub const MOTIVO: &str = "Motivo del rechazo";
pub const VENCE: &str = "Último día en tiempo";
pub const LOTE: &str = "Lote";
pub const FOLIO: &str = "Folio";

pub const COMPANY: &str = "Empresa";
pub const MADE_AT: &str = "Hecho el";
pub const MADE_BY: &str = "Por";
pub const TAB: &str = "Pestaña";
pub const CAPTURED_BY: &str = "Capturó";
pub const ORDER: &str = "Orden";
pub const WORDS: &str = "Buscado";
pub const FROM: &str = "Fecha inicial";
pub const TO: &str = "Fecha final";
pub const ALL: &str = "Todos";
pub const NO_LIMIT: &str = "Sin límite";
pub const TOTAL: &str = "Movimientos";
pub const MASKED: &str = "Datos ocultos";
pub const MASKED_TEXT: &str = "Este enlace no muestra salarios o CURP: van como «•••».";

pub fn fetched(rows: u32) -> String {
    match rows {
        0 => PREPARING.to_owned(),
        1 => "1 renglón…".to_owned(),
        rows => format!("{} renglones…", number::count(u64::from(rows))),
    }
}

pub fn done(rows: u32, name: &str) -> String {
    match rows {
        1 => format!("Se guardó «{name}» con 1 renglón."),
        rows => format!(
            "Se guardó «{name}» con {} renglones.",
            number::count(u64::from(rows))
        ),
    }
}
