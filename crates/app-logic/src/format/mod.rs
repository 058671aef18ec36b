//! How numbers, dates and sizes are written in Mexican Spanish: `1,234.56`, `15/01/2026`, instants in
//! America/Mexico_City. Plain functions; texts around them are `messages`'.

pub mod date;
pub mod number;
pub mod percent;
pub mod size;
