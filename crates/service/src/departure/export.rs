//! Everything of a company as the parts of an archive, one after the other: never more of it at once than a
//! page of records or the files of one lote. `docs/company-export.md` documents the format.

use std::sync::Arc;

use serde_json::json;

use super::archive::{Archive, ExportPart};
use super::error::DepartureError;
use super::pages::{Page, Source};
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::{EmpresaId, UserId};
use crate::records::{Action, Actor, Departure};
use crate::store::{CommitError, Unit};

/// The number of the format: a change that a reader must know of makes it another.
const FORMAT: u32 = 1;

/// An export under way.
pub struct CompanyExport {
    service: Arc<Service>,
    empresa: EmpresaId,
    user: UserId,
    page: Page,
    archive: Archive,
}

impl CompanyExport {
    /// Begins the export of everything of the caller's company; noted in the audit log.
    ///
    /// # Errors
    ///
    /// Not an administrator.
    pub async fn begin(service: Arc<Service>, caller: &FullCaller) -> Result<Self, DepartureError> {
        caller.must_administer()?;
        let empresa = caller.empresa();
        let subject = format!("empresa:{empresa}");
        let entry = service.audit(empresa, caller.actor(), Action::CompanyExported, subject);
        service.store.commit(Unit::audited(entry)).await?;
        Ok(Self {
            service,
            empresa,
            user: caller.user(),
            page: Page::Head,
            archive: Archive::default(),
        })
    }

    /// Returns the next part; `None` behind the last. That the archive was written to its end is kept
    /// then: a deletion asks for it.
    ///
    /// # Errors
    ///
    /// The repository's.
    pub async fn next(&mut self) -> Result<Option<ExportPart>, DepartureError> {
        loop {
            if let Some(part) = self.archive.next() {
                return Ok(Some(part));
            }
            match std::mem::replace(&mut self.page, Page::Done) {
                Page::Done => return Ok(None),
                Page::Manifest => self.finish().await?,
                page => {
                    let source = Source {
                        service: &self.service,
                        empresa: self.empresa,
                    };
                    self.page = page.write(&source, &mut self.archive).await?;
                }
            }
        }
    }

    /// The last files, and that the export was made.
    async fn finish(&mut self) -> Result<(), DepartureError> {
        let empresa = self.service.store.empresa(self.empresa).await?;
        let manifest = json!({
            "format": "rubrica-company-export",
            "version": FORMAT,
            "empresa": self.empresa,
            "nombre": empresa.map(|empresa| empresa.nombre),
            "made_at": self.service.now(),
            "made_by": self.user,
            "records": self.archive.counts(),
        });
        self.archive.value("manifest.json", &manifest)?;
        self.archive.sums();
        self.keep().await
    }

    async fn keep(&self) -> Result<(), DepartureError> {
        loop {
            let old = self.service.store.departure(self.empresa).await?;
            let subject = format!("empresa:{}", self.empresa);
            let mut entry = self.service.audit(
                self.empresa,
                Actor::User(self.user),
                Action::CompanyExported,
                subject,
            );
            "completa".clone_into(&mut entry.detail);
            let unit = Unit::audited(entry);
            let exported_at = Some(self.service.now());
            let unit = match old {
                Some(old) => {
                    let new = Departure {
                        exported_at,
                        ..old.clone()
                    };
                    unit.update(old, new)
                }
                None => unit.create(Departure {
                    empresa: self.empresa,
                    version: 1,
                    exported_at,
                    deletion: None,
                }),
            };
            match self.service.store.commit(unit).await {
                // Another export of the same company ended at this very moment.
                Err(CommitError::Stale | CommitError::Taken { .. }) => {}
                result => return Ok(result?),
            }
        }
    }
}
