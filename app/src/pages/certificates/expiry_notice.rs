//! What is near its end, said where work is done and not only where certificates are.

use api::view::certificates::CertificateView;
use app_logic::certificates::expiry_notice::{PutOff, can_be_put_off, heading, to_name};
use app_logic::certificates::registro_signer::ending_tone;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{preferences, use_portal};
use crate::components::{Button, ButtonLink, Notice, Variant};
use crate::format::date;
use crate::messages::{certificates as text, home};

/// Where a device keeps what was put off today.
const PUT_OFF: &str = "vigencias";

/// Names the certificates that end soon, or have ended, with a way to put off until tomorrow those that
/// still sign. Shows nothing where there is none, or while it is not known.
#[component]
pub(crate) fn ExpiryNotice(
    /// Every certificate of the company.
    #[prop(into)]
    held: Signal<Option<Vec<CertificateView>>>,
    /// Id of the registro patronal that it is about; without one, all of them.
    #[prop(into, optional)]
    registro: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let today = use_portal().today();
    let kept = preferences::kept(PUT_OFF).unwrap_or_default();
    let put_off = RwSignal::new(PutOff::from_text(&kept));
    let named = Memo::new(move |_| {
        let registro = registro.map(|registro| registro.get());
        let held = held.get()?;
        let registro = match &registro {
            // Which one it is about is not known yet.
            Some(None) => return None,
            Some(Some(registro)) => Some(registro.as_str()),
            None => None,
        };
        let named = put_off.with(|put_off| to_name(&held, registro, put_off, today));
        (!named.is_empty()).then_some(named)
    });
    let until_tomorrow = move |()| {
        let shown = named.get_untracked().unwrap_or_default();
        put_off.update(|put_off| *put_off = std::mem::take(put_off).and(&shown, today));
        preferences::keep(PUT_OFF, &put_off.with_untracked(PutOff::to_text));
    };
    move || {
        let named = named.get()?;
        let tone = ending_tone(&named.iter().collect::<Vec<_>>());
        let can_wait = named.iter().any(can_be_put_off);
        let lines = named
            .iter()
            .map(|one| {
                let line = home::expires(&one.holder, &date::day(one.not_after), one.days_left);
                view! { <p>{line}</p> }
            })
            .collect_view();
        Some(view! {
            <Notice tone title=heading(&named)>
                {lines}
                <ButtonLink href=Address::Certificates>{home::GO_CERTIFICATES}</ButtonLink>
                {can_wait
                    .then(|| {
                        view! {
                            <Button variant=Variant::Quiet on_click=until_tomorrow>
                                {text::PUT_OFF}
                            </Button>
                        }
                    })}
            </Notice>
        })
    }
}
