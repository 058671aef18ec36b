//! The page: mounts the UI.

fn main() {
    console_error_panic_hook::set_once();
    // What index.html shows until here.
    if let Some(start) = leptos::prelude::document().get_element_by_id("inicio") {
        start.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
