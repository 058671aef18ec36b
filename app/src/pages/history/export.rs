//! "Exportar Excel": everything that a search shows, as a file.

use std::rc::Rc;

use api::ApiError;
use api::functions::movements;
use api::view::accounts::SessionView;
use app_logic::history::export::{Tally, file_name, notes, row, table};
use app_logic::history::filters::Filters;
use app_logic::history::tabs::HistoryTab;
use export_protocol::FileKind;
use futures::FutureExt;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use model::limits::EXPORT_MAX_ROWS_PER_CALL;

use super::criteria::criteria;
use crate::client::{Portal, use_portal};
use crate::export::{Export, ExportWorker, Fetched, Made, Make};
use crate::messages::export as text;

/// The button and its dialog, for what the filters of a tab show.
#[component]
pub(super) fn ExportMovements(
    tipo: Option<TipoMovimiento>,
    filters: Memo<Filters>,
) -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let may = portal.may();
    let make: Make = Rc::new(move |worker, kind, fetched| {
        let search = Search {
            portal,
            session: session.get_untracked(),
            filters: filters.get_untracked(),
            tipo,
            sees_lotes: may.get_untracked().sees_lotes,
        };
        search.write(worker, kind, fetched).boxed_local()
    });
    view! { <Export lead=text::LEAD make /> }.into_any()
}

/// What is looked for.
struct Search {
    portal: Portal,
    session: Option<SessionView>,
    filters: Filters,
    tipo: Option<TipoMovimiento>,
    sees_lotes: bool,
}

impl Search {
    /// Fetches page after page, hands each to the worker, and has the file written.
    async fn write(
        self,
        worker: ExportWorker,
        kind: FileKind,
        fetched: Fetched,
    ) -> Result<Made, ApiError> {
        let criteria = criteria(self.session.as_ref(), &self.filters).await?;
        worker.begin(table(kind, self.sees_lotes)).await?;
        let mut tally = Tally::default();
        let mut cursor = None;
        loop {
            let mut request = self.filters.request(self.tipo, cursor);
            request.limit = EXPORT_MAX_ROWS_PER_CALL;
            let page = movements::export(request).await?;
            for movement in &page.rows {
                tally.add(movement);
            }
            fetched.note(tally.total())?;
            let rows = page.rows.iter().map(|one| row(one, self.sees_lotes));
            worker.rows(rows.collect()).await?;
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let (tab, now) = (HistoryTab::Movements(self.tipo), self.portal.now());
        let notes = notes(tab, &criteria, &tally, now);
        Ok(Made {
            blob: worker.finish(notes, kind.media_type()).await?,
            name: file_name(tab, kind, now),
            rows: tally.total(),
        })
    }
}
