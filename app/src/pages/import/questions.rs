//! What can be read in more than one way in a file: asked once, with values of the file.

use app_logic::import::questions::QuestionView;
use leptos::prelude::*;

use super::session::{ImportSession, QUESTIONS};
use crate::components::{Panel, Radios};
use crate::messages::import as text;

/// The questions; nothing where there are none.
#[component]
pub(super) fn Questions(session: ImportSession) -> impl IntoView {
    let questions = Memo::new(move |_| session.questions());
    view! {
        <Show when=move || questions.with(|all| !all.is_empty())>
            <div id=QUESTIONS tabindex="-1">
                <Panel title=text::QUESTIONS_TITLE>
                    <p>{text::QUESTIONS_TEXT}</p>
                    <For
                        each=move || questions.get()
                        // An answer does not draw its question again: the focus stays.
                        key=|one| (one.id, one.title.clone(), one.options.len())
                        children=move |one| question(session, one)
                    />
                </Panel>
            </div>
        </Show>
    }
    .into_any()
}

fn question(session: ImportSession, question: QuestionView) -> impl IntoView {
    let QuestionView {
        id,
        title,
        options,
        answer,
    } = question;
    let value = RwSignal::new(answer);
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now)
            && let Ok(option) = now.parse()
        {
            session.answer(id, option);
        }
        now
    });
    view! { <Radios name=format!("pregunta-{id}") legend=title value options /> }
}
