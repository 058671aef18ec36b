//! `/verificar`: whether the signature of a dropped file holds. Everything happens in the signer worker.

use app_logic::verify::{Signed, Verdict, verdict};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{
    Answer, Definition, Definitions, FilePicker, Notice, PageHeader, Panel, Progress, Tone,
    no_files,
};
use crate::format::date;
use crate::messages::{keys, verify as text};
use crate::signer::{SignerError, use_signer};

/// A field for a file, and what its signature is worth.
#[component]
pub fn Verify() -> impl IntoView {
    let signer = use_signer();
    let files = no_files();
    let answer = RwSignal::new_local(None::<Result<Verdict, SignerError>>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let file = files.with(|files| files.first().cloned());
        answer.set(None);
        let Some(file) = file else {
            busy.set(false);
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let found = signer.identify(file.clone()).await;
            let picked = files.try_with_untracked(|files| files.first() == Some(&file));
            // Not where another was picked meanwhile, or the page was left.
            if picked == Some(true) {
                busy.set(false);
                answer.set(Some(found.map(verdict)));
            }
        });
    });
    view! {
        <PageHeader title=text::TITLE />
        <Panel>
            <p>{text::TEXT}</p>
            <FilePicker name="archivo" label=text::PICK files help=text::PICK_HELP />
            <Show when=move || busy.get()>
                <Progress label=text::LOOKING.to_owned() />
            </Show>
            {move || {
                answer
                    .get()
                    .map(|answer| {
                        let shown = match answer {
                            Ok(verdict) => shown(verdict),
                            Err(error) => refused(&error),
                        };
                        view! { <Answer>{shown}</Answer> }
                    })
            }}
        </Panel>
    }
    .into_any()
}

fn refused(error: &SignerError) -> AnyView {
    let (said, hint) = (error.to_string(), error.hint().to_owned());
    view! {
        <Notice tone=Tone::Danger>
            <p>{said}</p>
            <p>{hint}</p>
        </Notice>
    }
    .into_any()
}

fn shown(verdict: Verdict) -> AnyView {
    match verdict {
        Verdict::Holds(signed) => view! {
            <Notice tone=Tone::Success title=text::HOLDS>
                <p>{text::HOLDS_TEXT}</p>
                <p>{text::ISSUER_TEXT}</p>
            </Notice>
            {facts(*signed)}
        }
        .into_any(),
        Verdict::DoesNotHold(why) => view! {
            <Notice tone=Tone::Danger title=text::DOES_NOT_HOLD>
                <p>{why}</p>
            </Notice>
        }
        .into_any(),
        Verdict::NotSigned(what) => view! {
            <Notice tone=Tone::Warning title=text::NOT_SIGNED>
                <p>{what}</p>
            </Notice>
        }
        .into_any(),
    }
}

fn facts(signed: Signed) -> AnyView {
    let at = signed
        .at
        .and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    let other = signed
        .lote
        .is_none()
        .then(|| view! { <p class="muted">{text::OTHER_CONTENT}</p> });
    let lote = signed.lote.map(|lote| {
        view! {
            <Definition term=text::REGISTRO code=true>
                {lote.registro_patronal}
            </Definition>
            <Definition term=text::MOVEMENTS>{lote.total.to_string()}</Definition>
        }
    });
    view! {
        <Definitions>
            <Definition term=keys::HOLDER>{signed.signer.holder}</Definition>
            <Definition term=keys::SERIAL code=true>
                {signed.signer.serial}
            </Definition>
            <Definition term=keys::ISSUER>{signed.signer.issuer}</Definition>
            {at.map(|at| view! { <Definition term=text::SIGNED_AT>{date::instant(at)}</Definition> })}
            {lote}
            <Definition term=text::SHA256 code=true>
                {signed.sha256}
            </Definition>
        </Definitions>
        {other}
    }
    .into_any()
}
