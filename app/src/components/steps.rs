//! Steps to take one after the other.

use app_logic::shown::{Step, StepState, Tone};
use leptos::prelude::*;

use super::badge::Badge;
use super::button::{ButtonLink, Variant};
use crate::messages::common;

/// The steps; the next one is a link.
#[component]
pub fn StepList(#[prop(into)] title: String, steps: Vec<Step>) -> impl IntoView {
    view! {
        <section class="panel">
            <h2 class="panel__title">{title}</h2>
            <ol class="steps">
                {steps
                    .into_iter()
                    .map(|step| {
                        let action = match step.state {
                            StepState::Done => {
                                view! { <Badge tone=Tone::Success text=common::STEP_DONE /> }
                                    .into_any()
                            }
                            StepState::Next => {
                                view! {
                                    <ButtonLink href=step.href variant=Variant::Primary>
                                        {common::STEP_GO}
                                    </ButtonLink>
                                }
                                    .into_any()
                            }
                            StepState::Offered => {
                                view! {
                                    <ButtonLink href=step.href>{common::STEP_OFFERED}</ButtonLink>
                                }
                                    .into_any()
                            }
                            StepState::Later => {
                                view! { <Badge text=common::STEP_LATER /> }.into_any()
                            }
                        };
                        view! {
                            <li
                                class="steps__step"
                                class:steps__step--next=step.state == StepState::Next
                            >
                                <span class="steps__text">
                                    <span class="steps__title">{step.title}</span>
                                    <span class="steps__help">{step.text}</span>
                                </span>
                                {action}
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
    .into_any()
}
