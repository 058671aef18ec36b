//! Picking files: a tap, or dropping them.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList};

use super::field::{described_by, invalid};
use crate::client::files::{self, FileHandle};
use crate::format::size;
use crate::messages::common;

/// Files that were picked. A `File` is a handle: its bytes are read when they are asked for,
/// never here.
pub type PickedFiles = RwSignal<Vec<File>, LocalStorage>;

/// No file picked yet.
#[must_use]
pub fn no_files() -> PickedFiles {
    RwSignal::new_local(Vec::new())
}

/// The handles that came with picked files, so that the page can know *which* they were.
pub type PickedHandles = RwSignal<Vec<(File, FileHandle)>, LocalStorage>;

/// No handle yet.
#[must_use]
pub fn no_handles() -> PickedHandles {
    RwSignal::new_local(Vec::new())
}

/// Picks one file or several, by a tap or by dropping them, and shows names and sizes.
#[component]
pub fn FilePicker(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    files: PickedFiles,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    /// Endings asked for, as `.cer,.key`; the person may pick others.
    #[prop(into, optional)]
    accept: String,
    /// What a tap does; said otherwise where nothing is given.
    #[prop(into, optional)]
    hint: Option<String>,
    /// Several files; a new pick is added to the ones there are.
    #[prop(optional)]
    several: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// Where the handles go, in browsers that give them.
    #[prop(optional_no_strip)]
    handles: Option<PickedHandles>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let hovering = RwSignal::new(false);
    let wrong = invalid(error);
    let ids = ["help", "error"].map(|part| format!("{name}-{part}"));
    let [help_id, error_id] = ids;
    let described_by = described_by(&name);
    let label_for = name.clone();
    let hint = hint.unwrap_or_else(|| {
        let hint = if several {
            common::PICK_SEVERAL
        } else {
            common::PICK_ONE
        };
        hint.to_owned()
    });

    let keep = move |picked: Vec<File>| {
        if picked.is_empty() {
            return;
        }
        files.update(|files| {
            if several {
                for file in picked {
                    files.retain(|held| held.name() != file.name());
                    files.push(file);
                }
            } else {
                *files = picked.into_iter().take(1).collect();
            }
        });
    };
    let take = move |picked: Option<FileList>| {
        let Some(picked) = picked else { return };
        keep((0..picked.length()).filter_map(|i| picked.get(i)).collect());
    };
    let with_handles = move |picked: Vec<(File, FileHandle)>| {
        if files.is_disposed() {
            return;
        }
        let list = picked.iter().map(|(file, _)| file.clone()).collect();
        if let Some(handles) = handles {
            handles.update(|handles| handles.extend(picked));
        }
        keep(list);
    };
    // A browser that gives handles but could not show its dialog shows the ordinary one next time.
    let ordinary = RwSignal::new(handles.is_none() || !files::can_keep());
    let endings = accept.clone();
    let ask = move |event: leptos::ev::MouseEvent| {
        if ordinary.get_untracked() {
            return;
        }
        event.prevent_default();
        let endings = endings.clone();
        spawn_local(async move {
            match files::pick(several, &endings).await {
                Ok(picked) => with_handles(picked),
                Err(_) => {
                    let _ = ordinary.try_set(true);
                }
            }
        });
    };

    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <div
                class="picker"
                class:picker--hovering=move || hovering.get()
                class:picker--disabled=move || disabled.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    hovering.set(!disabled.get_untracked());
                }
                on:dragleave=move |_| hovering.set(false)
                on:drop=move |event| {
                    event.prevent_default();
                    hovering.set(false);
                    let Some(data) = event.data_transfer() else { return };
                    if disabled.get_untracked() {
                        return;
                    }
                    let plain = data.files();
                    if handles.is_some() && files::can_keep() {
                        let count = plain.as_ref().map_or(0, FileList::length);
                        let taken = files::taken_with(&data);
                        spawn_local(async move {
                            let taken = taken.await;
                            // Not all of it lies on a disk: it is taken without handles.
                            if u32::try_from(taken.len()) == Ok(count) {
                                with_handles(taken);
                            } else if !files.is_disposed() {
                                take(plain);
                            }
                        });
                    } else {
                        take(plain);
                    }
                }
            >
                <label class="picker__label" for=label_for>
                    <span class="picker__title">{label}</span>
                    <span class="picker__hint">{hint}</span>
                </label>
                <input
                    type="file"
                    class="picker__input"
                    id=name.clone()
                    name=name
                    accept=accept
                    multiple=several
                    disabled=move || disabled.get()
                    aria-describedby=described_by
                    aria-invalid=wrong
                    node_ref=input
                    on:click=ask
                    on:change=move |event| {
                        let picked = event
                            .target()
                            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
                            .and_then(|input| input.files());
                        take(picked);
                        // Emptied, so that picking the same file again is noticed.
                        if let Some(input) = input.get_untracked() {
                            input.set_value("");
                        }
                    }
                />
                <ul class="picker__files">
                    {move || {
                        files
                            .get()
                            .into_iter()
                            .map(|file| {
                                let file_name = file.name();
                                let removed = file_name.clone();
                                let remove_label = common::remove_file(&file_name);
                                view! {
                                    <li class="picker__file">
                                        <span class="picker__name">{file_name}</span>
                                        <span class="picker__size">{size::bytes(file.size())}</span>
                                        <button
                                            type="button"
                                            class="picker__remove"
                                            aria-label=remove_label
                                            on:click=move |_| {
                                                files
                                                    .update(|files| {
                                                        files.retain(|held| held.name() != removed);
                                                    });
                                            }
                                        >
                                            {common::REMOVE}
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </div>
            <p class="field__help" id=help_id aria-live="polite">
                {move || help.get()}
            </p>
            <p class="field__error" id=error_id aria-live="polite">
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}
