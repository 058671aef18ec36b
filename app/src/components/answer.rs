//! The answer to an action, brought to where the person looks.

use leptos::html;
use leptos::prelude::*;

/// Shows an answer and takes the focus to it, which brings it into view and has a screen reader say it.
#[component]
pub fn Answer(children: Children) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            // Once it is laid out. Fails only where the answer has left the document again.
            request_animation_frame(move || {
                let _ = node.focus();
            });
        }
    });
    view! {
        <div class="answer" tabindex="-1" node_ref=node>
            {children()}
        </div>
    }
    .into_any()
}
