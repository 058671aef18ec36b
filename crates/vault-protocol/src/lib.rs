//! vault-protocol
