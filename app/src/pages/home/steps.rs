//! A newcomer's first three steps.

use api::view::movements::MovementCounts;
use leptos::prelude::*;

use super::rules::Overview;
use crate::components::{Step, StepList, StepState};
use crate::messages::home as text;

/// The steps, until each has been taken once; `None` for everybody else.
pub(super) fn steps(overview: &Overview, counts: Option<&MovementCounts>) -> Option<Vec<Step>> {
    let captured = counts.is_none_or(|counts| {
        counts.borradores + counts.listos + counts.en_camino + counts.operados + counts.rechazados
            > 0
    });
    let taken = [
        !overview.registros.is_empty(),
        overview
            .certificates
            .iter()
            .any(|one| !one.assignments.is_empty()),
        captured,
    ];
    let next = taken.iter().position(|taken| !taken)?;
    let written = [
        (
            text::STEP_REGISTRO,
            text::STEP_REGISTRO_TEXT,
            "/registros/nuevo",
        ),
        (
            text::STEP_CERTIFICATE,
            text::STEP_CERTIFICATE_TEXT,
            "/certificados",
        ),
        (text::STEP_CAPTURE, text::STEP_CAPTURE_TEXT, "/capturar"),
    ];
    let steps = written.into_iter().zip(taken).enumerate();
    let steps = steps.map(|(place, ((title, text, href), taken))| Step {
        title,
        text,
        href,
        state: match (taken, place == next) {
            (true, _) => StepState::Done,
            (false, true) => StepState::Next,
            (false, false) => StepState::Later,
        },
    });
    Some(steps.collect())
}

/// "Para empezar".
#[component]
pub(super) fn Steps(steps: Vec<Step>) -> impl IntoView {
    view! { <StepList title=text::START_TITLE steps /> }
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementCounts;

    use super::steps;
    use crate::components::StepState;
    use crate::pages::home::rules::Overview;

    #[test]
    fn a_newcomer_starts_with_the_registro_patronal() {
        let nothing = Overview {
            registros: Vec::new(),
            certificates: Vec::new(),
            lotes: Vec::new(),
        };
        let states: Vec<_> = steps(&nothing, Some(&MovementCounts::default()))
            .unwrap()
            .into_iter()
            .map(|step| step.state)
            .collect();
        assert_eq!(
            states,
            [StepState::Next, StepState::Later, StepState::Later]
        );
    }
}
