//! The browser's randomness.

use std::num::NonZeroU32;

use rand_core::{CryptoRng, Error, RngCore, impls};
use web_sys::DedicatedWorkerGlobalScope;

/// `crypto.getRandomValues`.
pub(crate) struct Chance(pub(crate) DedicatedWorkerGlobalScope);

impl RngCore for Chance {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        self.try_fill_bytes(dest)
            .expect("every browser's worker has randomness, of 65,536 bytes at once");
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        const MOST: usize = 65_536;
        for part in dest.chunks_mut(MOST) {
            self.0
                .crypto()
                .and_then(|crypto| crypto.get_random_values_with_u8_array(part))
                .map_err(|_| NonZeroU32::MIN.saturating_add(Error::CUSTOM_START))?;
        }
        Ok(())
    }
}

impl CryptoRng for Chance {}
