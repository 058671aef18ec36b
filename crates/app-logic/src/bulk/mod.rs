//! One salary change, or one baja, for many of a registro patronal: what each row files.

pub mod row;
