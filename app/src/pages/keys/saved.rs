//! Files that were written, until the person has saved them: they leave the page only to her device.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::client::browser;
use crate::components::{Actions, Button, Notice, Panel, Tone, Variant};
use crate::format::size;
use crate::messages::convert as text;
use crate::signer::{Converted, CredentialSummary, FileKind, NewFile};

/// What the last conversion gave; dropped, and with it wiped, by the next one and when the page is left.
#[derive(Clone, Copy)]
pub(super) struct Given {
    files: StoredValue<Vec<NewFile>, LocalStorage>,
    shown: RwSignal<Option<Shown>>,
}

/// What is shown of it.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    /// Kind, name and bytes of each, in their order.
    files: Vec<(FileKind, String, usize)>,
    summary: Option<CredentialSummary>,
}

impl Given {
    pub(super) fn new() -> Self {
        Self {
            files: StoredValue::new_local(Vec::new()),
            shown: RwSignal::new(None),
        }
    }

    pub(super) fn take(self, converted: Converted) {
        let tell = |file: &NewFile| (file.kind(), file.name().to_owned(), file.size());
        self.shown.set(Some(Shown {
            files: converted.files.iter().map(tell).collect(),
            summary: converted.summary.map(|summary| *summary),
        }));
        self.files.set_value(converted.files);
        bring_into_view();
    }

    pub(super) fn forget(self) {
        self.files.set_value(Vec::new());
        self.shown.set(None);
    }

    /// False where the browser has no room for it.
    fn save(self, place: usize) -> bool {
        self.files.with_value(|files| {
            files.get(place).is_some_and(|file| {
                file.blob()
                    .is_ok_and(|blob| browser::save_blob(&blob, file.name()))
            })
        })
    }
}

const HERE: &str = "archivos-nuevos";

fn bring_into_view() {
    request_animation_frame(|| {
        let here = document().get_element_by_id(HERE);
        if let Some(here) = here.and_then(|here| here.dyn_into::<web_sys::HtmlElement>().ok()) {
            here.scroll_into_view();
            // Fails only where the page has gone meanwhile.
            let _ = here.focus();
        }
    });
}

/// The files, each with the button that saves it.
#[component]
pub(super) fn Saved(given: Given) -> impl IntoView {
    let failed = RwSignal::new(false);
    view! {
        <div id=HERE class="stack" tabindex="-1">
            {move || {
                given
                    .shown
                    .get()
                    .map(|shown| {
                        failed.set(false);
                        view! { <Files given shown failed /> }
                    })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Files(given: Given, shown: Shown, failed: RwSignal<bool>) -> impl IntoView {
    let buttons = shown
        .files
        .into_iter()
        .enumerate()
        .map(|(place, (kind, name, bytes))| {
            #[expect(clippy::cast_precision_loss, reason = "a size to be read, of a few KB")]
            let label = text::save(kind, &size::bytes(bytes as f64));
            let whole = text::save_as(&label, &name);
            view! {
                <Button
                    variant=Variant::Primary
                    attr:aria-label=whole
                    on_click=move |()| failed.set(!given.save(place))
                >
                    {label}
                </Button>
            }
        })
        .collect_view();
    let warnings = shown
        .summary
        .as_ref()
        .map(|summary| summary.warnings.clone())
        .unwrap_or_default();
    view! {
        <Panel title=text::READY>
            {shown.summary.map(|summary| view! { <p>{text::of(&summary.holder)}</p> })}
            <p>{text::READY_TEXT}</p>
            {(!warnings.is_empty())
                .then(|| {
                    let lines = warnings
                        .into_iter()
                        .map(|warning| view! { <p>{warning.message}</p> })
                        .collect_view();
                    view! { <Notice tone=Tone::Warning>{lines}</Notice> }
                })}
            <Actions>{buttons}</Actions>
            <Show when=move || failed.get()>
                <Notice tone=Tone::Danger>
                    <p>{text::NOT_SAVED}</p>
                </Notice>
            </Show>
        </Panel>
    }
    .into_any()
}
