//! Which registros patronales a login covers, as the page after it says (assumption 5).

use crate::html::Page;

/// One registro patronal that the portal lists after a login. IDSE decides what a certificate
/// covers; nothing is to be refused because this list lacks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredRegistro {
    /// As the portal prints it: 10 or 11 characters.
    pub numero: String,
    /// The razón social beside it; may be empty.
    pub razon_social: String,
}

pub(crate) fn covered_registros(page: &Page) -> Vec<CoveredRegistro> {
    const NUMERO: [&str; 3] = ["registro patronal", "registro", "nrp"];
    const RAZON_SOCIAL: [&str; 3] = ["razon social", "nombre o razon social", "patron"];
    for table in &page.tables {
        let Some(numero) = table.column(&NUMERO) else {
            continue;
        };
        let razon_social = table.column(&RAZON_SOCIAL);
        let text = |row: &[crate::html::Cell], column: Option<usize>| {
            let cell = column.and_then(|at| row.get(at));
            cell.map(|cell| cell.text.clone()).unwrap_or_default()
        };
        return table
            .rows
            .iter()
            .skip(1)
            .map(|row| CoveredRegistro {
                numero: text(row, Some(numero)).replace([' ', '-'], ""),
                razon_social: text(row, razon_social),
            })
            .filter(|registro| !registro.numero.is_empty())
            .collect();
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_from_whichever_table_has_it() {
        let page = Page::parse(
            "<table><tr><td>menu</table><table><tr><th>Razón social<th>Registro patronal\
             <tr><td>Uno, S.A.<td>Y60-87828 106<tr><td>Dos<td>",
        );
        assert_eq!(
            covered_registros(&page),
            [CoveredRegistro {
                numero: "Y6087828106".into(),
                razon_social: "Uno, S.A.".into()
            }]
        );
    }

    #[test]
    fn a_page_without_the_list_says_nothing() {
        assert!(covered_registros(&Page::parse("<p>Bienvenido</p>")).is_empty());
    }
}
