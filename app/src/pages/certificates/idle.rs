//! After how many idle minutes keys lock by themselves: this device's setting.

use leptos::prelude::*;
use model::limits::IDLE_LOCK_MINUTES;

use crate::client::preferences;
use crate::components::{Choice, Panel, Select};
use crate::messages::certificates as text;
use crate::signer::use_signer;

/// What can be chosen; the signer holds it to 1–60.
const MINUTES: [u32; 5] = [5, 10, IDLE_LOCK_MINUTES, 30, 60];

/// The setting. It holds at once, for keys that are open too.
#[component]
pub(super) fn Idle() -> impl IntoView {
    let signer = use_signer();
    let now = preferences::idle_minutes()
        .filter(|minutes| MINUTES.contains(minutes))
        .unwrap_or(IDLE_LOCK_MINUTES);
    let chosen = RwSignal::new(now.to_string());
    let options: Vec<_> = MINUTES
        .iter()
        .map(|minutes| Choice::new(minutes.to_string(), text::minutes(*minutes)))
        .collect();
    Effect::new(move |before: Option<()>| {
        let chosen = chosen.get();
        if before.is_some()
            && let Ok(minutes) = chosen.parse()
        {
            preferences::set_idle_minutes(minutes);
            signer.set_idle_minutes(minutes);
        }
    });
    view! {
        <Panel title=text::IDLE_TITLE>
            <Select
                name="minutos-sin-actividad"
                label=text::IDLE_LABEL
                value=chosen
                options=options
                help=text::IDLE_HELP
            />
        </Panel>
    }
    .into_any()
}
