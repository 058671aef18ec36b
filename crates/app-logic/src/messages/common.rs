//! What several pages say.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const PRINT: &str = "Imprimir";
pub const PRINTED: &str = "Impreso";
pub const NAME: &str = "Rúbrica";
pub const OPTIONAL: &str = "(opcional)";
pub const SHOW: &str = "Mostrar";
pub const HIDE: &str = "Ocultar";
pub const CANCEL: &str = "Cancelar";
pub const SAVE: &str = "Guardar";
pub const CLOSE: &str = "Cerrar";
pub const BACK: &str = "Regresar";
pub const BACK_TO_PAGE: &str = "Volver a la página";
pub const EDIT: &str = "Editar";
pub const MORE: &str = "Ver más";
pub const RETRY: &str = "Reintentar";
pub const LOADING: &str = "Cargando…";
pub const COPY: &str = "Copiar";
pub const COPIED: &str = "Copiado.";
pub const NOT_COPIED: &str = "El navegador no dejó copiar. Selecciona el texto y cópialo a mano.";
pub const REMOVE: &str = "Quitar";
pub const PICK_ONE: &str = "Toca para elegir el archivo, o suéltalo aquí";
pub const PICK_SEVERAL: &str = "Toca para elegir los archivos, o suéltalos aquí";
pub const STEP_DONE: &str = "Hecho";
pub const STEP_GO: &str = "Empezar";
pub const STEP_OFFERED: &str = "Hacerlo ahora";
pub const STEP_LATER: &str = "Después";
pub const OFFLINE: &str =
    "No hay conexión: lo que ves puede no estar al día. Se actualiza en cuanto vuelva.";
pub const NO_ANSWER: &str = "Rúbrica no contestó a tiempo.";
pub const NO_ANSWER_HINT: &str = "Revisa tu red y vuelve a intentarlo.";
pub const NO_ANSWER_TO_CHANGE: &str = "Puede que sí se haya hecho: revísalo antes de repetirlo.";
pub const SESSION_CHANGED: &str = "Tu sesión cambió antes de que esto terminara.";
pub const SESSION_CHANGED_HINT: &str = "Inténtalo otra vez.";
pub const PART_MISSING: &str = "Esta sección no se pudo cargar.";
pub const PART_MISSING_HINT: &str = "Revisa tu red y vuelve a intentarlo.";
pub const NONE: &str = "—";

pub const NOT_FOUND_TITLE: &str = "Esta página no existe";
pub const NOT_FOUND_TEXT: &str = "Revisa la dirección o regresa al inicio.";
pub const GO_HOME: &str = "Ir al inicio";
pub const NOT_ALLOWED_TITLE: &str = "Esta página no es para tu sesión";
pub const NOT_ALLOWED_TEXT: &str = "Entraste en un modo que sólo consulta, o tu cuenta no tiene ese permiso. \
     Pídeselo a quien administra Rúbrica en tu empresa.";

pub fn document_title(page: &str) -> String {
    format!("{page} · {NAME}")
}

pub fn remove_file(name: &str) -> String {
    format!("Quitar {name}")
}

pub fn incident(id: &str) -> String {
    format!("Número de incidente: {id}")
}
