//! The slips that IMSS answers with codes 58 and 59.
use imss::movimiento::{Movimiento, Reingreso};

use crate::demo::people::{full_name, with_check_digit};

/// The same entry with the slips that clerks make in names; none where the name offers none.
pub(super) fn misspelt(right: &Movimiento) -> Option<Movimiento> {
    let Movimiento::Reingreso(right) = right else {
        return None;
    };
    let nombre = &right.nombre;
    let paterno = nombre.paterno.as_str();
    let wrong = [
        ("Z", "S"),
        ("Ñ", "NI"),
        ("V", "B"),
        ("RR", "R"),
        ("Á", "E"),
        ("Ó", "U"),
    ]
    .into_iter()
    .find(|(letter, _)| paterno.contains(letter))
    .map(|(letter, slip)| paterno.replacen(letter, slip, 1))?;
    let materno = nombre.materno.as_ref().map_or("", |name| name.as_str());
    Some(Movimiento::Reingreso(Reingreso {
        nombre: full_name(&wrong, materno, nombre.nombre.as_str()),
        ..right.clone()
    }))
}

/// The same entry under a number that nobody has: two digits changed places.
pub(super) fn with_another_nss(right: &Movimiento) -> Movimiento {
    let Movimiento::Reingreso(right) = right else {
        return right.clone();
    };
    let mut digits: Vec<char> = right.nss.as_str().chars().take(10).collect();
    digits.swap(7, 9);
    if digits[7] == digits[9] {
        digits[8] = if digits[8] == '9' { '0' } else { '9' };
    }
    let nss = with_check_digit(&String::from_iter(digits));
    Movimiento::Reingreso(Reingreso {
        nss,
        ..right.clone()
    })
}
