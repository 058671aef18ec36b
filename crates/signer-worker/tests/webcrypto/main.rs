//! The adapter in a browser's worker, with its WebCrypto. Outside a browser there is nothing to test.
#![cfg_attr(
    target_arch = "wasm32",
    expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")
)]

#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod material;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod vault;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// wasm-bindgen's runner calls each test on its own.
fn main() {}
