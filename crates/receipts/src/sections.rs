//! What a heading says about the movements below it.

use crate::text::fold;

/// What became of the movements below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// IMSS applied them.
    Operados,
    /// IMSS refused them.
    Rechazados,
}

impl Section {
    /// The section that a heading opens; `None` for any other text. One that names both says nothing.
    pub(crate) fn of_heading(text: &str) -> Option<Self> {
        let folded = fold(text);
        if folded.len() > 60 || folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let any = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        let no = any(&["no operad", "rechazad"]);
        let yes = any(&["operad", "aceptad"]) && !folded.contains("no operad");
        match (yes, no) {
            (true, false) => Some(Self::Operados),
            (false, true) => Some(Self::Rechazados),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Section;

    #[test]
    fn a_heading_of_both_opens_neither() {
        let section = Section::of_heading;
        assert_eq!(section("Movimientos operados"), Some(Section::Operados));
        assert_eq!(
            section("MOVIMIENTOS RECHAZADOS:"),
            Some(Section::Rechazados)
        );
        assert_eq!(
            section("Movimientos no operados"),
            Some(Section::Rechazados)
        );
        assert_eq!(section("Recibidos Operados Rechazados"), None);
        assert_eq!(section("Operados: 12"), None);
    }
}
