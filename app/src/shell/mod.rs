//! The frame around every page: strip, top bar, sections, the session's menu. What only a session needs of
//! it (the signer's state, the bars below) is of `pages`, and comes with its part.

mod consult_mode;
mod focus;
mod menu;
mod sections;

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use crate::address::Address;
use crate::client::{Network, Phase, Portal, use_portal};
use crate::components::{Actions, Button, ErrorNotice, Mark, Skeleton};
use crate::messages::{common, shell as text};
use crate::pages;
use crate::signer::{Status, use_signer};
use menu::Menu;
use sections::Sections;

/// Id of the start screen.
const START: &str = "inicio";
/// How long the first page has the network for itself.
const FIRST_PAGE: Duration = Duration::from_secs(2);

/// Frame and page. The page is drawn once the server is known, so that no page guesses who is there; until
/// the first answer the start screen of `frontend/index.html` stays, because the sections and the strip
/// would push the frame aside.
#[component]
pub(crate) fn Shell(children: ChildrenFn) -> impl IntoView {
    let portal = use_portal();
    let simulator = portal.simulator();
    let session = portal.session();
    let inside = Memo::new(move |_| session.with(Option::is_some));
    let down = expect_context::<Network>().is_down();
    let signer = use_signer();
    let has_signer = Memo::new(move |_| signer.status().get() != Status::Absent);
    let begun = Memo::new(move |begun: Option<&bool>| {
        begun == Some(&true) || portal.phase().with(|phase| *phase != Phase::Asking)
    });
    Effect::new(move |_| {
        if begun.get()
            && let Some(start) = document().get_element_by_id(START)
        {
            start.remove();
        }
    });
    load_parts_ahead(portal);
    let content = NodeRef::<html::Main>::new();
    focus::keep_focus(content);
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(content) = content.get_untracked() {
            // Fails only where the page has gone meanwhile.
            let _ = content.focus();
        }
    };
    let children = StoredValue::new(children);
    view! {
        <Show when=move || begun.get()>
            <a class="skip" href="#contenido" on:click=skip>
                {text::SKIP}
            </a>
            <div class="frame" class:frame--inside=move || inside.get()>
                <header class="frame__top">
                    <Show when=move || simulator.get()>
                        <p class="strip">{text::SIMULATOR}</p>
                    </Show>
                    <div role="status">
                        <Show when=move || down.get()>
                            <p class="strip strip--danger">{common::OFFLINE}</p>
                        </Show>
                    </div>
                    <div class="topbar">
                        <A href=Address::Home.href() attr:class="topbar__brand">
                            <Mark />
                            <span class="topbar__name">{common::NAME}</span>
                        </A>
                        <span class="topbar__company">
                            {move || session.get().map(|session| session.empresa)}
                        </span>
                        <Show when=move || inside.get() && has_signer.get()>
                            {pages::keys_bar()}
                        </Show>
                        <Show when=move || inside.get()>
                            <Menu />
                        </Show>
                    </div>
                </header>
                <Show when=move || inside.get()>
                    <Sections />
                </Show>
                <main class="content" id="contenido" tabindex="-1" node_ref=content>
                    <Known>{children.with_value(|children| children())}</Known>
                    <Show when=move || inside.get()>
                        {pages::bars()}
                    </Show>
                </main>
            </div>
        </Show>
    }
    .into_any()
}

/// Once somebody is inside and the first page had its turn, loads the parts that she is likely to open.
fn load_parts_ahead(portal: Portal) {
    let may = portal.may();
    let inside = portal.session();
    Effect::new(move |_| {
        if inside.with(Option::is_some) {
            let may = may.get_untracked();
            set_timeout(move || spawn_local(pages::load_ahead(may)), FIRST_PAGE);
        }
    });
}

#[component]
fn Known(children: ChildrenFn) -> impl IntoView {
    let portal = use_portal();
    let phase = portal.phase();
    let known = Memo::new(move |_| phase.with(|phase| matches!(phase, Phase::Known(_))));
    let error = Signal::derive(move || {
        phase.with(|phase| match phase {
            Phase::Failed(error) => Some(error.clone()),
            Phase::Asking | Phase::Known(_) => None,
        })
    });
    move || {
        if known.get() {
            return children().into_any();
        }
        view! {
            <ErrorNotice error />
            {move || {
                if error.with(Option::is_some) {
                    view! {
                        <Actions>
                            <Button on_click=move |()| portal.ask()>{common::RETRY}</Button>
                        </Actions>
                    }
                        .into_any()
                } else {
                    view! { <Skeleton lines=4 /> }.into_any()
                }
            }}
        }
        .into_any()
    }
}
