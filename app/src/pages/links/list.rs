//! `/enlaces`.

use api::functions::links;
use api::view::links::LinkView;
use app_logic::links::state::{LinkState, shown};
use leptos::prelude::*;

use super::extend::Extend;
use crate::address::Address;
use crate::client::{Task, fetch, use_portal};
use crate::components::{
    Badge, Button, ButtonLink, Cell, Column, Confirm, Empty, Load, PageHeader, Row, RowHeader,
    Table, Variant,
};
use crate::format::date;
use crate::messages::links as text;

/// The company's links; each live one can be revoked.
#[component]
pub fn List() -> impl IntoView {
    let portal = use_portal();
    let list = fetch(links::list);
    let task = Task::new();
    let asking = RwSignal::new(false);
    let doomed = RwSignal::new(None::<(String, String)>);
    let ask = Callback::new(move |link: (String, String)| {
        task.clear();
        doomed.set(Some(link));
        asking.set(true);
    });
    let extending = RwSignal::new(false);
    let extended = RwSignal::new(None::<(String, String)>);
    let extend = Callback::new(move |link: (String, String)| {
        extended.set(Some(link));
        extending.set(true);
    });
    let revoke = Callback::new(move |()| {
        let Some((id, _)) = doomed.get_untracked() else {
            return;
        };
        task.request(links::revoke(id), move |()| {
            asking.set(false);
            list.again();
        });
    });
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <ButtonLink href=Address::NewLink variant=Variant::Primary>
                {text::NEW}
            </ButtonLink>
        </PageHeader>
        <Load fetched=list lines=4 children={move |rows: Vec<LinkView>| {
            if rows.is_empty() {
                view! { <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT /> }.into_any()
            } else {
                table(rows, portal.now(), ask, extend)
            }
        }} />
        <Confirm
            open=asking
            id="revocar"
            title=text::REVOKE_TITLE
            confirm=text::REVOKE
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=revoke
        >
            <p>
                {move || doomed.get().map(|(_, label)| text::revoke_text(&label))}
            </p>
        </Confirm>
        <Extend open=extending chosen=extended on_done=Callback::new(move |()| list.again()) />
    }
}

fn table(
    rows: Vec<LinkView>,
    now: jiff::Timestamp,
    ask: Callback<(String, String)>,
    extend: Callback<(String, String)>,
) -> AnyView {
    let columns = vec![
        Column::text(text::LABEL_COLUMN),
        Column::text(text::REGISTROS_COLUMN),
        Column::text(text::SHOWS_COLUMN),
        Column::text(text::STATE),
        Column::text(text::EXPIRES),
        Column::number(text::USES),
        Column::text(text::LAST_USED),
        Column::text(text::ACTIONS),
    ];
    view! {
        <Table caption=text::CAPTION columns>
            {rows
                .into_iter()
                .map(|link| {
                    let state = LinkState::of(&link, now);
                    let registros = if link.registros.is_empty() {
                        text::ALL_REGISTROS.to_owned()
                    } else {
                        link.registros.join(", ")
                    };
                    let shows = shown(&link.shows);
                    let last_used = link
                        .last_used
                        .map_or_else(|| text::NEVER_USED.to_owned(), date::instant);
                    let key = (link.id, link.label.clone());
                    let more = key.clone();
                    view! {
                        <Row>
                            <RowHeader>
                                <span class="stacked">
                                    <span>{link.label}</span>
                                    <span class="muted">{text::created(link.created_at)}</span>
                                </span>
                            </RowHeader>
                            <Cell label=text::REGISTROS_COLUMN>{registros}</Cell>
                            <Cell label=text::SHOWS_COLUMN>
                                <span class="stacked">
                                    {shows
                                        .into_iter()
                                        .map(|line| view! { <span>{line}</span> })
                                        .collect_view()}
                                </span>
                            </Cell>
                            <Cell label=text::STATE>
                                <span class="stacked">
                                    <Badge tone=state.tone() text=state.label() />
                                    {link.has_pin.then(|| view! { <span class="muted">{text::WITH_PIN}</span> })}
                                </span>
                            </Cell>
                            <Cell label=text::EXPIRES>{date::day(link.expires_at)}</Cell>
                            <Cell label=text::USES number=true>
                                {text::uses(link.uses, link.max_uses)}
                            </Cell>
                            <Cell label=text::LAST_USED>{last_used}</Cell>
                            <Cell label="">
                                <span class="row-actions">
                                {(state != LinkState::Revoked)
                                    .then(|| {
                                        let label = text::extend(&more.1);
                                        view! {
                                            <Button
                                                variant=Variant::Quiet
                                                attr:aria-label=label
                                                on_click=move |()| extend.run(more.clone())
                                            >
                                                {text::EXTEND}
                                            </Button>
                                        }
                                    })}
                                {(state == LinkState::Live)
                                    .then(|| {
                                        let label = text::revoke(&key.1);
                                        view! {
                                            <Button
                                                variant=Variant::Quiet
                                                attr:aria-label=label
                                                on_click=move |()| ask.run(key.clone())
                                            >
                                                {text::REVOKE}
                                            </Button>
                                        }
                                    })}
                                </span>
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}
