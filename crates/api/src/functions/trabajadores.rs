//! The directory of workers, and the plantilla inicial.

use jiff::civil::Date;

use crate::operation::{ID, NSS, operations};
use crate::view::trabajadores::{
    self as view, PlantillaOutcome, PlantillaView, SaveTrabajador, SavedTrabajador,
    SearchTrabajadores, TrabajadorDetail, TrabajadorPage,
};

operations!(trabajadores {
    /// A page of the directory, by name.
    People "trabajadores/search" Search = search(request: SearchTrabajadores) -> TrabajadorPage,
        sample { "request": {
            "texto": "", "registro": null, "vigentes": false, "cursor": null, "limit": 10,
        }};

    /// One worker with the movements that are held of them.
    People "trabajadores/get" Get = get(nss: String) -> TrabajadorDetail,
        sample { "nss": NSS };

    /// Creates or changes a worker. Errors in the fields come back as findings, not as an `Err`.
    Captures "trabajadores/save" Save = save(request: SaveTrabajador) -> SavedTrabajador,
        sample { "request": { "existing": [NSS, 1], "data": {
            "nss": NSS, "paterno": "FUENTE", "materno": "", "nombre": "KARLA", "curp": "",
            "rfc": "", "clave": "", "umf": "", "tipo_trabajador": "", "tipo_salario": "",
            "jornada": "",
        }}};

    /// Takes a worker out of the directory who never was with any registro patronal.
    Captures "trabajadores/delete" Delete = delete(nss: String, version: u64) -> (),
        sample { "nss": NSS, "version": 1 };

    /// Stores a part of a plantilla: at most 500 workers, each with its own result.
    Captures "trabajadores/load-plantilla" LoadPlantilla = load_plantilla(request: view::LoadPlantilla) -> Vec<PlantillaOutcome>,
        sample { "request": { "registro": ID, "corte": "2026-01-01", "rows": [] } };

    /// Closes a plantilla: who was held as vigente and is not in it, is not vigente. From here on rules
    /// across movements speak for this registro patronal.
    Captures "trabajadores/finish-plantilla" FinishPlantilla = finish_plantilla(registro: String, corte: Date) -> PlantillaView,
        sample { "registro": ID, "corte": "2026-01-01" };
});
