//! What the pages of an import decide, from a picked file to stored movements and trabajadores.
//!
//! The import worker reads and checks the rows; the server knows which are held already and stores them.
//! These modules say what is offered, what is sent, and what each answer means for a row.

pub mod columns;
pub mod fields;
pub mod filters;
pub mod findings;
pub mod plantilla;
pub mod questions;
pub mod registros;
pub mod review;
pub mod storing;

/// Rows sent to the server at once: few enough that the page never stops for long.
pub const ROWS_AT_ONCE: u32 = 200;

/// Rows of the review that are shown at once.
pub const ROWS_SHOWN: u32 = 50;

#[cfg(test)]
mod testing {
    use api::view::registros::{RegistroData, RegistroView};
    use import_protocol::BatchRow;
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    /// Two registros patronales, `r1` and `r2`.
    pub(super) fn registros() -> Vec<RegistroView> {
        let one = |id: &str, numero: &str| RegistroView {
            id: id.to_owned(),
            version: 1,
            data: RegistroData {
                numero: numero.to_owned(),
                ..RegistroData::default()
            },
            certificado: None,
            plantilla: None,
        };
        vec![one("r1", "Y6087828106"), one("r2", "B7010662106")]
    }

    /// A reingreso as the worker hands it over.
    pub(super) fn row(number: u32, registro: &str) -> BatchRow {
        BatchRow {
            row: number,
            line: number + 2,
            draft: MovimientoDraft {
                registro_patronal: registro.to_owned(),
                nss: "92919084431".to_owned(),
                umf: "021".to_owned(),
                ..MovimientoDraft::new(TipoMovimiento::Reingreso)
            },
            came: None,
            rfc: String::new(),
        }
    }
}
