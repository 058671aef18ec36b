//! What makes two rows of a file the same.

use import_protocol::Purpose;
use imss::movimiento::Movimiento;

/// The same for movements that are the same to IMSS (employer, worker, type and day), and for a worker
/// who is twice in a plantilla. FNV-1a of 64 bits: among a million rows two others meet once in
/// thirty million files, and then a repetition is reported that is none.
pub(crate) fn identity(movimiento: &Movimiento, purpose: Purpose) -> u64 {
    let mut hash = Fnv::default();
    hash.field(movimiento.registro_patronal().key().as_bytes());
    hash.field(movimiento.nss().as_str().as_bytes());
    if purpose == Purpose::Movements {
        let fecha = movimiento.fecha();
        hash.field(movimiento.tipo().code().as_bytes());
        hash.field(&fecha.year().to_le_bytes());
        hash.field(&[fecha.month().unsigned_abs(), fecha.day().unsigned_abs()]);
    }
    hash.0
}

#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Fnv {
    fn field(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0xFF]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
}

#[cfg(test)]
mod tests {
    use imss::movimiento::{Modificacion, Movimiento};
    use imss::testing;

    use super::*;

    #[test]
    fn a_movement_is_itself_whatever_its_salary_and_spelling() {
        let first = testing::modificacion(1);
        let other = Modificacion {
            sbc: testing::sbc(99),
            nombre: testing::modificacion(2).nombre,
            ..first.clone()
        };
        let next_day = Modificacion {
            fecha: first.fecha.tomorrow().unwrap(),
            ..first.clone()
        };
        let of =
            |m: &Modificacion, purpose| identity(&Movimiento::Modificacion(m.clone()), purpose);
        assert_eq!(
            of(&first, Purpose::Movements),
            of(&other, Purpose::Movements)
        );
        assert_ne!(
            of(&first, Purpose::Movements),
            of(&next_day, Purpose::Movements)
        );
        assert_eq!(
            of(&first, Purpose::Plantilla),
            of(&next_day, Purpose::Plantilla)
        );
    }
}
