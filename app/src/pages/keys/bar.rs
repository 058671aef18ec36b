//! The signer's state in the top bar: which keys are open and for how long, and "Bloquear ahora".

use std::time::Duration;

use leptos::prelude::*;

use crate::client::{Later, browser};
use crate::components::{Button, Variant};
use crate::format::date;
use crate::messages::{keys, shell as text};
use crate::signer::{OpenedCredential, Signer, Status, use_signer};

const LIST: &str = "llaves-abiertas";
/// How often "hace 3 min" is looked at again.
const EVERY: Duration = Duration::from_secs(20);
/// How long the answer to a lock is shown.
const SHOWN: Duration = Duration::from_secs(8);

/// Nothing while no key is open.
#[component]
pub fn KeysBar() -> impl IntoView {
    let signer = use_signer();
    let count = Memo::new(move |_| signer.opened().with(Vec::len));
    let now = RwSignal::new(browser::milliseconds());
    let clock = set_interval_with_handle(move || now.set(browser::milliseconds()), EVERY).ok();
    on_cleanup(move || {
        if let Some(clock) = clock {
            clock.clear();
        }
    });
    // What was opened just now is not older than that.
    Effect::new(move |_| {
        count.track();
        now.set(browser::milliseconds());
    });
    let locked = locked_lately(signer);
    view! {
        <div role="status">
            <Show when=move || locked.get() && count.get() == 0>
                <p class="keys keys--locked">{text::LOCKED}</p>
            </Show>
        </div>
        <Show when=move || { count.get() > 0 }>
            <div class="keys">
                <span class="keys__count" role="status">{move || text::keys_open(count.get())}</span>
                <button
                    type="button"
                    class="button button--quiet keys__which"
                    popovertarget=LIST
                    aria-label=text::WHICH_KEYS
                >
                    <span class="button__label">{text::WHICH}</span>
                </button>
                <Button variant=Variant::Quiet on_click=move |()| signer.lock()>
                    {text::LOCK_NOW}
                </Button>
            </div>
            <div class="menu menu--keys" id=LIST popover="auto">
                <h2 class="subtitle">{text::OPEN_KEYS}</h2>
                <ul class="keys-list">
                    <For each=move || signer.opened().get() key=|key| key.handle let:key>
                        {open(key, now)}
                    </For>
                </ul>
                <p class="muted">
                    {move || signer.locks_at().get().map(|at| keys::locks_at(&date::time(at)))}
                </p>
            </div>
        </Show>
    }
}

/// Whether the keys were locked a moment ago: the answer to the tap, or to the idle minutes.
fn locked_lately(signer: Signer) -> Signal<bool> {
    let lately = RwSignal::new(false);
    let hide = Later::new();
    Effect::new(move |_| {
        if matches!(signer.status().get(), Status::Locked { .. }) {
            lately.set(true);
            hide.after(SHOWN, move || lately.set(false));
        } else {
            lately.set(false);
        }
    });
    lately.into()
}

fn open(key: OpenedCredential, now: RwSignal<f64>) -> AnyView {
    let signer = use_signer();
    let handle = key.handle;
    let holder = key.summary.holder;
    let label = keys::close(&holder);
    let at = key.opened_at;
    let since = move || text::open_for(&date::time(at), minutes(at.as_millisecond(), now.get()));
    view! {
        <li class="keys-list__key">
            <span class="keys-list__what">
                <strong>{holder}</strong>
                <span class="muted">{keys::kind(key.summary.kind)}</span>
                <span class="muted">{since}</span>
            </span>
            <Button
                variant=Variant::Quiet
                attr:aria-label=label
                on_click=move |()| signer.close(handle)
            >
                {text::CLOSE_ONE}
            </Button>
        </li>
    }
    .into_any()
}

/// Whole minutes between two readings of the device's clock, in milliseconds.
fn minutes(since: i64, now: f64) -> u64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds of this century are exact in a double, and the difference is held to 0"
    )]
    let passed = (now - since as f64).max(0.0) as u64;
    passed / 60_000
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn a_key_is_open_for_whole_minutes_and_never_for_less_than_none() {
        assert_eq!(minutes(1_768_500_000_000, 1_768_500_059_999.0), 0);
        assert_eq!(minutes(1_768_500_000_000, 1_768_500_060_000.0), 1);
        assert_eq!(minutes(1_768_500_000_000, 1_768_499_000_000.0), 0);
    }
}
