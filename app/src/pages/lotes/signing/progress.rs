//! How far a signature has come, and a way out where IDSE is slow.

use std::future::{Future, pending};
use std::pin::pin;
use std::time::Duration;

use api::ApiError;
use app_logic::lotes::signing_stage::SigningStage;
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;

use crate::client::Later;
use crate::components::{Button, Notice, Progress, Tone};
use crate::messages::lotes as text;

/// After how long IDSE's silence is shown. The relay itself waits for as long as 45 seconds.
const PATIENCE: Duration = Duration::from_secs(8);

/// How far a signature has come; copies share it.
#[derive(Clone, Copy)]
pub(crate) struct SigningProgress {
    stage: RwSignal<SigningStage>,
    slow: RwSignal<bool>,
    later: Later,
    stop: StoredValue<Option<oneshot::Sender<()>>>,
}

impl SigningProgress {
    pub(crate) fn new() -> Self {
        Self {
            stage: RwSignal::new(SigningStage::default()),
            slow: RwSignal::new(false),
            later: Later::new(),
            stop: StoredValue::new(None),
        }
    }

    /// Notes a stage. The page may be gone: the work goes on without it.
    pub(crate) fn reached(self, stage: SigningStage) {
        let _ = self.stage.try_set(stage);
    }

    /// The stage now.
    pub(crate) fn stage(self) -> SigningStage {
        self.stage.get()
    }

    /// Ends the wait for IDSE, because the person wants no longer to wait.
    fn give_up(self) {
        let stop = self.stop.try_update_value(Option::take).flatten();
        if let Some(stop) = stop {
            // Refused where the answer came first.
            let _ = stop.send(());
        }
    }

    /// Waits for IDSE's answer through the relay, until the person gives up. Nothing is undone by that:
    /// a later answer arrives through the events.
    pub(super) async fn wait<T>(
        self,
        answer: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        let (stop, stopped) = oneshot::channel();
        let _ = self.stop.try_set_value(Some(stop));
        self.later.after(PATIENCE, move || {
            let _ = self.slow.try_set(true);
        });
        // The button is gone with its page: then only the answer ends the wait.
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

/// What is being done, and a way out where IDSE is slow.
#[component]
pub(crate) fn SigningStatus(progress: SigningProgress) -> impl IntoView {
    view! {
        <Progress label=Signal::derive(move || progress.stage().label().to_owned()) />
        <Show when=move || progress.slow.get()>
            <Notice tone=Tone::Warning title=text::SLOW_TITLE>
                <p>{text::SLOW_TEXT}</p>
                <Button on_click=move |()| progress.give_up()>{text::STOP_WAITING}</Button>
            </Notice>
        </Show>
    }
    .into_any()
}
