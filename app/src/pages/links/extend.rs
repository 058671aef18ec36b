//! The dialog that gives a link more days.

use api::ApiError;
use api::functions::links;
use app_logic::links::form::days;
use leptos::prelude::*;
use model::limits::LINK_DEFAULT_DAYS;

use crate::client::Task;
use crate::components::{Actions, Button, Dialog, ErrorNotice, Form, TextField, Variant};
use crate::messages::{common, links as text};

/// Asks for the days, counted from today; `chosen` is the link's id and name.
#[component]
pub(super) fn Extend(
    open: RwSignal<bool>,
    chosen: RwSignal<Option<(String, String)>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let task = Task::new();
    let typed = RwSignal::new(LINK_DEFAULT_DAYS.to_string());
    Effect::new(move |_| {
        if open.get() {
            task.clear();
            typed.set(LINK_DEFAULT_DAYS.to_string());
        }
    });
    let submit = move |()| {
        let Some((id, _)) = chosen.get_untracked() else {
            return;
        };
        match days(&typed.get_untracked()) {
            None => task.refuse(ApiError::new("invalid", text::DAYS_WRONG).at("days")),
            Some(days) => task.request(links::extend(id, days), move |_| {
                open.set(false);
                on_done.run(());
            }),
        }
    };
    view! {
        <Dialog open id="alargar" title=text::EXTEND_TITLE stays=true>
            <p>{move || chosen.get().map(|(_, label)| label)}</p>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(&["days"]) />
                <TextField
                    name="days"
                    label=text::EXTEND_DAYS
                    value=typed
                    help=text::DAYS_HELP
                    input_mode="numeric"
                    max_length=3
                    error=task.at("days")
                />
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::EXTEND}
                    </Button>
                    <Button on_click=move |()| open.set(false)>{common::CANCEL}</Button>
                </Actions>
            </Form>
        </Dialog>
    }
    .into_any()
}
