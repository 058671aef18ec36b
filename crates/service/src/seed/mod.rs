//! A whole company loaded at once from a JSON document, for demonstrations: `rubrica init --seed
//! FILE`. What is loaded is held to the rules: identifiers are parsed, certificates read, files
//! written again and every signature verified.

mod blow_up;
mod directory;
mod document;
mod error;
mod load;
mod lote;
mod names;
mod states;

pub use blow_up::blow_up;
pub use document::{
    Seed, SeedAssignment, SeedCertificado, SeedEmpresa, SeedLink, SeedLote, SeedLoteState,
    SeedMovement, SeedMovementState, SeedPlantilla, SeedRegistro, SeedResult, SeedRow,
    SeedTrabajador, SeedUser,
};
pub use error::SeedError;
pub use load::{Loaded, load};
