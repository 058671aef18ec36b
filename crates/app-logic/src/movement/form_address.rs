//! Addresses of the form where a movement is captured.

use imss::movimiento::TipoMovimiento;

use crate::address::Address;

pub use crate::address::{
    copy_of_movement as copy_path, movement_of_trabajador as trabajador_path, type_slug as slug,
};

/// Returns the address of the form of a movement.
#[must_use]
pub fn edit_path(tipo: TipoMovimiento, id: &str) -> String {
    let id = id.to_owned();
    Address::EditMovement { tipo, id }.href()
}
