//! The vault as the worker drives it, with the `rsa` crate in WebCrypto's place.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod converting;
mod hostile;
mod identifying;
mod inspecting;
mod keeping;
mod material;
mod memory;
mod opening;
mod signing;
mod worker;

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

/// The worker's own allocator, so that what `memory` reads is what the worker would leave behind.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);
