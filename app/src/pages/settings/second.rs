//! A second pair of eyes: who prepares a lote does not sign it.

use api::functions::settings;
use api::view::settings::SignerView;
use leptos::prelude::*;

use super::{Company, Outcome};
use crate::client::{Task, fetch};
use crate::components::{
    Actions, Badge, Button, Cell, Checkbox, Column, Disclosure, Form, Load, Panel, Row, RowHeader,
    Table, Tone,
};
use crate::messages::{common, settings as text};

/// On or off, who may sign, and how they are notified.
#[component]
pub(super) fn SecondPair(company: Company) -> impl IntoView {
    let kept = company.part(|settings| settings.second_pair);
    let wanted = RwSignal::new(kept.get_untracked());
    let task = Task::new();
    let saved = RwSignal::new(false);
    let error = task.at("second_pair");
    let save = move |()| {
        saved.set(false);
        let wanted = wanted.get_untracked();
        company.save(
            task,
            move |settings| settings.second_pair = wanted,
            move || saved.set(true),
        );
    };
    view! {
        <Panel title=text::SECOND_TITLE>
            <Show
                when=move || company.administers.get()
                fallback=move || {
                    view! { <p>{if kept.get() { text::SECOND } else { text::SECOND_OFF }}"."</p> }
                }
            >
                <Form on_submit=save>
                    <Checkbox
                        name="segunda"
                        label=text::SECOND
                        help=text::SECOND_HELP
                        checked=wanted
                    />
                    <p class="field__error" aria-live="polite">
                        {move || error.get()}
                    </p>
                    <Outcome task saved fields=&["second_pair"] />
                    <Actions>
                        <Button submit=true busy=task.busy()>
                            {common::SAVE}
                        </Button>
                    </Actions>
                </Form>
            </Show>
            <Load fetched=fetch(settings::signers) children=signers />
            <Disclosure summary=text::MAIL_TITLE>
                <p>{text::MAIL_TEXT}</p>
            </Disclosure>
        </Panel>
    }
    .into_any()
}

fn signers(all: Vec<SignerView>) -> AnyView {
    let columns = vec![Column::text(text::SIGNERS), Column::text(text::MAIL_TITLE)];
    let row = move |one: SignerView| {
        let (tone, words) = if one.notified_by_mail {
            (Tone::Success, text::NOTIFIED)
        } else {
            (Tone::Warning, text::NOT_NOTIFIED)
        };
        view! {
            <Row>
                <RowHeader>{one.name}</RowHeader>
                <Cell label=text::MAIL_TITLE>
                    <Badge tone text=words />
                </Cell>
            </Row>
        }
    };
    view! {
        <Table caption=text::SIGNERS columns>
            {all.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}
