//! Totals: counted over ranges of `by_state`, which the engine answers without reading rows. A
//! counter record would make every writer of a registro patronal wait for the others.

use imss::movimiento::TipoMovimiento;
use model::MovementStatus;
use serde::Deserialize;
use serde_json::json;
use service::ids::{EmpresaId, RegistroId};
use service::store::{Count, StoreError};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::{lookup, query};

#[derive(Deserialize)]
struct Counted {
    count: u64,
}

/// Every count that is not zero.
pub(super) async fn all(
    db: &Surreal<Any>,
    empresa: EmpresaId,
    registros: &[RegistroId],
) -> Result<Vec<Count>, StoreError> {
    let mut groups = Vec::new();
    let mut statements = String::new();
    let mut binds = json!({});
    for &registro in registros {
        for &tipo in TipoMovimiento::ALL {
            for estado in MovementStatus::ALL {
                let name = format!("p{}", groups.len());
                statements.push_str(&format!(
                    "SELECT count() FROM by_state:[${name}[0], ${name}[1], ${name}[2], ${name}[3]]\
                     ..[${name}[0], ${name}[1], ${name}[2], ${name}[3], {{}}] GROUP ALL;"
                ));
                binds[name] = lookup::counted(empresa, registro, tipo, estado);
                groups.push((registro, tipo, estado));
            }
        }
    }
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let answers = query::each(db, &statements, binds).await?;
    let mut counts = Vec::new();
    for ((registro, tipo, estado), rows) in groups.into_iter().zip(answers) {
        if let Some(row) = rows.into_iter().next() {
            let Counted { count } = query::parse(row)?;
            if count > 0 {
                counts.push(Count {
                    registro,
                    tipo,
                    estado,
                    count,
                });
            }
        }
    }
    Ok(counts)
}
