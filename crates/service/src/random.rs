//! Randomness, which the composition root hands in.

/// Where chance comes from: tokens, identifiers, salts, nonces.
pub trait Random: Send + Sync + 'static {
    /// Fills `bytes` from a cryptographically secure source.
    fn fill(&self, bytes: &mut [u8]);
}
