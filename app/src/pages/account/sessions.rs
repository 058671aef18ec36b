//! The open sessions of one person, each with the button that ends it.

use api::view::users::OpenSession;
use leptos::prelude::*;

use crate::client::{Fetched, Task};
use crate::components::{
    Button, Cell, Column, ErrorNotice, Load, Panel, Row, RowHeader, Table, Variant,
};
use crate::format::date;
use crate::messages::users as text;

/// The sessions, in a panel.
#[component]
pub(crate) fn SessionsPanel(
    sessions: Fetched<Vec<OpenSession>>,
    /// What ends them.
    task: Task,
    /// Called with the id of the session to end.
    end: Callback<String>,
) -> impl IntoView {
    view! {
        <Panel title=text::SESSIONS_TITLE>
            <ErrorNotice error=task.error() />
            <Load fetched=sessions lines=2 children={move |all: Vec<OpenSession>| {
                if all.is_empty() {
                    view! { <p class="muted">{text::SESSIONS_NONE}</p> }.into_any()
                } else {
                    table(all, task, end)
                }
            }} />
        </Panel>
    }
    .into_any()
}

fn table(all: Vec<OpenSession>, task: Task, end: Callback<String>) -> AnyView {
    let columns = vec![
        Column::text(text::SESSION_OPENED),
        Column::text(text::SESSION_MODE),
        Column::text(text::SESSION_SEEN),
        Column::text(text::ACTIONS),
    ];
    view! {
        <Table caption=text::SESSIONS_CAPTION columns>
            {all
                .into_iter()
                .map(|session| {
                    let label = text::end_session(session.opened_at);
                    let id = session.id;
                    view! {
                        <Row>
                            <RowHeader>
                                <span class="stacked">
                                    <span>{date::instant(session.opened_at)}</span>
                                    {session
                                        .is_this
                                        .then(|| view! { <span class="muted">{text::SESSION_THIS}</span> })}
                                </span>
                            </RowHeader>
                            <Cell label=text::SESSION_MODE>{text::mode(session.mode)}</Cell>
                            <Cell label=text::SESSION_SEEN>{date::instant(session.last_seen)}</Cell>
                            <Cell label="">
                                <Button
                                    variant=Variant::Quiet
                                    attr:aria-label=label
                                    busy=task.busy()
                                    on_click=move |()| end.run(id.clone())
                                >
                                    {text::SESSION_END}
                                </Button>
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}
