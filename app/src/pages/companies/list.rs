//! `/mis-empresas`.

use api::functions::companies;
use api::view::companies::MyCompanies as Mine;
use app_logic::companies::{Card, Line, Way, cards};
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{Fetched, Portal, Task, fetch, use_portal};
use crate::components::{
    Actions, Badge, Button, ButtonLink, Empty, ErrorNotice, Load, PageHeader, Panel, Tone, Variant,
};
use crate::messages::companies as text;
use crate::signer::{Signer, use_signer};

/// What waits in every company of the person's, the most urgent first.
#[component]
pub fn MyCompanies() -> impl IntoView {
    let mine = fetch(companies::list);
    let going = Going {
        portal: use_portal(),
        signer: use_signer(),
        task: Task::new(),
        mine,
    };
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <ErrorNotice error=going.task.error() />
        <Load fetched=mine lines=6 children={move |mine: Mine| {
            let cards = cards(&mine);
            if cards.is_empty() {
                return view! { <Empty title=text::EMPTY text=text::EMPTY_TEXT /> }.into_any();
            }
            cards.into_iter().map(|card| shown(card, going)).collect_view().into_any()
        }} />
    }
}

/// The ways out of this page; copies share them.
#[derive(Clone, Copy)]
struct Going {
    portal: Portal,
    signer: Signer,
    task: Task,
    mine: Fetched<Mine>,
}

impl Going {
    /// Goes to a place of another company. The page is loaded again there, so that nothing of this company
    /// is left in it, and no key that was opened here stays open.
    fn to_company(self, id: String, href: String) {
        self.signer.end();
        let portal = self.portal;
        let work = async move {
            portal.switches_session(companies::switch(id)).await?;
            // Here, and not once the task is done: the new session may have drawn the page again.
            load(&href);
            Ok(())
        };
        self.task.run(work, |()| ());
    }

    /// Opens a link in this tab, beside the login of the others.
    fn to_link(self, id: String, href: String) {
        let portal = self.portal;
        self.task.request(companies::open_link(id), move |_| {
            portal.becomes_link_tab();
            load(&href);
        });
    }

    fn forget(self, id: String) {
        let mine = self.mine;
        self.task
            .request(companies::forget_link(id), move |()| mine.again());
    }
}

fn load(href: &str) {
    // Refused by no browser: it is an address of this page.
    let _ = window().location().set_href(href);
}

fn shown(card: Card, going: Going) -> AnyView {
    let Card {
        title,
        about,
        way,
        lines,
        ..
    } = card;
    let here = way == Way::Here;
    let nothing = lines.is_empty() && !matches!(way, Way::Dead(_));
    let items = lines
        .into_iter()
        .map(|one| view! { <li class="tasks__item">{line(one, &title, way.clone(), going)}</li> })
        .collect_view();
    let last = match way {
        Way::Here => view! { <ButtonLink href=Address::Home>{text::ENTER}</ButtonLink> }.into_any(),
        Way::Company(id) => {
            let label = text::enter(&title);
            view! {
                <Button
                    busy=going.task.busy()
                    attr:aria-label=label
                    on_click=move |()| going.to_company(id.clone(), Address::Home.href())
                >
                    {text::ENTER}
                </Button>
            }
            .into_any()
        }
        Way::Link(id) => {
            let label = text::open(&title);
            view! {
                <Button
                    busy=going.task.busy()
                    attr:aria-label=label
                    on_click=move |()| going.to_link(id.clone(), Address::FIRST_HISTORY.href())
                >
                    {text::LINK_OPEN}
                </Button>
            }
            .into_any()
        }
        Way::Dead(id) => view! {
            <Button
                variant=Variant::Quiet
                busy=going.task.busy()
                on_click=move |()| going.forget(id.clone())
            >
                {text::FORGET}
            </Button>
        }
        .into_any(),
    };
    view! {
        <Panel title=title>
            <p class="muted">{about}</p>
            {here.then(|| view! { <Badge tone=Tone::Info text=text::THIS /> })}
            {nothing.then(|| view! { <p>{text::NOTHING}</p> })}
            <ul class="tasks">{items}</ul>
            <Actions>{last}</Actions>
        </Panel>
    }
    .into_any()
}

/// One thing that waits: a link where the company is this one, a button that changes the company elsewhere.
fn line(line: Line, company: &str, way: Way, going: Going) -> AnyView {
    let Line { text, href, urgent } = line;
    let words = view! {
        <span class="stacked tasks__text">
            <span class:tasks__due--urgent=urgent>{text.clone()}</span>
        </span>
    };
    let label = text::to(&text, company);
    match way {
        Way::Here => view! {
            <a href=href class="tasks__link">
                {words}
            </a>
        }
        .into_any(),
        Way::Company(id) => view! {
            <button
                type="button"
                class="tasks__link"
                aria-label=label
                on:click=move |_| going.to_company(id.clone(), href.clone())
            >
                {words}
            </button>
        }
        .into_any(),
        Way::Link(id) => view! {
            <button
                type="button"
                class="tasks__link"
                aria-label=label
                on:click=move |_| going.to_link(id.clone(), href.clone())
            >
                {words}
            </button>
        }
        .into_any(),
        Way::Dead(_) => words.into_any(),
    }
}
