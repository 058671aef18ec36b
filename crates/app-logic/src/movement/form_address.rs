//! Addresses of the form where a movement is captured.

use imss::movimiento::TipoMovimiento;

use crate::format::percent;

/// Address of the form of a movement.
#[must_use]
pub fn edit_path(tipo: TipoMovimiento, id: &str) -> String {
    format!("/capturar/{}/{id}", slug(tipo))
}

/// Address of a new form that starts with the fields of another movement.
#[must_use]
pub fn copy_path(tipo: TipoMovimiento, id: &str) -> String {
    format!("/capturar/{}?copia={}", slug(tipo), percent::encode(id))
}

/// Address of a new form that starts with what is known of a trabajador, at a registro patronal (id).
#[must_use]
pub fn trabajador_path(tipo: TipoMovimiento, nss: &str, registro: Option<&str>) -> String {
    let registro = registro
        .map(|id| format!("&registro={}", percent::encode(id)))
        .unwrap_or_default();
    format!(
        "/capturar/{}?trabajador={}{registro}",
        slug(tipo),
        percent::encode(nss)
    )
}

/// The name of a type in addresses.
#[must_use]
pub fn slug(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "reingreso",
        TipoMovimiento::Modificacion => "modificacion",
        TipoMovimiento::Baja => "baja",
    }
}

/// The type that an address names.
#[must_use]
pub fn tipo_of(text: &str) -> Option<TipoMovimiento> {
    TipoMovimiento::ALL
        .iter()
        .copied()
        .find(|tipo| slug(*tipo) == text)
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::{slug, tipo_of};

    #[test]
    fn finds_every_type_by_its_name() {
        for tipo in TipoMovimiento::ALL {
            assert_eq!(tipo_of(slug(*tipo)), Some(*tipo));
        }
        assert_eq!(tipo_of("alta"), None);
    }
}
