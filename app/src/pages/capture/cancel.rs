//! "Cancelar": what is done with what was typed.

use api::functions::movements;
use app_logic::capture::starting_draft::person_of;
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::keeping::Keeping;
use super::save::{Ask, Saver};
use super::state::MovementEditor;
use crate::address::Address;
use crate::client::{Changes, KeptForm, Offer, Task, Undo};
use crate::components::{Actions, Button, Dialog, ErrorNotice, Variant};
use crate::messages::{capture as text, common};

/// The button. An untouched form is left at once; otherwise the person says whether what she typed goes.
#[component]
pub(super) fn Cancel(
    editor: MovementEditor,
    keeping: Keeping,
    saver: Saver,
    /// What the form began with; `None` where it was taken up again.
    initial: Option<MovimientoDraft>,
    /// A movement that was stored before is changed.
    edits: bool,
    /// What is typed may be stored as a draft.
    drafted: bool,
) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let undo = expect_context::<Undo>();
    let kept_form = expect_context::<KeptForm>();
    let navigate = use_navigate();
    let initial = StoredValue::new(initial);
    let task = Task::new();
    let asks = RwSignal::new(false);
    let leave = Callback::new(move |()| {
        navigate(&Address::FIRST_HISTORY.href(), NavigateOptions::default());
    });
    let cancel = move |()| {
        if initial.with_value(|initial| keeping.is_touched(initial.as_ref())) {
            asks.set(true);
        } else {
            leave.run(());
        }
    };
    let discard = move |()| {
        keeping.then(move || {
            let key = editor.key.get_untracked();
            let kept = keeping.kept_here();
            let work = async move {
                let Some((id, version)) = key else {
                    return Ok(None);
                };
                if !edits {
                    movements::delete(id.clone(), version).await?;
                    return Ok(Some(id));
                }
                // What was kept while it was typed becomes again what it was.
                if kept == Some(version) {
                    movements::undo(id, version).await?;
                }
                Ok(None)
            };
            task.run(work, move |deleted| {
                keeping.give_up();
                kept_form.forget();
                if let Some(id) = deleted {
                    let nombre = editor.draft.with_untracked(person_of);
                    undo.offers(Offer::Deleted { id, nombre });
                }
                changes.movements_changed();
                leave.run(());
            });
        });
    };
    let keep = drafted.then(|| {
        view! {
            <Button on_click=move |()| {
                asks.set(false);
                saver.save(Ask::Draft);
            }>{text::SAVE_DRAFT}</Button>
        }
    });
    view! {
        <Button variant=Variant::Quiet on_click=cancel>
            {common::CANCEL}
        </Button>
        <Dialog open=asks id="pregunta-cancelar" title=text::CANCEL_TITLE>
            <ErrorNotice error=task.error() />
            <Actions>
                <Button variant=Variant::Danger busy=task.busy() on_click=discard>
                    {text::CANCEL_DISCARD}
                </Button>
                {keep}
                <Button on_click=move |()| asks.set(false)>{text::CANCEL_STAY}</Button>
            </Actions>
        </Dialog>
    }
    .into_any()
}
