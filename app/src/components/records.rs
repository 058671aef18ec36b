//! A file of fixed columns, line by line, with its fields set apart.

use app_logic::shown::Piece;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The lines, scrolled sideways inside their own frame; below, the field that is pointed at.
#[component]
pub fn Records(
    /// What the file is, for assistive technology.
    #[prop(into)]
    label: String,
    lines: Vec<Vec<Piece>>,
) -> impl IntoView {
    let shown = RwSignal::new(None::<(String, String)>);
    // One listener for thousands of pieces.
    let tell = move |target: Option<web_sys::EventTarget>| {
        if let Some(piece) = target.and_then(piece_at) {
            shown.set(Some(piece));
        }
    };
    view! {
        <div class="records" role="region" aria-label=label tabindex="0">
            <ol
                class="records__lines"
                on:click=move |event| tell(event.target())
                on:pointerover=move |event| tell(event.target())
            >
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
        <p class="records__shown">
            {move || {
                shown.get()
                    .map(|(label, text)| {
                        view! {
                            <span class="muted">{label}</span>
                            " "
                            <span class="records__value">{text}</span>
                        }
                    })
            }}
        </p>
    }
    .into_any()
}

/// Label and characters of the piece that an event hit.
fn piece_at(target: web_sys::EventTarget) -> Option<(String, String)> {
    let element: web_sys::Element = target.dyn_into().ok()?;
    let label = element
        .get_attribute("title")
        .filter(|label| !label.is_empty())?;
    Some((label, element.text_content().unwrap_or_default()))
}
