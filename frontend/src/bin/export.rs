//! The export worker (docs/page-bundle.md tells how it is started): `export_worker`, and nothing else.

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

fn main() {
    // Started anywhere but in a worker it does nothing.
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        export_worker::start(&scope);
    }
}
