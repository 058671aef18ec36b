//! A few numbers worth a look.

use leptos::prelude::*;

use crate::format::number;

/// One number with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    label: String,
    help: String,
    value: u64,
}

impl Figure {
    /// A number with its name and a line that explains it.
    pub fn new(label: impl Into<String>, help: impl Into<String>, value: u64) -> Self {
        Self {
            label: label.into(),
            help: help.into(),
            value,
        }
    }
}

/// Numbers beside each other, as a definition list.
#[component]
pub fn Figures(#[prop(into)] title: String, figures: Vec<Figure>) -> impl IntoView {
    view! {
        <section class="figures-frame">
            <h2 class="figures-frame__title">{title}</h2>
            <dl class="figures">
                {figures
                    .into_iter()
                    .map(|figure| {
                        view! {
                            <div class="figures__figure">
                                <dt class="figures__label">{figure.label}</dt>
                                <dd class="figures__value">{number::count(figure.value)}</dd>
                                <dd class="figures__help">{figure.help}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
