//! The file.

use import_protocol::Purpose;
use leptos::prelude::*;

use super::session::{CUTOFF, Session};
use crate::components::{Actions, Button, DateField, FilePicker, Panel, Variant, no_files};
use crate::messages::import as text;

/// Picks the file. Reading begins by itself, but for a plantilla, whose day has to be told first.
#[component]
pub(super) fn Pick(session: Session) -> impl IntoView {
    let files = no_files();
    let by_itself = session.purpose == Purpose::Movements;
    Effect::new(move |_| {
        let picked = files.get();
        if by_itself && !picked.is_empty() {
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
    let cutoff = (!by_itself).then(|| {
        view! {
            <DateField
                name=CUTOFF
                label=text::CUTOFF
                value=session.corte
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
                    (!by_itself && files.with(|files| !files.is_empty()))
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
    }
    .into_any()
}
