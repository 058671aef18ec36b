//! The audit log as a file.

use std::rc::Rc;

use api::functions::audit;
use app_logic::audit::{AuditFilters, file_name, notes, row, table};
use futures::FutureExt;
use leptos::prelude::*;

use crate::client::use_portal;
use crate::export::{Export, Made, Make};
use crate::messages::export as text;

/// Entries asked for at once.
const ROWS: u32 = 200;

/// The button and its dialog, for what the filters show.
#[component]
pub(super) fn ExportAudit(filters: Memo<AuditFilters>) -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let make: Make = Rc::new(move |worker, kind, fetched| {
        let filters = filters.get_untracked();
        let session = session.get_untracked();
        let write = async move {
            worker.begin(table(kind)).await?;
            let mut count = 0_u32;
            let mut cursor = None;
            loop {
                let mut request = filters.request(cursor);
                request.limit = ROWS;
                let page = audit::export(request).await?;
                count += u32::try_from(page.rows.len()).unwrap_or_default();
                fetched.note(count)?;
                worker.rows(page.rows.iter().map(row).collect()).await?;
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            let now = portal.now();
            let empresa = session.map(|it| it.empresa).unwrap_or_default();
            let notes = notes(&filters, count, &empresa, now);
            Ok(Made {
                blob: worker.finish(notes, kind.media_type()).await?,
                name: file_name(kind, now),
                rows: count,
            })
        };
        write.boxed_local()
    });
    view! { <Export lead=text::LEAD make /> }.into_any()
}
