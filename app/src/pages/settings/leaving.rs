//! Leaving: everything of the company taken away, and the company deleted.

use api::functions::departure;
use api::view::departure::{DeletionView, LeavingView};
use leptos::prelude::*;
use model::limits::COMPANY_DELETION_WAIT_DAYS;

use crate::client::{Fetched, Task, fetch, relay};
use crate::components::{
    Actions, Button, Disclosure, DownloadLink, ErrorNotice, Form, Load, Notice, Panel, TextField,
    Tone, Variant,
};
use crate::format::date;
use crate::messages::leaving as text;

/// "Llevarte todo", and below it the deletion.
#[component]
pub(super) fn Leaving() -> impl IntoView {
    let fetched = fetch(departure::get);
    view! {
        <Panel title=text::TITLE>
            <Load
                fetched=fetched
                children={move |leaving: LeavingView| {
                    view! {
                        {leaving.deletion.clone().map(|deletion| planned(fetched, &deletion))}
                        <p>{text::EXPORT_TEXT}</p>
                        <p class="muted">
                            {leaving
                                .exported_at
                                .map_or_else(
                                    || text::NEVER_EXPORTED.to_owned(),
                                    |at| text::exported(&date::instant(at)),
                                )}
                        </p>
                        <Actions>
                            <DownloadLink
                                href=relay::company_export_path()
                                file_name=text::EXPORT_FILE
                            >
                                {text::EXPORT}
                            </DownloadLink>
                            <Button
                                variant=Variant::Quiet
                                busy=fetched.busy()
                                on_click=move |()| fetched.again()
                            >
                                {text::LOOK_AGAIN}
                            </Button>
                        </Actions>
                        {leaving
                            .deletion
                            .is_none()
                            .then(|| view! { <Delete fetched leaving=leaving.clone() /> })}
                    }
                        .into_any()
                }}
            />
        </Panel>
    }
    .into_any()
}

/// The deletion that waits, and the way to take it back.
fn planned(fetched: Fetched<LeavingView>, deletion: &DeletionView) -> AnyView {
    let task = Task::new();
    let keep = move |()| task.request(departure::withdraw(), move |leaving| fetched.put(leaving));
    let day = date::day(deletion.due_at);
    let asked = text::asked(&deletion.by, &date::instant(deletion.asked_at));
    view! {
        <Notice tone=Tone::Danger title=text::planned(&day)>
            <p>{asked}</p>
            <ErrorNotice error=task.error() />
            <Button busy=task.busy() on_click=keep>
                {text::KEEP}
            </Button>
        </Notice>
    }
    .into_any()
}

/// The wish to delete the company, folded away.
#[component]
fn Delete(fetched: Fetched<LeavingView>, leaving: LeavingView) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let task = Task::new();
    let delete = move |()| {
        let name = typed.get_untracked();
        task.request(departure::plan(name), move |leaving| fetched.put(leaving));
    };
    view! {
        <Disclosure summary=text::DELETE_TITLE>
            <p>{text::delete_text(COMPANY_DELETION_WAIT_DAYS)}</p>
            {if leaving.exported_of_late {
                view! {
                    <Form on_submit=delete>
                        <TextField
                            name="name"
                            label=text::type_name(&leaving.name)
                            value=typed
                            error=task.at("name")
                            max_length=200
                        />
                        <ErrorNotice error=task.elsewhere(&["name"]) />
                        <Actions>
                            <Button submit=true variant=Variant::Danger busy=task.busy()>
                                {text::DELETE}
                            </Button>
                        </Actions>
                    </Form>
                }
                    .into_any()
            } else {
                view! { <Notice tone=Tone::Warning>{text::EXPORT_FIRST}</Notice> }.into_any()
            }}
        </Disclosure>
    }
    .into_any()
}
