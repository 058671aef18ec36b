//! The lists of the form: IMSS's codes in their order, registros patronales with their place.

use api::view::registros::RegistroView;
use imss::movimiento::{CausaBaja, Jornada, TipoSalario, TipoTrabajador};

use crate::messages::movements as words;
use crate::shown::Choice;

/// Returns registros patronales as a list offers them: the value is the id.
pub fn registro_choices(registros: &[RegistroView]) -> Vec<Choice> {
    registros.iter().map(registro_choice).collect()
}

/// Returns one of them: its number with its place and name.
pub fn registro_choice(registro: &RegistroView) -> Choice {
    let data = &registro.data;
    let label = words::registro(&data.numero, &data.subdelegacion, &data.razon_social);
    Choice::new(&registro.id, label)
}

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident, $codes:ty) => {
        $(#[$doc])*
        pub fn $name() -> Vec<Choice> {
            <$codes>::ALL
                .iter()
                .map(|one| Choice::new(one.code(), one.label()))
                .collect()
        }
    };
}

choices!(
    /// Returns the kinds of salary.
    salary_choices, TipoSalario);
choices!(
    /// Returns the kinds of trabajador.
    trabajador_choices, TipoTrabajador);
choices!(
    /// Returns the kinds of working week.
    week_choices, Jornada);
choices!(
    /// Returns the causes of a baja.
    cause_choices, CausaBaja);
