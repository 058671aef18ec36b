//! What a company decides for itself: days and wages beyond the published ones, how its lotes are
//! made, a second pair of eyes. Read by everyone who checks movements, saved by administrators.

mod error;
mod rules;
mod signers;

use std::collections::BTreeSet;

pub use error::SettingsError;
pub use rules::CompanyRules;
pub use signers::{Signer, signers};

use model::CompanySettings;
use model::limits::LOTE_MAX_MOVEMENTS;

use crate::Service;
use crate::caller::{FullCaller, Reader};
use crate::common_error::CommonError;
use crate::records::{Action, CompanySettingsRecord};
use crate::store::Unit;

/// The most holidays, wages or UMA that a company adds.
const MOST: usize = 500;
/// The longest name of a holiday, in characters.
const LONGEST: usize = 100;

/// Returns the settings of the reader's company.
///
/// # Errors
///
/// The repository's.
pub async fn get(
    service: &Service,
    reader: &impl Reader,
) -> Result<CompanySettings, SettingsError> {
    Ok(service.settings_of(reader.scope().empresa).await?)
}

/// Changes the settings of the caller's company, whole. `new.version` is the version that was read.
///
/// # Errors
///
/// Not an administrator; a value that cannot hold; changed by somebody else.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    mut new: CompanySettings,
) -> Result<CompanySettings, SettingsError> {
    caller.must_administer()?;
    let empresa = caller.empresa();
    check(&mut new)?;
    if new.second_pair {
        must_have_two(service, caller).await?;
    }
    let old = service.store.company_settings(empresa).await?;
    if old.as_ref().map_or(0, |old| old.settings.version) != new.version {
        return Err(CommonError::Stale.into());
    }
    let subject = format!("empresa:{empresa}");
    let entry = service.audit(empresa, caller.by(), Action::SettingsSaved, subject);
    let unit = Unit::audited(entry);
    let record = CompanySettingsRecord {
        empresa,
        settings: new.clone(),
    };
    let unit = match old {
        Some(old) => unit.update(old, record),
        None => unit.create(record),
    };
    service.store.commit(unit).await?;
    new.version += 1;
    Ok(new)
}

/// With one person alone nobody could sign what she prepares.
async fn must_have_two(service: &Service, caller: &FullCaller) -> Result<(), SettingsError> {
    let users = service.store.users(caller.empresa()).await?;
    let active = || users.iter().filter(|user| user.active);
    let prepares = active().filter(|user| user.role.captures()).count();
    if prepares >= 2 && active().any(|user| user.role.signs()) {
        return Ok(());
    }
    let message = "Para que otra persona firme hace falta otra persona: agrega primero su usuario.";
    Err(SettingsError::Field {
        field: "second_pair",
        message: message.to_owned(),
    })
}

/// Puts the lists in order, and refuses what cannot hold.
fn check(settings: &mut CompanySettings) -> Result<(), SettingsError> {
    let lists = [
        ("holidays", settings.holidays.len()),
        ("minimum", settings.minimum.len()),
        ("uma", settings.uma.len()),
    ];
    if let Some((field, _)) = lists.into_iter().find(|(_, len)| *len > MOST) {
        let message = format!("Caben {MOST} cuando mucho.");
        return Err(SettingsError::Field { field, message });
    }
    for holiday in &mut settings.holidays {
        holiday.name = holiday.name.trim().to_owned();
        let length = holiday.name.chars().count();
        if length == 0 || length > LONGEST || holiday.name.chars().any(char::is_control) {
            return Err(SettingsError::Field {
                field: "holidays",
                message: format!(
                    "Escribe cómo se llama el día, con {LONGEST} letras cuando mucho."
                ),
            });
        }
    }
    settings.holidays.sort();
    settings.minimum.sort();
    settings.uma.sort();
    only_once("holidays", settings.holidays.iter().map(|one| one.date))?;
    only_once("minimum", settings.minimum.iter().map(|one| one.from))?;
    only_once("uma", settings.uma.iter().map(|one| one.from))?;
    if !(1..=LOTE_MAX_MOVEMENTS).contains(&settings.max_per_lote) {
        return Err(SettingsError::Field {
            field: "max_per_lote",
            message: "Un lote lleva de 1 a 5,000 movimientos.".to_owned(),
        });
    }
    Ok(())
}

fn only_once<T: Ord>(
    field: &'static str,
    mut days: impl Iterator<Item = T>,
) -> Result<(), SettingsError> {
    let mut seen = BTreeSet::new();
    if days.all(|day| seen.insert(day)) {
        return Ok(());
    }
    let message = "Hay dos renglones con la misma fecha; deja uno.".to_owned();
    Err(SettingsError::Field { field, message })
}
