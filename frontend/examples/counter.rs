//! A bare Leptos counter: what `cargo xtask bench page` compares the page with. It is built by the same
//! tools in the same profile, and delivered to nobody.

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(Counter);
}

#[component]
fn Counter() -> impl IntoView {
    let (count, set_count) = signal(0);
    view! {
        <button on:click=move |_| set_count.update(|count| *count += 1)>"Continuar"</button>
        <p>{count}</p>
    }
}
