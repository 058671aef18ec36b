//! Leaving: everything of a company taken away, and the company deleted.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Llevarte todo, o eliminar la empresa";
pub const EXPORT: &str = "Descargar todo";
pub const EXPORT_FILE: &str = "rubrica-empresa.zip";
pub const EXPORT_TEXT: &str = "Un .zip con todo lo de la empresa: movimientos, trabajadores, lotes con su archivo y su firma, recibos del \
     IMSS y la bitácora. Lleva datos personales: guárdalo donde sólo lo abra quien debe.";
pub const NEVER_EXPORTED: &str = "Nadie lo ha descargado completo.";
pub const LOOK_AGAIN: &str = "Ya lo descargué";
pub const DELETE_TITLE: &str = "Eliminar la empresa";
pub const DELETE: &str = "Eliminar la empresa";
pub const EXPORT_FIRST: &str =
    "Antes descarga todo, completo. Cuando termine, toca «Ya lo descargué».";
pub const KEEP: &str = "Conservar la empresa";

/// Returns when everything was last downloaded.
pub fn exported(at: &str) -> String {
    format!("La última descarga completa terminó el {at}.")
}

/// Returns until when the company is there.
pub fn planned(day: &str) -> String {
    format!("La empresa se eliminará el {day}")
}

/// Returns who asked for the deletion.
pub fn asked(by: &str, at: &str) -> String {
    match by {
        "" => format!("Se pidió el {at}. Hasta entonces se puede conservar, sin perder nada."),
        by => format!("Lo pidió {by} el {at}. Hasta entonces se puede conservar, sin perder nada."),
    }
}

/// Returns what a deletion means.
pub fn delete_text(days: u32) -> String {
    format!(
        "Se borra todo: movimientos, lotes, recibos, firmas, enlaces y usuarios, sin forma de recuperarlo. Pasan \
         {days} días antes, en los que cualquier persona que administra puede conservarla; se les avisa por correo. \
         Lo presentado ante el IMSS no cambia."
    )
}

/// Returns the label of the field that proves that it is meant.
pub fn type_name(name: &str) -> String {
    format!("Escribe el nombre de la empresa: {name}")
}

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn names_who_asked_where_she_is_known() {
        assert!(asked("Ana", "15/01/2026").starts_with("Lo pidió Ana"));
        assert!(asked("", "15/01/2026").starts_with("Se pidió"));
    }
}
