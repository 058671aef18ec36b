//! Which registro patronal a row names.

use api::view::registros::RegistroView;
use import_protocol::Registro;

/// Returns the registros patronales that rows may be filed for, as the worker needs them.
#[must_use]
pub fn registros(held: &[RegistroView]) -> Vec<Registro> {
    held.iter()
        .map(|one| Registro {
            numero: one.data.numero.clone(),
            zona: one.data.zona,
            umf: one.data.umf.clone(),
            guia: one.data.guia.clone(),
        })
        .collect()
}

/// Returns the registro patronal with a number, by the ten characters before the check digit.
#[must_use]
pub fn registro_of<'a>(held: &'a [RegistroView], numero: &str) -> Option<&'a RegistroView> {
    let numero: String = numero
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let key = numero.get(..10)?;
    held.iter()
        .find(|one| one.data.numero.get(..10) == Some(key))
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn finds_a_registro_with_and_without_its_last_digit() {
        let held = testing::registros();
        for numero in ["Y6087828106", "Y608782810", "y60-87828-10-6"] {
            let found = registro_of(&held, numero).map(|one| one.id.as_str());
            assert_eq!(found, Some("r1"), "{numero}");
        }
        assert_eq!(registro_of(&held, "Y60"), None);
        assert_eq!(registro_of(&held, "Z6087828106"), None);
    }
}
