//! Long tables, a few rows with each frame: all at once the browser builds them and lays them out in
//! one go, and the page stands still for as long as that takes.

use std::time::Duration;

use leptos::prelude::*;

/// So many rows, built by their number: the first `few` at once, and as many more with each frame.
pub(super) fn in_slices<V: IntoView + 'static>(
    few: usize,
    count: usize,
    build: impl Fn(usize) -> V + Clone + Send + 'static,
) -> impl IntoView {
    let built = RwSignal::new(count.min(few));
    if count > few {
        go_on(built, few, count);
    }
    view! { <For each=move || 0..built.get() key=|at| *at children=build /> }
}

fn go_on(built: RwSignal<usize>, few: usize, count: usize) {
    request_animation_frame(move || {
        // Once the frame is drawn: what is built within it is laid out within it, and it draws late.
        let build = move || {
            // Nothing to do once the table is gone.
            let more = built.try_update(|built| {
                *built = count.min(*built + few);
                *built < count
            });
            if more == Some(true) {
                go_on(built, few, count);
            }
        };
        set_timeout(build, Duration::ZERO);
    });
}
