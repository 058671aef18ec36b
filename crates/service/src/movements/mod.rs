//! Movements: captured, checked again, edited, listed, counted.

mod error;

pub use error::MovementError;
