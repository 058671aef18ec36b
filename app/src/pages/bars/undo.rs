//! The bar below the page that offers to undo the last action.

use api::functions::movements;
use leptos::prelude::*;

use crate::client::{Changes, Offer, Task, Undo};
use crate::components::{Button, ErrorNotice, Variant};
use crate::messages::{common, movements as text};

/// Nothing while there is nothing to take back.
#[component]
pub(super) fn UndoBar() -> impl IntoView {
    let undo = expect_context::<Undo>();
    let changes = expect_context::<Changes>();
    let task = Task::new();
    let offered = Memo::new(move |_| undo.offer().with(Option::is_some));
    let take_back = Callback::new(move |()| {
        let Some(offer) = undo.offer().get_untracked() else {
            return;
        };
        let work = async move {
            match offer {
                Offer::Deleted { id, .. } => movements::restore(id).await,
                Offer::Edited { id, version, .. } => movements::undo(id, version).await,
            }
        };
        task.run(work, move |movement| {
            changes.movements_changed();
            undo.taken_back(movement.nombre);
        });
    });
    view! {
        <div class="undo-place" role="status">
            <Show when=move || offered.get() || undo.undone().with(Option::is_some)>
                <div class="undo">
                    <p class="undo__text">
                        {move || match (undo.offer().get(), undo.undone().get()) {
                            (Some(Offer::Deleted { nombre, .. }), _) => text::deleted(&nombre),
                            (Some(Offer::Edited { nombre, .. }), _) => text::edited(&nombre),
                            (None, Some(nombre)) => text::taken_back(&nombre),
                            (None, None) => String::new(),
                        }}
                    </p>
                    <ErrorNotice error=task.error() />
                    <Show when=move || offered.get()>
                        <Button busy=task.busy() on_click=take_back>
                            {text::UNDO}
                        </Button>
                    </Show>
                    <Button
                        variant=Variant::Quiet
                        on_click=move |()| {
                            task.clear();
                            undo.forget();
                        }
                    >
                        {common::CLOSE}
                    </Button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
