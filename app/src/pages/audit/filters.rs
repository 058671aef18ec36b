//! What is looked for in the audit log.

use api::functions::audit;
use app_logic::audit::AuditFilters;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::client::{browser, fetch};
use crate::components::{Actions, Button, Choice, Columns, DateField, Form, Select, TextField};
use crate::messages::audit as text;

/// The form; it goes to the address with the filters.
#[component]
pub(super) fn FilterForm(filters: AuditFilters) -> impl IntoView {
    let navigate = use_navigate();
    let problem = RwSignal::new(filters.problem().map(str::to_owned));
    let desde = RwSignal::new(filters.desde);
    let hasta = RwSignal::new(filters.hasta);
    let quien = RwSignal::new(filters.quien);
    let que = RwSignal::new(filters.que);
    let sobre = RwSignal::new(filters.sobre);
    let choices = fetch(audit::choices);
    let people = Signal::derive(move || {
        let choices = choices.value().get();
        let people = choices.map(|choices| choices.people).unwrap_or_default();
        people
            .into_iter()
            .map(|(id, name)| Choice::new(id, name))
            .collect::<Vec<_>>()
    });
    let kinds = Signal::derive(move || {
        let choices = choices.value().get();
        let kinds = choices.map(|choices| choices.kinds).unwrap_or_default();
        kinds
            .into_iter()
            .map(|kind| Choice::new(kind.name, kind.label))
            .collect::<Vec<_>>()
    });
    let submit = move |()| {
        let filters = AuditFilters {
            desde: desde.get_untracked(),
            hasta: hasta.get_untracked(),
            quien: quien.get_untracked(),
            que: que.get_untracked(),
            sobre: sobre.get_untracked(),
        };
        problem.set(filters.problem().map(str::to_owned));
        if filters.problem().is_some() {
            browser::focus_first_invalid();
            return;
        }
        navigate(&filters.address(), NavigateOptions::default());
    };
    view! {
        <Form on_submit=submit>
            <Columns>
                <DateField name="desde" label=text::FROM value=desde optional=true />
                <DateField
                    name="hasta"
                    label=text::TO
                    value=hasta
                    error=problem
                    optional=true
                />
                <Select
                    name="quien"
                    label=text::WHO
                    value=quien
                    options=people
                    placeholder=text::EVERYBODY
                    optional=true
                />
                <Select
                    name="que"
                    label=text::WHAT
                    value=que
                    options=kinds
                    placeholder=text::EVERYTHING
                    optional=true
                />
                <TextField
                    name="sobre"
                    label=text::SUBJECT
                    value=sobre
                    help=text::SUBJECT_HELP
                    optional=true
                    max_length=80
                />
            </Columns>
            <Actions>
                <Button submit=true>{text::SEARCH}</Button>
            </Actions>
        </Form>
    }
    .into_any()
}
