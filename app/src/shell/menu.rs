//! The session's menu: who is there, the rarer sections on a phone, and the way out.

use api::functions::accounts;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::consult_mode::{LeaveToConsult, Raise};
use super::sections::{Usage, sections};
use crate::address::Address;
use crate::client::{Task, use_portal};
use crate::components::{Actions, Button, Checkbox, Dialog, ErrorNotice, Variant};
use crate::messages::{common, consult, shell as text};
use crate::signer::use_signer;

const MENU: &str = "menu-de-sesion";

/// The menu and its button.
#[component]
pub(super) fn Menu() -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let may = portal.may();
    let leaving = RwSignal::new(false);
    let leaving_to_consult = RwSignal::new(false);
    let raising = RwSignal::new(false);
    let menu = NodeRef::<html::Div>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            // Refused only where it is closed already.
            let _ = menu.hide_popover();
        }
    };
    view! {
        <button type="button" class="menu-button" popovertarget=MENU>
            <span class="menu-button__initial" aria-hidden="true">
                {move || session.with(|session| initial(session.as_ref().map(|it| it.name.as_str())))}
            </span>
            <span class="visually-hidden">{text::MENU}</span>
        </button>
        <div class="menu" id=MENU popover="auto" node_ref=menu>
            <h2 class="visually-hidden">{text::SESSION}</h2>
            {move || {
                session
                    .get()
                    .map(|session| {
                        view! {
                            <p class="menu__name">{session.name}</p>
                            <p class="menu__company">{session.empresa}</p>
                            <p class="menu__role">
                                {text::role(session.role)} " · " {text::mode(session.mode)}
                            </p>
                        }
                    })
            }}
            <ul class="menu__sections">
                {move || {
                    sections(may.get())
                        .into_iter()
                        .filter(|section| section.usage != Usage::Daily)
                        .map(|section| {
                            view! {
                                <li class:menu__seldom={section.usage == Usage::Seldom}>
                                    <A
                                        href=section.address.href()
                                        attr:class="menu__link"
                                        on:click=move |_| close()
                                    >
                                        {section.label}
                                    </A>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <Show when=move || may.get().own_account>
                <A href=Address::Profile.href() attr:class="menu__link" on:click=move |_| close()>
                    {text::PROFILE}
                </A>
            </Show>
            <Show when=move || may.get().works>
                <Button on_click=move |()| {
                    close();
                    leaving_to_consult.set(true);
                }>{consult::LEAVE}</Button>
            </Show>
            <Show when=move || !may.get().works>
                <Button on_click=move |()| {
                    close();
                    if portal.is_link_tab() {
                        // Loaded again, the tab calls the server as any other.
                        let _ = window().location().set_href(&Address::LogIn.href());
                    } else {
                        raising.set(true);
                    }
                }>{consult::RAISE}</Button>
            </Show>
            <Button on_click=move |()| {
                close();
                leaving.set(true);
            }>{text::LOG_OUT}</Button>
        </div>
        <LogOut open=leaving />
        <LeaveToConsult open=leaving_to_consult />
        <Raise open=raising />
    }
    .into_any()
}

#[component]
fn LogOut(open: RwSignal<bool>) -> impl IntoView {
    let portal = use_portal();
    let signer = use_signer();
    let may = portal.may();
    let task = Task::new();
    let end_portal = RwSignal::new(false);
    let navigate = use_navigate();
    let leave = Callback::new(move |()| {
        let navigate = navigate.clone();
        let end_portal = may.get_untracked().signs && end_portal.get_untracked();
        // Before the server answers: a person who logs out leaves no key open, with or without a network.
        signer.end();
        task.request(accounts::log_out(end_portal), move |()| {
            open.set(false);
            portal.left();
            if portal.is_link_tab() {
                // Loaded again, the tab calls the server as any other.
                let _ = window().location().set_href(&Address::LogIn.href());
            } else {
                navigate(&Address::LogIn.href(), NavigateOptions::default());
            }
        });
    });
    view! {
        <Dialog open id="salir" title=text::LOG_OUT_TITLE>
            <p>{text::LOG_OUT_TEXT}</p>
            <Show when=move || may.get().signs>
                <Checkbox
                    name="cerrar-idse"
                    label=text::END_PORTAL
                    help=text::END_PORTAL_HELP
                    checked=end_portal
                />
            </Show>
            <ErrorNotice error=task.error() />
            <Actions>
                <Button variant=Variant::Primary busy=task.busy() on_click=leave>
                    {text::LOG_OUT}
                </Button>
                <Button on_click=move |()| open.set(false)>{common::CANCEL}</Button>
            </Actions>
        </Dialog>
    }
    .into_any()
}

/// Returns the first letter of a name; the style writes it as a capital.
fn initial(name: Option<&str>) -> String {
    name.and_then(|name| name.trim().chars().next())
        .map(String::from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn the_button_shows_the_first_letter_of_a_name() {
        assert_eq!(initial(Some(" ángela Ruiz")), "á");
        assert_eq!(initial(Some("  ")), "");
        assert_eq!(initial(None), "");
    }
}
