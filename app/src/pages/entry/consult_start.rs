//! What a reader is shown before the history: that it only reads, and how the movements are looked up.

use api::functions::{movements, registros};
use api::view::movements::HistoryRequest;
use app_logic::entry::consult_start::{LookUp, share};
use leptos::prelude::*;

use crate::client::{Task, use_portal};
use crate::components::{
    Actions, Button, Definition, Definitions, ErrorNotice, Narrow, Notice, PageHeader, Panel,
    Progress, Variant,
};
use crate::messages::consult as text;

/// The notice with its "Aceptar", then the look-ups one by one; the history opens when all are done.
#[component]
pub fn ConsultStart() -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let task = Task::new();
    let accepted = RwSignal::new(false);
    let found = RwSignal::new(Vec::<(LookUp, String)>::new());
    let look_up = Callback::new(move |()| {
        accepted.set(true);
        found.set(Vec::new());
        let work = async move {
            for one in LookUp::ALL {
                let answer = ask(one).await?;
                // The page may have been left meanwhile.
                found.try_update(|found| found.push((one, answer)));
            }
            Ok(())
        };
        task.run(work, move |()| portal.start_consult());
    });
    let masked = move || session.with(|session| session.as_ref().is_some_and(|it| it.masked));
    view! {
        <Narrow>
            <PageHeader title=text::TITLE />
            {move || {
                if accepted.get() {
                    view! {
                        <Panel title=text::UPDATING>
                            <Progress
                                label=Signal::derive(move || {
                                    found.with(|found| text::step(LookUp::after(found.len()).map(LookUp::label)))
                                })
                                value=Signal::derive(move || Some(found.with(|found| share(found.len()))))
                            />
                            <Definitions>
                                {move || {
                                    found
                                        .get()
                                        .into_iter()
                                        .map(|(one, answer)| {
                                            view! {
                                                <Definition term=one.label()>{answer}</Definition>
                                            }
                                        })
                                        .collect_view()
                                }}
                            </Definitions>
                            <ErrorNotice error=task.error() />
                            <Show when=move || task.error().with(Option::is_some)>
                                <Actions>
                                    <Button variant=Variant::Primary on_click=look_up>
                                        {crate::messages::common::RETRY}
                                    </Button>
                                </Actions>
                            </Show>
                        </Panel>
                    }
                        .into_any()
                } else {
                    view! {
                        <Notice title=text::NOTICE_TITLE>
                            <p>{text::NOTICE_TEXT}</p>
                            {masked().then(|| view! { <p>{text::NOTICE_MASKED}</p> })}
                        </Notice>
                        <Actions>
                            <Button variant=Variant::Primary on_click=look_up>
                                {text::ACCEPT}
                            </Button>
                        </Actions>
                    }
                        .into_any()
                }
            }}
        </Narrow>
    }
    .into_any()
}

/// Asks the server, and says in a few words what it has.
async fn ask(one: LookUp) -> Result<String, api::ApiError> {
    match one {
        LookUp::Registros => Ok(text::registros(registros::list().await?.len())),
        LookUp::Movements(tipo) => {
            let request = HistoryRequest {
                tipo: Some(tipo),
                limit: 1,
                ..HistoryRequest::default()
            };
            let page = movements::history(request).await?;
            let newest = page.rows.first().and_then(|row| row.fecha);
            Ok(text::newest(newest))
        }
    }
}
