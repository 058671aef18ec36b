//! The directory of workers, and the plantilla inicial.

use imss::id::Nss;
use imss::movimiento::{Jornada, TipoSalario, TipoTrabajador};
use jiff::civil::Date;
use service::records::{Relacion, Trabajador};
use service::store::DirectoryCursor;
use service::trabajadores::{self, Line, Search, TypedTrabajador};

use super::failure::malformed;
use super::numbers::Numbers;
use super::registros::plantilla;
use super::{Refusal, Visit, ids, movements};
use crate::view::trabajadores::{
    LoadPlantilla, PlantillaOutcome, PlantillaView, RelacionView, SaveTrabajador, SavedTrabajador,
    SearchTrabajadores, TrabajadorData, TrabajadorDetail, TrabajadorPage, TrabajadorView,
};

pub(crate) async fn search(
    visit: &Visit,
    request: SearchTrabajadores,
) -> Result<TrabajadorPage, Refusal> {
    let caller = visit.caller().await?;
    let search = Search {
        texto: request.texto,
        registro: match &request.registro {
            Some(id) => Some(ids::one(id, "registro")?),
            None => None,
        },
        vigentes: request.vigentes,
        cursor: request.cursor.as_deref().map(read_cursor).transpose()?,
        limit: request.limit,
    };
    let page = trabajadores::search(visit.service(), &caller, search).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(TrabajadorPage {
        rows: page
            .trabajadores
            .iter()
            .map(|trabajador| view(&numbers, trabajador))
            .collect(),
        next: page.next.as_ref().map(write_cursor),
    })
}

pub(crate) async fn get(visit: &Visit, nss: String) -> Result<TrabajadorDetail, Refusal> {
    let caller = visit.caller().await?;
    let nss: Nss = ids::one(&nss, "nss")?;
    let found = trabajadores::get(visit.service(), &caller, nss).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(TrabajadorDetail {
        trabajador: view(&numbers, &found.trabajador),
        movements: movements::views(visit, &caller, &found.movements).await?,
    })
}

pub(crate) async fn save(
    visit: &Visit,
    request: SaveTrabajador,
) -> Result<SavedTrabajador, Refusal> {
    let caller = visit.full().await?;
    let existing = match &request.existing {
        Some((nss, version)) => Some((ids::one::<Nss>(nss, "existing")?, *version)),
        None => None,
    };
    let typed = typed(request.data);
    let saved = trabajadores::save(visit.service(), &caller, existing, &typed).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(SavedTrabajador {
        trabajador: saved
            .trabajador
            .as_ref()
            .map(|trabajador| view(&numbers, trabajador)),
        findings: saved.findings,
    })
}

pub(crate) async fn delete(visit: &Visit, nss: String, version: u64) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let nss: Nss = ids::one(&nss, "nss")?;
    Ok(trabajadores::delete(visit.service(), &caller, nss, version).await?)
}

pub(crate) async fn load_plantilla(
    visit: &Visit,
    request: LoadPlantilla,
) -> Result<Vec<PlantillaOutcome>, Refusal> {
    let caller = visit.full().await?;
    let registro = ids::one(&request.registro, "registro")?;
    let lines: Vec<Line> = request
        .rows
        .into_iter()
        .map(|row| Line {
            trabajador: typed(row.data),
            fecha: row.fecha,
            sbc: row.sbc,
        })
        .collect();
    let loaded =
        trabajadores::load_plantilla(visit.service(), &caller, registro, request.corte, &lines)
            .await?;
    Ok(loaded
        .into_iter()
        .map(|line| PlantillaOutcome {
            stored: line.stored,
            findings: line.findings,
        })
        .collect())
}

pub(crate) async fn finish_plantilla(
    visit: &Visit,
    registro: String,
    corte: Date,
) -> Result<PlantillaView, Refusal> {
    let caller = visit.full().await?;
    let registro = ids::one(&registro, "registro")?;
    let closed = trabajadores::finish_plantilla(visit.service(), &caller, registro, corte).await?;
    Ok(plantilla(&closed))
}

fn typed(data: TrabajadorData) -> TypedTrabajador {
    let TrabajadorData {
        nss,
        paterno,
        materno,
        nombre,
        curp,
        rfc,
        clave,
        umf,
        tipo_trabajador,
        tipo_salario,
        jornada,
    } = data;
    TypedTrabajador {
        nss,
        paterno,
        materno,
        nombre,
        curp,
        rfc,
        clave,
        umf,
        tipo_trabajador,
        tipo_salario,
        jornada,
    }
}

fn view(numbers: &Numbers, trabajador: &Trabajador) -> TrabajadorView {
    fn text<T: ToString>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let nombre = &trabajador.nombre;
    TrabajadorView {
        version: trabajador.version,
        data: TrabajadorData {
            nss: trabajador.nss.to_string(),
            paterno: nombre.paterno.to_string(),
            materno: text(nombre.materno.as_ref()),
            nombre: nombre.nombre.to_string(),
            curp: text(trabajador.curp),
            rfc: text(trabajador.rfc),
            clave: text(trabajador.clave),
            umf: text(trabajador.umf),
            tipo_trabajador: text(trabajador.tipo_trabajador.map(TipoTrabajador::code)),
            tipo_salario: text(trabajador.tipo_salario.map(TipoSalario::code)),
            jornada: text(trabajador.jornada.map(Jornada::code)),
        },
        nombre: nombre.to_string(),
        antes: trabajador.antes.iter().map(ToString::to_string).collect(),
        relaciones: trabajador
            .relaciones
            .iter()
            .map(|one| relacion(numbers, one))
            .collect(),
    }
}

fn relacion(numbers: &Numbers, relacion: &Relacion) -> RelacionView {
    RelacionView {
        registro: relacion.registro.to_string(),
        numero: numbers.of(relacion.registro),
        place: numbers.place_of(relacion.registro),
        vigente: relacion.vigente,
        desde: relacion.desde,
        alta: relacion.alta,
        sbc: relacion.sbc.map(|sbc| sbc.to_string()),
        sbc_desde: relacion.sbc_desde,
    }
}

fn write_cursor(cursor: &DirectoryCursor) -> String {
    format!("{}~{}", cursor.nss, cursor.nombre)
}

fn read_cursor(text: &str) -> Result<DirectoryCursor, Refusal> {
    let parts = text.split_once('~');
    let read = parts.and_then(|(nss, nombre)| {
        Some(DirectoryCursor {
            nombre: nombre.to_owned(),
            nss: nss.parse().ok()?,
        })
    });
    read.ok_or_else(|| malformed("cursor"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = DirectoryCursor {
            nombre: "fuente nolasco karla".to_owned(),
            nss: "92919084431".parse().unwrap(),
        };
        assert_eq!(read_cursor(&write_cursor(&cursor)).unwrap(), cursor);
        assert!(matches!(
            read_cursor("fuente"),
            Err(Refusal::Malformed { field: "cursor" })
        ));
    }
}
