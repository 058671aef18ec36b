//! A few numbers worth a look.

use app_logic::shown::Figure;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::format::number;

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
                        let label = match figure.href {
                            None => view! { <span>{figure.label}</span> }.into_any(),
                            Some(href) => {
                                view! {
                                    <A href attr:class="figures__link">
                                        {figure.label}
                                    </A>
                                }
                                    .into_any()
                            }
                        };
                        view! {
                            <div class="figures__figure">
                                <dt class="figures__label">{label}</dt>
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
