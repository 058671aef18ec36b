//! The directory of workers, and the plantilla inicial.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
// Requests are named by path: each function makes a type of its own name beside it.
use crate::view::trabajadores::{
    self as view, PlantillaOutcome, PlantillaView, SaveTrabajador, SavedTrabajador,
    SearchTrabajadores, TrabajadorDetail, TrabajadorPage,
};

/// A page of the directory, by name.
#[server(prefix = "/api", endpoint = "trabajadores/search", input = Json, output = Json)]
pub async fn search(request: SearchTrabajadores) -> Result<TrabajadorPage, ApiError> {
    crate::host::trabajadores::search(request).await
}

/// One worker with the movements that are held of them.
#[server(prefix = "/api", endpoint = "trabajadores/get", input = Json, output = Json)]
pub async fn get(nss: String) -> Result<TrabajadorDetail, ApiError> {
    crate::host::trabajadores::get(nss).await
}

/// Creates or changes a worker. Errors in the fields come back as findings, not as an `Err`.
#[server(prefix = "/api", endpoint = "trabajadores/save", input = Json, output = Json)]
pub async fn save(request: SaveTrabajador) -> Result<SavedTrabajador, ApiError> {
    crate::host::trabajadores::save(request).await
}

/// Takes a worker out of the directory who never was with any registro patronal.
#[server(prefix = "/api", endpoint = "trabajadores/delete", input = Json, output = Json)]
pub async fn delete(nss: String, version: u64) -> Result<(), ApiError> {
    crate::host::trabajadores::delete(nss, version).await
}

/// Stores a part of a plantilla: at most 500 workers, each with its own result.
#[server(prefix = "/api", endpoint = "trabajadores/load-plantilla", input = Json, output = Json)]
pub async fn load_plantilla(
    request: view::LoadPlantilla,
) -> Result<Vec<PlantillaOutcome>, ApiError> {
    crate::host::trabajadores::load_plantilla(request).await
}

/// Closes a plantilla: who was held as vigente and is not in it, is not vigente. From here on rules
/// across movements speak for this registro patronal.
#[server(prefix = "/api", endpoint = "trabajadores/finish-plantilla", input = Json, output = Json)]
pub async fn finish_plantilla(registro: String, corte: Date) -> Result<PlantillaView, ApiError> {
    crate::host::trabajadores::finish_plantilla(registro, corte).await
}
