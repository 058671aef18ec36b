//! "Volver a abrir": the files this person opened before on this device, where the browser can know
//! them again.

use app_logic::files::FileUnavailable;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::picked::Picked;
use crate::client::files::{FileHandle, KnownFiles, Remembered, Remembers};
use crate::components::{Notice, ReopenItem, ReopenList, Tone};
use crate::messages::keys as text;
use crate::signer::{CredentialSummary, use_signer};

/// The list; nothing where nothing is remembered. A tap fills the fields in, and the password is next.
#[component]
pub(super) fn Reopen(picked: Picked, password: NodeRef<html::Input>) -> impl IntoView {
    let opened = use_signer().opened();
    let known = expect_context::<KnownFiles>();
    let failed = RwSignal::new(None::<String>);
    // What is open already needs no opening.
    let closed = move || {
        let open = opened.get();
        let is_open = |one: &Remembered| {
            open.iter()
                .any(|key| key.summary.fingerprint == one.fingerprint)
        };
        let mut closed = known.list();
        closed.retain(|one| !is_open(one));
        closed
    };
    let open = Callback::new(move |place: usize| {
        let Some(one) = untrack(closed).into_iter().nth(place) else {
            return;
        };
        failed.set(None);
        spawn_local(async move {
            let answer = read(&one.files).await;
            if failed.is_disposed() {
                return;
            }
            match answer {
                Ok(files) => {
                    picked.put(files);
                    if let Some(field) = password.get_untracked() {
                        // Fails only where the page has gone meanwhile.
                        let _ = field.focus();
                    }
                }
                Err((name, why)) => failed.set(Some(text::not_there(&name, why))),
            }
        });
    });
    let forget = Callback::new(move |place: usize| {
        let Some(one) = untrack(closed).into_iter().nth(place) else {
            return;
        };
        failed.set(None);
        known.forget(one);
    });
    view! {
        {move || {
            let items: Vec<_> = closed().iter().map(item).collect();
            (!items.is_empty())
                .then(|| {
                    view! {
                        <ReopenList
                            title=text::REOPEN
                            items
                            forget=text::FORGET
                            on_open=open
                            on_forget=forget
                        />
                        <p class="muted">{text::REOPEN_EXPLAINED}</p>
                    }
                })
        }}
        {move || {
            failed
                .get()
                .map(|why| {
                    view! {
                        <Notice tone=Tone::Warning>
                            <p>{why}</p>
                            <p>{text::NOT_THERE_HINT}</p>
                        </Notice>
                    }
                })
        }}
    }
    .into_any()
}

/// Remembers which files opened as this certificate.
pub(super) fn remember(
    known: KnownFiles,
    owner: String,
    summary: &CredentialSummary,
    handles: Vec<FileHandle>,
) {
    known.remember(Remembers {
        owner,
        fingerprint: summary.fingerprint.clone(),
        holder: summary.holder.clone(),
        kind: text::kind(summary.kind).to_owned(),
        files: handles,
    });
}

fn item(one: &Remembered) -> ReopenItem {
    let names: Vec<_> = one.files.iter().map(FileHandle::name).collect();
    ReopenItem {
        title: text::reopen(&one.kind, &one.holder),
        files: names.join(" · "),
        forget_label: text::forget(&one.kind, &one.holder),
    }
}

async fn read(
    handles: &[FileHandle],
) -> Result<Vec<(web_sys::File, FileHandle)>, (String, FileUnavailable)> {
    let mut files = Vec::with_capacity(handles.len());
    for handle in handles {
        let file = handle.open().await.map_err(|why| (handle.name(), why))?;
        files.push((file, handle.clone()));
    }
    Ok(files)
}
