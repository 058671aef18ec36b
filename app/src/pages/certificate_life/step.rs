//! One step of a path.

use app_logic::certificate_life::guide::{Destination, Link};
use app_logic::certificate_life::{GuideStep, Page, Tool};
use leptos::prelude::*;

use super::progress::PathProgress;
use super::tools::{CheckRequest, Deadline, SerialAddress};
use crate::address::Address;
use crate::components::{ButtonLink, Checkbox, ExternalLink, Notice, Tone};
use crate::messages::certificate_life as text;

/// A step, with its tick and its tools.
#[component]
pub(super) fn Step(
    number: usize,
    step: &'static GuideStep,
    progress: PathProgress,
) -> impl IntoView {
    let now = progress.now();
    let ticked = RwSignal::new(now.with_untracked(|now| now.is_done(step.id)));
    Effect::new(move |_| {
        let done = ticked.get();
        if now.with_untracked(|now| now.is_done(step.id)) != done {
            progress.change(|now| now.set(step.id, done));
        }
    });
    // "Empezar de nuevo" takes the ticks away.
    Effect::new(move |_| ticked.set(now.with(|now| now.is_done(step.id))));
    view! {
        <li class="guide__step" id=step.id class:guide__step--done=move || ticked.get()>
            <h2 class="guide__title">
                <span class="guide__number">{text::step(number)}</span>
                {step.title}
            </h2>
            {step.text.iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
            <Lines title=text::BRING lines=step.bring />
            <Lines title=text::LOOK_FOR lines=step.look_for />
            {step.tools.iter().map(|tool| view! { <InStep tool=*tool progress /> }).collect_view()}
            <div class="guide__links">
                {step.links.iter().map(|link| view! { <Leads link=*link /> }).collect_view()}
            </div>
            {(!step.if_missed.is_empty())
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning title=text::IF_MISSED>
                            <p>{step.if_missed}</p>
                        </Notice>
                    }
                })}
            <Checkbox
                name=format!("hecho-{}", step.id)
                label=text::DONE
                help=Signal::derive(move || progress.done_by(step.id).unwrap_or_default())
                checked=ticked
            />
        </li>
    }
    .into_any()
}

#[component]
fn Lines(title: &'static str, lines: &'static [&'static str]) -> impl IntoView {
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <h3 class="guide__subtitle">{title}</h3>
        <ul class="guide__list">
            {lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}
        </ul>
    }
    .into_any()
}

/// A small tool stands in its step; one with a page of its own is linked.
#[component]
fn InStep(tool: Tool, progress: PathProgress) -> impl IntoView {
    match tool {
        Tool::CheckRequest => view! { <CheckRequest /> }.into_any(),
        Tool::Deadline => view! { <Deadline progress /> }.into_any(),
        Tool::Serial => view! { <SerialAddress /> }.into_any(),
        Tool::WhatIsThis | Tool::TryPassword | Tool::Join | Tool::ChangePassword => {
            let href = tool
                .page()
                .map(|page| Address::CertificateLifePage { page });
            view! {
                <div class="guide__tool">
                    {href.map(|href| view! { <ButtonLink href>{tool.title()}</ButtonLink> })}
                    <p class="muted">{tool.summary()}</p>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Leads(link: Link) -> impl IntoView {
    match link.to {
        Destination::Path(path) => {
            let page = Page::Path(path);
            view! { <ButtonLink href=Address::CertificateLifePage { page }>{link.label}</ButtonLink> }.into_any()
        }
        Destination::Certificates => {
            view! { <ButtonLink href=Address::Certificates>{link.label}</ButtonLink> }.into_any()
        }
        Destination::Outside(address) => {
            view! { <ExternalLink href=address>{link.label}</ExternalLink> }.into_any()
        }
    }
}
