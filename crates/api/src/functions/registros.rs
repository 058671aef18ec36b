//! The company's registros patronales.

use crate::operation::operations;
use crate::view::registros::{RegistroView, SaveRegistro};

operations!(registros {
    /// Every registro patronal the caller may see.
    Reader "registros/list" List = list() -> Vec<RegistroView>,
        sample {};

    /// Creates or changes a registro patronal.
    Administers "registros/save" Save = save(request: SaveRegistro) -> RegistroView,
        sample { "request": { "existing": null, "data": {
            "numero": "", "razon_social": "", "rfc": "", "domicilio": "", "subdelegacion": "",
            "guia": "", "zona": "general", "umf": "",
        }}};
});
