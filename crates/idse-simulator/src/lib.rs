//! idse-simulator
