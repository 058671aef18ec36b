//! A file of fixed columns, line by line, its fields told apart.

use leptos::prelude::*;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters as they stand.
    pub text: String,
    /// What they are; shown on hover.
    pub label: String,
}

/// The lines, scrolled sideways inside their own frame.
#[component]
pub fn Records(
    /// What the file is, for assistive technology.
    #[prop(into)]
    label: String,
    lines: Vec<Vec<Piece>>,
) -> impl IntoView {
    view! {
        <div class="records" role="region" aria-label=label tabindex="0">
            <ol class="records__lines">
                {lines
                    .into_iter()
                    .map(|line| {
                        view! {
                            <li class="records__line">
                                {line
                                    .into_iter()
                                    .map(|piece| {
                                        view! {
                                            <span class="records__piece" title=piece.label>
                                                {piece.text}
                                            </span>
                                        }
                                    })
                                    .collect_view()}
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </div>
    }
    .into_any()
}
