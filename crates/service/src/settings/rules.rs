//! What a company's movements are checked against on a day.

use imss::calendar::Calendar;
use imss::rules::CheckContext;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;
use model::CompanySettings;

use crate::Service;
use crate::ids::EmpresaId;
use crate::store::StoreError;

/// The day, and the calendar and wages that hold for a company.
#[derive(Debug, Clone)]
pub struct CompanyRules {
    today: Date,
    calendar: Calendar,
    wages: Wages,
}

impl CompanyRules {
    /// Returns those of a company with these settings, on a day.
    pub fn new(settings: &CompanySettings, today: Date) -> Self {
        Self {
            today,
            calendar: settings.calendar(),
            wages: settings.wages(),
        }
    }

    /// Returns the working days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Returns the day.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Returns what movements of a zone are checked against.
    pub fn checks(&self, zona: ZonaSalarial) -> CheckContext<'_> {
        let Self {
            today,
            calendar,
            wages,
        } = self;
        CheckContext {
            today: *today,
            calendar,
            wages,
            zona,
        }
    }
}

impl Service {
    /// A company's settings, or those of one that never changed any.
    pub(crate) async fn settings_of(
        &self,
        empresa: EmpresaId,
    ) -> Result<CompanySettings, StoreError> {
        let record = self.store.company_settings(empresa).await?;
        Ok(record.map(|record| record.settings).unwrap_or_default())
    }

    /// Returns what a company's movements are checked against today.
    ///
    /// # Errors
    ///
    /// The repository's.
    pub async fn rules_of(&self, empresa: EmpresaId) -> Result<CompanyRules, StoreError> {
        let settings = self.settings_of(empresa).await?;
        Ok(CompanyRules::new(&settings, self.today()))
    }
}
