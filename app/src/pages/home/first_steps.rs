//! A newcomer's first steps.

use leptos::prelude::*;

use crate::components::{Step, StepList};
use crate::messages::home as text;

/// "Para empezar".
#[component]
pub(super) fn FirstSteps(steps: Vec<Step>) -> impl IntoView {
    view! { <StepList title=text::START_TITLE steps /> }
}
