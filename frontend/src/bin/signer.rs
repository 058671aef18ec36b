//! The signer worker (docs/page-bundle.md tells how it is started): the clock, the allocator, and
//! `signer_worker`.

use std::alloc::System;

use jiff::Timestamp;
use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;
use zeroizing_alloc::ZeroAlloc;

/// wasm memory is never given back and never cleared: whatever is freed is cleared first.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() {
    // Started anywhere but in a worker it does nothing.
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        signer_worker::start(&scope, now);
    }
}

fn now() -> Timestamp {
    // The browser's clock counts whole milliseconds, within ±8.64e15.
    Timestamp::from_millisecond(Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}
