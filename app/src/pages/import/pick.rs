//! The file.

use import_protocol::Purpose;
use leptos::prelude::*;

use super::session::Session;
use crate::components::{Actions, Button, DateField, FilePicker, Panel, no_files};
use crate::messages::import as text;

/// Picks the file; reading begins by itself.
#[component]
pub(super) fn Pick(session: Session) -> impl IntoView {
    let files = no_files();
    Effect::new(move |_| {
        let picked = files.get();
        if !picked.is_empty() {
            session.open(picked);
            files.set(Vec::new());
        }
    });
    let cutoff = (session.purpose == Purpose::Plantilla).then(|| {
        view! {
            <DateField
                name="corte"
                label=text::CUTOFF
                value=session.corte
                help=text::CUTOFF_HELP
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
                <Button busy=session.busy() on_click=move |()| session.save_template()>
                    {text::TEMPLATE}
                </Button>
            </Actions>
        </Panel>
    }
    .into_any()
}
