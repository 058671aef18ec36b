//! A newcomer's first steps.

use api::view::movements::MovementCounts;
use api::view::registros::RegistroView;

use super::overview::Overview;
use crate::address::Address;
use crate::messages::home as text;
use crate::shown::{Step, StepState};

/// Returns the steps, until each that is needed has been taken once; `None` for everybody else. The
/// plantilla is offered among them, and waited for by none.
#[must_use]
pub fn steps(overview: &Overview, counts: Option<&MovementCounts>) -> Option<Vec<Step>> {
    let captured = counts.is_none_or(|counts| {
        counts.borradores + counts.listos + counts.en_camino + counts.operados + counts.rechazados
            > 0
    });
    let registered = !overview.registros.is_empty();
    let needed = [
        registered,
        overview
            .certificates
            .iter()
            .any(|one| !one.assignments.is_empty()),
        captured,
    ];
    let next = needed.iter().position(|taken| !taken)?;
    let state = |place: usize| match needed[place] {
        true => StepState::Done,
        false if place == next => StepState::Next,
        false => StepState::Later,
    };
    let loaded = |one: &RegistroView| one.plantilla.is_some();
    let plantilla = match registered {
        true if overview.registros.iter().all(loaded) => StepState::Done,
        true => StepState::Offered,
        false => StepState::Later,
    };
    let step = |title, text, address: Address, state| Step {
        title,
        text,
        href: address.href(),
        state,
    };
    Some(vec![
        step(
            text::STEP_REGISTRO,
            text::STEP_REGISTRO_TEXT,
            Address::NewRegistro,
            state(0),
        ),
        step(
            text::STEP_CERTIFICATE,
            text::STEP_CERTIFICATE_TEXT,
            Address::Certificates,
            state(1),
        ),
        step(
            text::STEP_PLANTILLA,
            text::STEP_PLANTILLA_TEXT,
            Address::ImportPlantilla,
            plantilla,
        ),
        step(
            text::STEP_CAPTURE,
            text::STEP_CAPTURE_TEXT,
            Address::Capture,
            state(2),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementCounts;
    use api::view::registros::{RegistroData, RegistroView};

    use super::steps;
    use crate::home::overview::Overview;
    use crate::shown::StepState;

    #[test]
    fn starts_with_the_registro_patronal() {
        let nothing = Overview {
            registros: Vec::new(),
            certificates: Vec::new(),
            lotes: Vec::new(),
            due: Vec::new(),
            occasions: Vec::new(),
        };
        let states: Vec<_> = steps(&nothing, Some(&MovementCounts::default()))
            .unwrap()
            .into_iter()
            .map(|step| step.state)
            .collect();
        assert_eq!(
            states,
            [
                StepState::Next,
                StepState::Later,
                StepState::Later,
                StepState::Later
            ]
        );
    }

    #[test]
    fn offers_the_plantilla_and_waits_for_it_never() {
        let registro = RegistroView {
            id: "1".to_owned(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: None,
        };
        let overview = Overview {
            registros: vec![registro],
            certificates: Vec::new(),
            lotes: Vec::new(),
            due: Vec::new(),
            occasions: Vec::new(),
        };
        let shown = steps(&overview, Some(&MovementCounts::default())).unwrap();
        let states: Vec<_> = shown.iter().map(|step| step.state).collect();
        assert_eq!(
            states,
            [
                StepState::Done,
                StepState::Next,
                StepState::Offered,
                StepState::Later
            ]
        );
    }
}
