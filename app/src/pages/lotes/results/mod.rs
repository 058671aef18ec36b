//! `/lotes/resultados`: a file of IDSE's is read in the import worker, compared with the company's
//! movements, shown, and applied once the person confirmed it.

mod rows;
mod session;

use api::view::lotes::LoteView;
use api::view::receipts::AppliedReceipt;
use app_logic::lotes::bring_results::Summary;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::address::{Address, LOTE};
use crate::client::use_portal;
use crate::components::{
    Actions, Button, ButtonLink, Checkbox, ErrorNotice, FilePicker, Notice, PageHeader, Panel,
    Progress, Tone, Variant, no_files,
};
use crate::messages::{bring_results as text, lotes as lote_text};
use rows::ResultRows;
use session::{ResultsSession, Stage};

/// The page.
#[component]
pub fn BringResults() -> impl IntoView {
    let query = use_query_map();
    let lote = query.read_untracked().get(LOTE).filter(|id| !id.is_empty());
    let back = match &lote {
        Some(id) => Address::Lote { id: id.clone() },
        None => Address::Lotes,
    };
    let session = ResultsSession::new(lote);
    view! {
        <PageHeader title=text::TITLE>
            <ButtonLink href=back variant=Variant::Quiet>
                {lote_text::BACK}
            </ButtonLink>
        </PageHeader>
        {move || match session.stage() {
            Stage::Pick => view! { <Pick session /> }.into_any(),
            Stage::Review => view! { <Review session /> }.into_any(),
            Stage::Done(applied) => done(applied, session),
        }}
    }
}

#[component]
fn Pick(session: ResultsSession) -> impl IntoView {
    let files = no_files();
    Effect::new(move |_| {
        if let Some(file) = files.get().into_iter().next() {
            session.read(file);
            files.set(Vec::new());
        }
    });
    view! {
        <Panel>
            <p>{text::TEXT}</p>
            <FilePicker
                name="archivo"
                label=text::FILE
                files
                help=text::FILE_HINT
                accept=".pdf,.csv,.txt,.html,.htm"
                disabled=session.busy()
            />
            <Show when=move || session.busy().get()>
                <Progress label=text::READING.to_owned() />
            </Show>
        </Panel>
        <ErrorNotice error=session.error() />
    }
    .into_any()
}

#[component]
fn Review(session: ResultsSession) -> impl IntoView {
    let signs = use_portal().may();
    let summary = session.summary();
    let keep = session.keeps_elsewhere();
    let applied = move || {
        let all = summary.get();
        (all.settles, if keep.get() { all.elsewhere } else { 0 })
    };
    let applies = move || applied() != (0, 0);
    view! {
        <p role="status">
            {move || {
                let Summary { settles, known, elsewhere, not } = summary.get();
                text::summary(settles, known, elsewhere, not)
            }}
        </p>
        {move || remarks(session)}
        <ResultRows rows=session.rows() />
        <Show when=move || { summary.get().elsewhere > 0 }>
            <Checkbox name="historial" label=text::KEEP checked=keep />
        </Show>
        <Show when=move || !summary.get().applies()>
            <Notice tone=Tone::Info>{text::NOTHING}</Notice>
        </Show>
        <Show when=move || summary.get().applies() && !signs.get().signs>
            <Notice tone=Tone::Info>{text::NOT_YOURS}</Notice>
        </Show>
        <ErrorNotice error=session.error() />
        <Actions>
            <Show when=move || applies() && signs.get().signs>
                <Button
                    variant=Variant::Primary
                    busy=session.busy()
                    on_click=move |()| session.apply()
                >
                    {move || {
                        let (settles, elsewhere) = applied();
                        text::apply(settles, elsewhere)
                    }}
                </Button>
            </Show>
            <Button on_click=move |()| session.forget()>{text::OTHER}</Button>
        </Actions>
    }
    .into_any()
}

/// What to look at before anything is applied.
fn remarks(session: ResultsSession) -> AnyView {
    let not = session.summary().get().not;
    let not = (not > 0).then(|| {
        view! {
            <Notice tone=Tone::Warning title=text::NOT_TITLE>{text::not_applied(not)}</Notice>
        }
    });
    let miscounted = session.miscounted();
    let miscounted = (!miscounted.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=text::MISCOUNTED_TITLE>
                {lines(miscounted)}
            </Notice>
        }
    });
    let unread = session.unread();
    let unread = (!unread.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=text::UNREAD_TITLE>
                <p>{text::UNREAD_TEXT}</p>
                {lines(unread)}
            </Notice>
        }
    });
    view! { {not} {miscounted} {unread} }.into_any()
}

fn lines(lines: Vec<String>) -> impl IntoView {
    lines
        .into_iter()
        .map(|line| view! { <p>{line}</p> })
        .collect_view()
}

fn done(applied: AppliedReceipt, session: ResultsSession) -> AnyView {
    let words = text::done(applied.settled, applied.elsewhere);
    let link = |lote: LoteView| {
        let href = Address::Lote {
            id: lote.id.clone(),
        };
        view! { <ButtonLink href>{text::see_lote(lote.numero)}</ButtonLink> }
    };
    view! {
        <Notice tone=Tone::Success title=text::DONE_TITLE>{words}</Notice>
        <Actions>
            {applied.lotes.into_iter().map(link).collect_view()}
            <Button on_click=move |()| session.forget()>{text::OTHER}</Button>
        </Actions>
    }
    .into_any()
}
