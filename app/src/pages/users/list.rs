//! `/usuarios`.

use api::functions::users;
use api::view::users::{InvitationView, People, UndeliveredView, UserView};
use app_logic::users::state;
use leptos::prelude::*;
use leptos_router::components::A;

use super::requests::{Answering, Questions, requests};
use crate::address::Address;
use crate::client::{Fetched, Task, fetch};
use crate::components::{
    Badge, Button, ButtonLink, Cell, Column, Confirm, ErrorNotice, Load, PageHeader, Row,
    RowHeader, Table, Variant,
};
use crate::format::date;
use crate::messages::{shell, users as text};
use crate::pages::settings::facts;

/// Everybody: users, those who ask for access, invitations that wait, mails that did not arrive.
#[component]
pub fn List() -> impl IntoView {
    let people = fetch(users::list);
    let taking = RwSignal::new(None::<(String, String)>);
    let asking = RwSignal::new(false);
    let task = Task::new();
    let answering = Answering::new(people);
    let ask = Callback::new(move |invitation: (String, String)| {
        task.clear();
        taking.set(Some(invitation));
        asking.set(true);
    });
    let take_back = Callback::new(move |()| {
        let Some((id, _)) = taking.get_untracked() else {
            return;
        };
        task.request(users::take_back(id), move |()| {
            asking.set(false);
            people.again();
        });
    });
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <ButtonLink href=Address::InviteUser variant=Variant::Primary>
                {text::INVITE}
            </ButtonLink>
        </PageHeader>
        <Load fetched=people lines=4 children={move |all: People| {
            view! {
                {facts(&all.company)}
                {(!all.requests.is_empty()).then(|| requests(all.requests, answering))}
                {table(all.users)}
                {(!all.invitations.is_empty()).then(|| invitations(all.invitations, ask))}
                {(!all.undelivered.is_empty()).then(|| undelivered(all.undelivered, people))}
            }
                .into_any()
        }} />
        <Questions answering />
        <Confirm
            open=asking
            id="retirar"
            title=text::TAKE_BACK_TITLE
            confirm=text::TAKE_BACK
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=take_back
        >
            <p>{move || taking.get().map(|(_, name)| text::take_back_text(&name))}</p>
        </Confirm>
    }
}

fn table(users: Vec<UserView>) -> AnyView {
    let columns = vec![
        Column::text(text::PERSON),
        Column::text(text::EMAIL),
        Column::text(text::ROLE),
        Column::text(text::STATE),
        Column::text(text::ACTIONS),
    ];
    view! {
        <Table caption=text::CAPTION columns>
            {users
                .into_iter()
                .map(|user| {
                    let (words, tone) = state(&user);
                    let label = text::manage(&user.name);
                    let address = Address::User { id: user.id };
                    view! {
                        <Row>
                            <RowHeader>
                                <span class="stacked">
                                    <span>{user.name}</span>
                                    <span class="muted">
                                        {user.username}
                                        {user.is_me.then(|| format!(" · {}", text::ME))}
                                    </span>
                                </span>
                            </RowHeader>
                            <Cell label=text::EMAIL>
                                {user.email.unwrap_or_else(|| text::NO_EMAIL.to_owned())}
                            </Cell>
                            <Cell label=text::ROLE>{shell::role(user.role)}</Cell>
                            <Cell label=text::STATE>
                                <Badge tone text=words />
                            </Cell>
                            <Cell label="">
                                <A
                                    href=address.href()
                                    attr:class="button button--quiet"
                                    attr:aria-label=label
                                >
                                    <span class="button__label">{text::MANAGE}</span>
                                </A>
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}

fn invitations(all: Vec<InvitationView>, ask: Callback<(String, String)>) -> AnyView {
    let columns = vec![
        Column::text(text::PERSON),
        Column::text(text::EMAIL),
        Column::text(text::ROLE),
        Column::text(text::EXPIRES),
        Column::text(text::ACTIONS),
    ];
    view! {
        <h2>{text::INVITATIONS}</h2>
        <Table caption=text::INVITATIONS columns>
            {all
                .into_iter()
                .map(|invitation| {
                    let label = text::take_back(&invitation.name);
                    let key = (invitation.id, invitation.name.clone());
                    view! {
                        <Row>
                            <RowHeader>{invitation.name}</RowHeader>
                            <Cell label=text::EMAIL>{invitation.email}</Cell>
                            <Cell label=text::ROLE>{shell::role(invitation.role)}</Cell>
                            <Cell label=text::EXPIRES>{date::instant(invitation.expires_at)}</Cell>
                            <Cell label="">
                                <Button
                                    variant=Variant::Quiet
                                    attr:aria-label=label
                                    on_click=move |()| ask.run(key.clone())
                                >
                                    {text::TAKE_BACK}
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

fn undelivered(all: Vec<UndeliveredView>, people: Fetched<People>) -> AnyView {
    let task = Task::new();
    let columns = vec![
        Column::text(text::UNDELIVERED_TO),
        Column::text(text::UNDELIVERED_WHAT),
        Column::text(text::UNDELIVERED_WHY),
        Column::text(text::ACTIONS),
    ];
    view! {
        <h2>{text::UNDELIVERED}</h2>
        <ErrorNotice error=task.error() />
        <Table caption=text::UNDELIVERED columns>
            {all
                .into_iter()
                .map(|mail| {
                    let label = text::dismiss(&mail.to);
                    let id = mail.id;
                    let dismiss = move |()| {
                        task.request(users::dismiss_mail(id.clone()), move |()| people.again());
                    };
                    let why = if mail.refused { text::REFUSED } else { text::NOT_REACHED };
                    view! {
                        <Row>
                            <RowHeader>{mail.to}</RowHeader>
                            <Cell label=text::UNDELIVERED_WHAT>
                                <span class="stacked">
                                    <span>{mail.subject}</span>
                                    <span class="muted">{date::instant(mail.at)}</span>
                                </span>
                            </Cell>
                            <Cell label=text::UNDELIVERED_WHY>{why}</Cell>
                            <Cell label="">
                                <Button
                                    variant=Variant::Quiet
                                    attr:aria-label=label
                                    busy=task.busy()
                                    on_click=dismiss
                                >
                                    {text::DISMISS}
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
