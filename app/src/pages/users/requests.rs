//! People who ask for access, and the answers.

use api::functions::users;
use api::view::users::{AccessRequestView, People};
use app_logic::form::FieldError;
use app_logic::users::{chosen_role, role_choices};
use leptos::prelude::*;

use crate::client::{Fetched, FormErrors, Task};
use crate::components::{Button, Cell, Column, Confirm, Radios, Row, RowHeader, Table, Variant};
use crate::format::date;
use crate::messages::{access as text, users as words};

/// The two questions before an answer, which outlive the list; copies share them.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    people: Fetched<People>,
    about: RwSignal<Option<AccessRequestView>>,
    granting: RwSignal<bool>,
    refusing: RwSignal<bool>,
    role: RwSignal<String>,
    task: Task,
    errors: FormErrors,
}

impl Answering {
    pub(super) fn new(people: Fetched<People>) -> Self {
        let task = Task::new();
        Self {
            people,
            about: RwSignal::new(None),
            granting: RwSignal::new(false),
            refusing: RwSignal::new(false),
            role: RwSignal::new(String::new()),
            task,
            errors: FormErrors::of(task),
        }
    }

    fn ask(self, request: AccessRequestView, question: RwSignal<bool>) {
        // What was wrong the last time is not wrong with this one.
        let _ = self.errors.accept(Vec::new());
        self.role.set(String::new());
        self.about.set(Some(request));
        question.set(true);
    }

    fn grant(self) {
        let Some(role) = chosen_role(&self.role.get_untracked()) else {
            let _ = self
                .errors
                .accept(vec![FieldError::new("role", words::ROLE_MISSING)]);
            return;
        };
        if let (true, Some(request)) = (self.errors.accept(Vec::new()), self.about.get_untracked())
        {
            self.task
                .request(users::grant_access(request.id, role), move |()| {
                    self.granting.set(false);
                    self.people.again();
                });
        }
    }

    fn refuse(self) {
        if let Some(request) = self.about.get_untracked() {
            self.task
                .request(users::refuse_access(request.id), move |()| {
                    self.refusing.set(false);
                    self.people.again();
                });
        }
    }
}

/// The questions.
#[component]
pub(super) fn Questions(answering: Answering) -> impl IntoView {
    let Answering {
        about,
        granting,
        refusing,
        role,
        task,
        errors,
        ..
    } = answering;
    view! {
        <Confirm
            open=granting
            id="dar-acceso"
            title=text::GRANT_TITLE
            confirm=text::GRANT_SEND
            busy=task.busy()
            error=task.elsewhere(&["role"])
            on_confirm=Callback::new(move |()| answering.grant())
        >
            <p>{move || about.get().map(|one| text::grant_text(&one.name, &one.email))}</p>
            <Radios
                name="role"
                legend=words::ROLE_LEGEND
                value=role
                options=role_choices()
                error=errors.at("role")
            />
        </Confirm>
        <Confirm
            open=refusing
            id="no-aceptar"
            title=text::REFUSE_TITLE
            confirm=text::REFUSE
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=Callback::new(move |()| answering.refuse())
        >
            <p>{move || about.get().map(|one| text::refuse_text(&one.name))}</p>
        </Confirm>
    }
    .into_any()
}

/// The list.
pub(super) fn requests(all: Vec<AccessRequestView>, answering: Answering) -> AnyView {
    let columns = vec![
        Column::text(words::PERSON),
        Column::text(words::EMAIL),
        Column::text(text::ASKED),
        Column::text(words::ACTIONS),
    ];
    view! {
        <h2>{text::REQUESTS}</h2>
        <p>{text::REQUESTS_TEXT}</p>
        <Table caption=text::REQUESTS columns>
            {all
                .into_iter()
                .map(|one| {
                    let (granted, refused) = (one.clone(), one.clone());
                    let (grant, refuse) = (text::grant(&one.name), text::refuse(&one.name));
                    view! {
                        <Row>
                            <RowHeader>{one.name}</RowHeader>
                            <Cell label=words::EMAIL>{one.email}</Cell>
                            <Cell label=text::ASKED>{date::instant(one.asked_at)}</Cell>
                            <Cell label="">
                                <Button
                                    variant=Variant::Quiet
                                    attr:aria-label=grant
                                    on_click=move |()| {
                                        answering.ask(granted.clone(), answering.granting);
                                    }
                                >
                                    {text::GRANT}
                                </Button>
                                <Button
                                    variant=Variant::Quiet
                                    attr:aria-label=refuse
                                    on_click=move |()| {
                                        answering.ask(refused.clone(), answering.refusing);
                                    }
                                >
                                    {text::REFUSE}
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
