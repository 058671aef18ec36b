//! How far a signature has come, and the person's patience with IDSE meanwhile.

use std::future::{Future, pending};
use std::pin::pin;
use std::time::Duration;

use api::ApiError;
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;

use crate::client::Later;
use crate::components::{Button, Notice, Progress, Tone};
use crate::messages::lotes as text;

/// After how long IDSE's silence is told. The relay itself waits for as long as 45 seconds.
const PATIENCE: Duration = Duration::from_secs(8);

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// The worker signs the lote.
    #[default]
    Signing,
    /// The relay checks and stores it.
    Storing,
    /// IDSE is asked for its challenge.
    Asking,
    /// The challenge is signed, and IDSE asked whether it takes it.
    Answering,
}

/// A signature on its way; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Course {
    stage: RwSignal<Stage>,
    slow: RwSignal<bool>,
    later: Later,
    stop: StoredValue<Option<oneshot::Sender<()>>>,
}

impl Course {
    pub(super) fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::default()),
            slow: RwSignal::new(false),
            later: Later::new(),
            stop: StoredValue::new(None),
        }
    }

    /// It has come this far. The page may be gone: the work goes on without it.
    pub(super) fn at(self, stage: Stage) {
        let _ = self.stage.try_set(stage);
    }

    pub(super) fn stage(self) -> Stage {
        self.stage.get()
    }

    /// The person does not want to wait for IDSE any longer.
    fn give_up(self) {
        let stop = self.stop.try_update_value(Option::take).flatten();
        if let Some(stop) = stop {
            // Refused where the answer came first.
            let _ = stop.send(());
        }
    }

    /// Waits for IDSE by way of the relay, until the person gives up. Nothing is undone by that: an
    /// answer that comes later is heard of through the events.
    pub(super) async fn wait<T>(
        self,
        answer: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        let (stop, stopped) = oneshot::channel();
        let _ = self.stop.try_set_value(Some(stop));
        self.later.after(PATIENCE, move || {
            let _ = self.slow.try_set(true);
        });
        // With the page went its button: then the answer alone ends the wait.
        let given_up = async {
            if stopped.await.is_err() {
                pending::<()>().await;
            }
        };
        let outcome = match select(pin!(answer), pin!(given_up)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => {
                Err(ApiError::new("gave-up", text::GAVE_UP).hint(text::GAVE_UP_HINT))
            }
        };
        self.later.forget();
        let _ = self.slow.try_set(false);
        outcome
    }
}

/// What is being done, and where IDSE is slow a way out.
#[component]
pub(super) fn Underway(course: Course) -> impl IntoView {
    view! {
        <Progress label=Signal::derive(move || words(course.stage()).to_owned()) />
        <Show when=move || course.slow.get()>
            <Notice tone=Tone::Warning title=text::SLOW_TITLE>
                <p>{text::SLOW_TEXT}</p>
                <Button on_click=move |()| course.give_up()>{text::STOP_WAITING}</Button>
            </Notice>
        </Show>
    }
    .into_any()
}

pub(super) fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Signing => text::STAGE_SIGNING,
        Stage::Storing => text::STAGE_STORING,
        Stage::Asking => text::STAGE_ASKING,
        Stage::Answering => text::STAGE_ANSWERING,
    }
}
