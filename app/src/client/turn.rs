//! One tab at a time does what one tab of a browser should do for all of them: the browser's own locks decide
//! which, and hand the turn on when that tab closes or is loaded again.

use futures::channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// This tab's turn, until it is dropped.
pub(super) struct Turn {
    release: Function,
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A promise's own function: it does not fail.
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Waits until it is this tab's turn at `name`. `None`: this browser has no locks (or none here, where the
/// connection is not a secure one), and every tab must do it on its own.
pub(super) async fn turn(name: &str) -> Option<Turn> {
    let locks = Reflect::get(&window().navigator(), &JsValue::from_str("locks")).ok()?;
    if locks.is_undefined() {
        return None;
    }
    let request = Reflect::get(&locks, &JsValue::from_str("request")).ok()?;
    let request: Function = request.dyn_into().ok()?;
    let (grant, granted) = oneshot::channel();
    let holds = Closure::once(move |_: JsValue| -> Promise {
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        if let Some(release) = release {
            // Nobody waits for it any more: it is dropped, and the lock is free again.
            drop(grant.send(Turn { release }));
        }
        held
    });
    request
        .call2(&locks, &JsValue::from_str(name), holds.as_ref())
        .ok()?;
    granted.await.ok()
}
