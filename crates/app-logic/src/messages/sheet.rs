//! The sheets of many movements: salaries, bajas and what the assistants propose.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const FILTER: &str = "Buscar en la lista";
pub const FILTER_HELP: &str = "Nombre, NSS o clave.";
pub const ALL: &str = "Todos";
pub const NONE: &str = "Ninguno";
pub const ONLY_CHANGED: &str = "Sólo los que cambian";
pub const NOBODY_SHOWN: &str = "Nadie coincide con lo que buscas.";
pub const SBC_NOW: &str = "SBC actual";
pub const SBC_NEW: &str = "SBC nuevo";
pub const DIFFERENCE: &str = "Diferencia";
pub const LINE_REFUSED: &str = "No se guardó";
pub const LINE_BLOCKED: &str = "Falta corregir";
pub const UNDOING: &str = "Deshaciendo…";
pub const UNDO_SALARIES: &str = "Deshacer";

pub const PASTE: &str = "Pegar desde Excel";
pub const PASTE_LABEL: &str = "Renglones copiados";
pub const PASTE_APPLY: &str = "Llenar la tabla";
pub const PASTE_NOBODY: &str = "No trae el NSS ni la clave de nadie de esta lista.";
pub const PASTE_SEVERAL: &str = "Nombra a más de una persona: deja una en cada renglón.";
pub const PASTE_NO_AMOUNT: &str = "No trae un importe después del NSS o la clave.";

pub const ASK_PERCENTAGE: &str = "Sí, aplicarlo";
pub const ASK_UNUSUAL: &str = "Sí, guardarlos";
pub const ASK_CANCEL: &str = "No, revisarlo";

pub fn include(name: &str) -> String {
    format!("Incluir a {name}")
}

pub fn new_sbc_of(name: &str) -> String {
    format!("SBC nuevo de {name}")
}

/// Returns how many pasted rows were read, and how many fill nothing.
pub fn pasted(read: usize, strange: usize) -> String {
    let read = match read {
        1 => "Se llenó 1 renglón".to_owned(),
        _ => format!("Se llenaron {read} renglones"),
    };
    match strange {
        0 => format!("{read}."),
        1 => format!("{read}. Uno no se pudo usar:"),
        _ => format!("{read}. {strange} no se pudieron usar:"),
    }
}

pub fn pasted_line(line: usize) -> String {
    format!("Renglón {line}")
}

pub fn pasted_more(left: usize) -> String {
    format!("Y {left} más.")
}

pub fn paste_unknown_nss(nss: &str) -> String {
    format!("El NSS {nss} no es de nadie de esta lista: revisa el número o el registro patronal.")
}

pub fn paste_not_an_amount(cell: &str) -> String {
    format!("«{cell}» no se lee como importe. Escríbelo con punto, como 1,234.50.")
}

pub fn paste_decimals(cell: &str) -> String {
    format!("«{cell}» tiene más de dos decimales. Redondéalo a centavos y pégalo otra vez.")
}

pub fn paste_two_amounts(line: usize) -> String {
    format!("La misma persona viene con otro importe en el renglón {line}: no se usó ninguno.")
}

/// Returns what a percentage was applied to.
pub fn percentage_applied(applied: usize, kept: usize) -> String {
    let applied = match applied {
        0 => "No había a quién aplicarlo".to_owned(),
        1 => "Se aplicó a 1 persona".to_owned(),
        _ => format!("Se aplicó a {applied} personas"),
    };
    match kept {
        0 => format!("{applied}."),
        1 => format!("{applied}. 1 salario que escribiste o pegaste quedó como estaba."),
        _ => format!("{applied}. {kept} salarios que escribiste o pegaste quedaron como estaban."),
    }
}

pub fn ask_percentage(percentage: &str, negative: bool) -> String {
    if negative {
        format!("{percentage} % baja los salarios. ¿Es lo que quieres?")
    } else {
        format!("{percentage} % es un aumento de más de 25 %. ¿Es lo que quieres?")
    }
}

pub fn ask_unusual(count: usize) -> String {
    match count {
        1 => "1 salario baja o cambia más de 25 %. ¿Está bien así?".to_owned(),
        _ => format!("{count} salarios bajan o cambian más de 25 %. ¿Están bien así?"),
    }
}

/// Returns the sum of what changes, below the button that saves.
pub fn difference_total(pesos: &str) -> String {
    format!("{pesos} pesos al día en total")
}

pub fn blocked(count: usize) -> String {
    match count {
        1 => "1 tiene algo por corregir y no se guarda.".to_owned(),
        _ => format!("{count} tienen algo por corregir y no se guardan."),
    }
}

/// Rows that were stored with something to look at, below what came of the saving.
pub fn warned(count: usize) -> String {
    match count {
        1 => "1 quedó guardado con un aviso; está en su renglón.".to_owned(),
        _ => format!("{count} quedaron guardados con un aviso; está en su renglón."),
    }
}

pub fn chosen(chosen: usize, of: usize) -> String {
    format!("{chosen} de {of} elegidos")
}

pub fn undone(gone: usize, left: usize) -> String {
    let gone = match gone {
        0 => "No se quitó ninguno".to_owned(),
        1 => "Se quitó 1 movimiento".to_owned(),
        _ => format!("Se quitaron {gone} movimientos"),
    };
    match left {
        0 => format!("{gone}."),
        1 => format!("{gone}. 1 ya había cambiado y se queda."),
        _ => format!("{gone}. {left} ya habían cambiado y se quedan."),
    }
}
