//! Registros patronales: listed by every reader, saved by administrators.

mod error;

use imss::finding::ParseError;
use imss::id::{RegistroPatronal, Rfc};
use imss::movimiento::{Guia, Umf};
use imss::wages::ZonaSalarial;

pub use error::RegistroError;

use crate::Service;
use crate::caller::{FullCaller, ReadScope, Reader, Scope};
use crate::common_error::CommonError;
use crate::ids::RegistroId;
use crate::records::{Action, Registro};
use crate::store::{StoreError, Unit};

/// The longest text field, in characters.
const LONGEST: usize = 300;

/// The fields of a registro patronal, as typed.
#[derive(Debug, Clone, Default)]
pub struct RegistroForm {
    /// 11 characters, or 10 without the check digit.
    pub numero: String,
    /// Razón social.
    pub razon_social: String,
    /// May be empty.
    pub rfc: String,
    /// May be empty.
    pub domicilio: String,
    /// May be empty.
    pub subdelegacion: String,
    /// Five digits; may be empty.
    pub guia: String,
    /// Which minimum wage applies.
    pub zona: ZonaSalarial,
    /// Three digits; may be empty.
    pub umf: String,
}

/// Returns the registros patronales that the caller may see.
///
/// # Errors
///
/// The repository's.
pub async fn list(service: &Service, reader: &impl Reader) -> Result<Vec<Registro>, RegistroError> {
    let scope = reader.scope();
    let mut registros = service.store.registros(scope.empresa).await?;
    registros.retain(|registro| scope.registros.holds(registro.id));
    Ok(registros)
}

/// Makes a registro patronal, or changes the one that was read as `existing` (identity, version).
///
/// # Errors
///
/// Not an administrator; a field that does not hold what it must; a number that is taken.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    existing: Option<(RegistroId, u64)>,
    form: &RegistroForm,
) -> Result<Registro, RegistroError> {
    caller.must_administer()?;
    let empresa = caller.empresa();
    let now = service.now();
    let id = match existing {
        Some((id, _)) => id,
        None => RegistroId::mint(now, service.random.as_ref()),
    };
    let entry = service.audit(
        empresa,
        caller.by(),
        Action::RegistroSaved,
        format!("registro:{id}"),
    );
    let unit = Unit::audited(entry);
    let read = Registro {
        id,
        empresa,
        version: 1,
        numero: parsed("numero", RegistroPatronal::parse(&form.numero))?,
        razon_social: required("razon_social", &form.razon_social)?,
        rfc: optional("rfc", &form.rfc, Rfc::parse)?,
        domicilio: text("domicilio", &form.domicilio)?,
        subdelegacion: text("subdelegacion", &form.subdelegacion)?,
        guia: optional("guia", &form.guia, Guia::parse)?,
        zona: form.zona,
        umf: optional("umf", &form.umf, Umf::parse)?,
        plantilla: None,
        created_at: now,
    };
    let Some((id, version)) = existing else {
        service.store.commit(unit.create(read.clone())).await?;
        return Ok(read);
    };
    let old = service.store.registro(empresa, id).await?;
    let old = old.ok_or(CommonError::NotFound("ese registro patronal"))?;
    if old.version != version {
        return Err(CommonError::Stale.into());
    }
    if old.numero.key() != read.numero.key() {
        let counts = service.store.counts(empresa, &[id]).await?;
        if counts.iter().any(|count| count.count > 0) {
            return Err(RegistroError::NumberInUse);
        }
    }
    let new = Registro {
        created_at: old.created_at,
        plantilla: old.plantilla,
        version: version + 1,
        ..read
    };
    service.store.commit(unit.update(old, new.clone())).await?;
    Ok(new)
}

/// The registros patronales of a reader's scope, each named, narrowed to `wanted` unless that is
/// empty.
pub(crate) async fn within(
    service: &Service,
    scope: &ReadScope,
    wanted: &[RegistroId],
) -> Result<Vec<RegistroId>, StoreError> {
    let mut ids: Vec<RegistroId> = match &scope.registros {
        Scope::All => service
            .store
            .registros(scope.empresa)
            .await?
            .iter()
            .map(|r| r.id)
            .collect(),
        Scope::Only(only) => only.iter().copied().collect(),
    };
    if !wanted.is_empty() {
        ids.retain(|id| wanted.contains(id));
    }
    Ok(ids)
}

fn parsed<T>(field: &'static str, result: Result<T, ParseError>) -> Result<T, RegistroError> {
    result.map_err(|e| RegistroError::Field {
        field,
        message: e.to_string(),
    })
}

fn optional<T>(
    field: &'static str,
    typed: &str,
    parse: impl Fn(&str) -> Result<T, ParseError>,
) -> Result<Option<T>, RegistroError> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        parsed(field, parse(typed)).map(Some)
    }
}

fn text(field: &'static str, typed: &str) -> Result<String, RegistroError> {
    let text = typed.trim();
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        let message = format!("Escribe {LONGEST} caracteres cuando mucho, en un solo renglón.");
        return Err(RegistroError::Field { field, message });
    }
    Ok(text.to_owned())
}

fn required(field: &'static str, typed: &str) -> Result<String, RegistroError> {
    let text = text(field, typed)?;
    if text.is_empty() {
        let message = "Este dato hace falta.".to_owned();
        return Err(RegistroError::Field { field, message });
    }
    Ok(text)
}
