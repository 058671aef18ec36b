//! The ends of certificates in the person's own calendar: a file to save, an address to subscribe to.

use api::functions::certificate_life;
use api::view::certificate_life::CalendarView;
use api::view::certificates::CertificateView;
use app_logic::certificates::calendar_file::{calendar_address, calendar_file, calendar_opener};
use leptos::prelude::*;

use crate::client::{Task, browser, fetch, use_portal};
use crate::components::{
    Actions, Button, Confirm, CopyText, ErrorNotice, ExternalLink, Load, Notice, Tone, Variant,
};
use crate::messages::certificates as text;

/// Both ways; the address for those who capture.
#[component]
pub(super) fn InCalendar(held: Vec<CertificateView>) -> impl IntoView {
    let portal = use_portal();
    let captures = portal.may().get_untracked().captures;
    let failed = RwSignal::new(false);
    let save = move |()| {
        let calendar = calendar_file(&held, portal.now());
        let bytes = js_sys::Uint8Array::from(calendar.as_bytes());
        failed.set(!browser::save(text::CALENDAR_NAME, &bytes));
    };
    view! {
        <h3 class="guide__subtitle">{text::CALENDAR}</h3>
        <p class="muted">{text::CALENDAR_TEXT}</p>
        <Actions>
            <Button on_click=save>{text::SAVE_CALENDAR}</Button>
        </Actions>
        <Show when=move || failed.get()>
            <p role="alert">{text::CALENDAR_FAILED}</p>
        </Show>
        {captures.then(|| view! { <Subscription /> })}
    }
    .into_any()
}

/// The address: made, shown once, changed, taken away.
#[component]
fn Subscription() -> impl IntoView {
    let known = fetch(certificate_life::calendar);
    let token = RwSignal::new(None::<String>);
    let task = Task::new();
    let (renewing, revoking) = (RwSignal::new(false), RwSignal::new(false));
    let renew = Callback::new(move |()| {
        task.request(certificate_life::renew_calendar(), move |made| {
            renewing.set(false);
            token.set(Some(made.token));
            known.again();
        });
    });
    let revoke = Callback::new(move |()| {
        task.request(certificate_life::revoke_calendar(), move |()| {
            revoking.set(false);
            token.set(None);
            known.again();
        });
    });
    let ask = move |which: RwSignal<bool>| {
        task.clear();
        which.set(true);
    };
    view! {
        {move || token.get().map(|token| view! { <Once token /> })}
        <Load fetched=known lines=1 children={move |state: Option<CalendarView>| match state {
            None => view! {
                <Actions>
                    <Button busy=task.busy() on_click=move |()| renew.run(())>
                        {text::CALENDAR_MAKE}
                    </Button>
                </Actions>
            }
            .into_any(),
            Some(state) => view! {
                <p>{text::calendar_state(state.created_at, state.last_read)}</p>
                <Actions>
                    <Button on_click=move |()| ask(renewing)>{text::CALENDAR_RENEW}</Button>
                    <Button variant=Variant::Quiet on_click=move |()| ask(revoking)>
                        {text::CALENDAR_REVOKE}
                    </Button>
                </Actions>
            }
            .into_any(),
        }} />
        <Show when=move || !renewing.get() && !revoking.get()>
            <ErrorNotice error=task.error() />
        </Show>
        <Confirm
            open=renewing
            id="cambiar-calendario"
            title=text::CALENDAR_RENEW_TITLE
            confirm=text::CALENDAR_RENEW
            busy=task.busy()
            error=task.error()
            on_confirm=renew
        >
            <p>{text::CALENDAR_RENEW_TEXT}</p>
        </Confirm>
        <Confirm
            open=revoking
            id="quitar-calendario"
            title=text::CALENDAR_REVOKE_TITLE
            confirm=text::CALENDAR_REVOKE
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=revoke
        >
            <p>{text::CALENDAR_REVOKE_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

#[component]
fn Once(token: String) -> impl IntoView {
    let address = calendar_address(&browser::origin(), &token);
    let opener = calendar_opener(&address);
    view! {
        <Notice tone=Tone::Success>
            <p>{text::CALENDAR_ONCE}</p>
            <CopyText label=text::CALENDAR_ADDRESS text=address />
            <ExternalLink href=opener>{text::CALENDAR_OPEN}</ExternalLink>
        </Notice>
    }
    .into_any()
}
