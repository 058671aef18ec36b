//! What every page of a mailed link does first: it takes the token out of the address and looks at the link.

use api::ApiError;
use api::functions::mailed;
use api::view::mailed::MailedLinkView;
use app_logic::account::forms::LINK_DEAD;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{Task, use_portal};
use crate::components::{ButtonLink, Empty, ErrorNotice, Narrow, PageHeader, Progress, Variant};
use crate::messages::account as text;

/// A link that was looked at, with its token.
#[derive(Clone, PartialEq)]
pub(super) struct Looked {
    pub(super) token: String,
    pub(super) link: MailedLinkView,
}

/// Looks at the link, and shows `children` with what it opens; otherwise says that it opens nothing.
#[component]
pub(super) fn MailedLink<F>(
    /// The page of the link.
    children: F,
) -> impl IntoView
where
    F: Fn(Looked) -> AnyView + Send + Sync + 'static,
{
    let task = Task::new();
    let looked = RwSignal::new(None::<Looked>);
    let token = use_portal().take_link_token();
    let missing = token.is_none();
    if let Some(token) = token {
        task.request(mailed::look(token.clone()), move |link| {
            looked.set(Some(Looked { token, link }));
        });
    }
    move || match looked.get() {
        Some(looked) => {
            let page = children(looked);
            view! { <Narrow>{page}</Narrow> }.into_any()
        }
        None => view! { <Narrow><NoLink task missing /></Narrow> }.into_any(),
    }
}

#[component]
fn NoLink(task: Task, missing: bool) -> impl IntoView {
    move || {
        if missing {
            return view! {
                <PageHeader title=text::LINK_MISSING_TITLE />
                <Empty title=text::LINK_MISSING_TEXT />
            }
            .into_any();
        }
        match task.error().get() {
            Some(error) if is_dead(&error) => view! { <DeadLink /> }.into_any(),
            Some(_) => view! {
                <PageHeader title=text::LINK_TITLE />
                <ErrorNotice error=task.error() />
            }
            .into_any(),
            None => view! {
                <PageHeader title=text::LINK_TITLE />
                <Progress label=text::LINK_TITLE.to_owned() />
            }
            .into_any(),
        }
    }
}

/// Says that a link is used up, ended or never was, and offers what helps.
#[component]
pub(super) fn DeadLink() -> impl IntoView {
    view! {
        <PageHeader title=text::LINK_DEAD_TITLE />
        <Empty title=text::LINK_DEAD_TEXT>
            <ButtonLink href=Address::Recover variant=Variant::Primary>
                {text::ASK_AGAIN}
            </ButtonLink>
            <ButtonLink href=Address::LogIn>{text::BACK_TO_LOGIN}</ButtonLink>
        </Empty>
    }
    .into_any()
}

/// Says that a link belongs to another page.
#[component]
pub(super) fn OtherLink() -> impl IntoView {
    view! {
        <PageHeader title=text::LINK_OTHER_TITLE />
        <Empty title=text::LINK_OTHER_TEXT />
    }
    .into_any()
}

/// Whether the server answered that the link opens nothing.
pub(super) fn is_dead(error: &ApiError) -> bool {
    error.code == LINK_DEAD
}

/// Whether the last answer to `task` was that the link opens nothing: it was used up meanwhile.
pub(super) fn died(task: Task) -> Signal<bool> {
    let error = task.error();
    Signal::derive(move || error.with(|error| error.as_ref().is_some_and(is_dead)))
}
