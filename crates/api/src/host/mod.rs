//! Bodies of the server functions.
