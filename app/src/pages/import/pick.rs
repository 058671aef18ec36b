//! The file.

use import_protocol::Purpose;
use leptos::prelude::*;

use super::recent::Recent;
use super::session::{CUTOFF, ImportSession};
use crate::components::{Actions, Button, DateField, FilePicker, Panel, Variant, no_files};
use crate::messages::import as text;

/// Picks the file. It is read at once, but for a plantilla, whose cut-off date comes first.
#[component]
pub(super) fn Pick(session: ImportSession) -> impl IntoView {
    let files = no_files();
    let at_once = session.purpose == Purpose::Movements;
    Effect::new(move |_| {
        let picked = files.get();
        if at_once && !picked.is_empty() {
            session.open(picked);
            files.set(Vec::new());
        }
    });
    let read = move |()| {
        if session.has_cutoff() {
            session.open(files.get_untracked());
        }
    };
    let error = session.error();
    let wrong_cutoff = Signal::derive(move || {
        error.with(|error| {
            let error = error.as_ref()?;
            (error.field.as_deref() == Some(CUTOFF)).then(|| error.message.clone())
        })
    });
    let cutoff = (!at_once).then(|| {
        view! {
            <DateField
                name=CUTOFF
                label=text::CUTOFF
                value=session.cutoff
                help=text::CUTOFF_HELP
                error=wrong_cutoff
            />
        }
    });
    view! {
        <Panel>
            {cutoff}
            <FilePicker
                name="archivo"
                label=text::FILE
                files
                help=text::FILE_HELP
                accept=text::ACCEPT
                several=true
                disabled=session.busy()
            />
            <Actions>
                {move || {
                    (!at_once && files.with(|files| !files.is_empty()))
                        .then(|| {
                            view! {
                                <Button
                                    variant=Variant::Primary
                                    busy=session.busy()
                                    on_click=read
                                >
                                    {text::READ_FILE}
                                </Button>
                            }
                        })
                }}
                <Button busy=session.busy() on_click=move |()| session.save_template()>
                    {text::TEMPLATE}
                </Button>
            </Actions>
        </Panel>
        {at_once.then(|| view! { <Recent /> })}
    }
    .into_any()
}
