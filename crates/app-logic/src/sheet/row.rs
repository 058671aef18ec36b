//! A row of a sheet, and what the person wants of it.

use api::view::movements::SaveMovement;
use api::view::trabajadores::TrabajadorView;
use imss::finding::Finding;

use super::amount::parse_cents;
use super::outcome::Outcome;
use super::salary_change::SalaryChange;

/// Where the new SBC of a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SbcSource {
    /// The person typed it in its field.
    Typed,
    /// It was in a pasted row.
    Pasted,
    /// A percentage made it.
    Percentage,
}

/// What the person typed for one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Whether the row is marked; `None` while the person has not said.
    pub chosen: Option<bool>,
    /// The new SBC and its source.
    pub sbc: Option<(String, SbcSource)>,
    /// What was done to the typed SBC so that it could be read.
    pub sbc_notes: Vec<String>,
    /// Another date than the proposed one, as a date field holds it.
    pub fecha: Option<String>,
    /// Of a bimestre: the fixed part a day.
    pub fixed: Option<String>,
    /// Of a bimestre: what was earned.
    pub earned: String,
    /// Of a bimestre: the days of salary.
    pub days: Option<String>,
}

impl Wish {
    /// Whether a percentage may replace the SBC: the person neither typed nor pasted it.
    pub fn takes_percentage(&self) -> bool {
        match &self.sbc {
            None | Some((_, SbcSource::Percentage)) => true,
            Some((text, _)) => text.trim().is_empty(),
        }
    }
}

/// Somebody of the directory, and the movements that a sheet files for them.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// What holds for every row of the sheet: dates, causes, calendar and wages.
    type Terms: Clone + PartialEq + Send + Sync + 'static;

    /// Returns what identifies the row in its sheet.
    fn key(&self) -> &str;

    /// Returns whom the row is about.
    fn trabajador(&self) -> &TrabajadorView;

    /// Returns the SBC that IMSS has, in centavos, as far as is known.
    fn sbc_now(&self) -> Option<u64>;

    /// Whether the row is marked: by the person, or because the sheet proposes it.
    fn is_chosen(&self, terms: &Self::Terms, wish: &Wish) -> bool;

    /// Returns the new SBC as its field shows it.
    fn new_sbc(&self, terms: &Self::Terms, wish: &Wish) -> String;

    /// Whether these terms change a salary, so that a row without another SBC files nothing.
    fn changes_salary(terms: &Self::Terms) -> bool;

    /// Whether a row with an error-level finding cannot be saved.
    fn must_be_sound(terms: &Self::Terms) -> bool;

    /// Returns the movements that the row files.
    fn requests(&self, terms: &Self::Terms, wish: &Wish) -> Vec<SaveMovement>;

    /// Returns every finding about those movements.
    fn findings(&self, terms: &Self::Terms, wish: &Wish) -> Vec<Finding>;

    /// Returns what else is to be known of the row, each as a sentence.
    fn notes(&self, _: &Self::Terms, _: &Wish) -> Vec<String> {
        Vec::new()
    }

    /// Returns what every row lacks until it is chosen above the sheet.
    fn missing_terms(_: &Self::Terms) -> Option<&'static str> {
        None
    }

    /// Returns what the row's view is drawn from: where it changes, the row is drawn again.
    fn view_key(&self) -> String {
        self.key().to_owned()
    }

    /// Whether the row has something to file that is new.
    fn has_change(&self, terms: &Self::Terms, wish: &Wish) -> bool {
        if !Self::changes_salary(terms) {
            return true;
        }
        let typed = self.new_sbc(terms, wish);
        let now = self.sbc_now();
        !typed.trim().is_empty() && parse_cents(&typed).is_none_or(|new| Some(new) != now)
    }

    /// Whether the row is to be filed: marked, with something new, and not filed yet.
    fn is_wanted(&self, terms: &Self::Terms, wish: &Wish, outcome: Option<&Outcome>) -> bool {
        let open = !matches!(outcome, Some(Outcome::Saved(_) | Outcome::Existing(_)));
        open && self.is_chosen(terms, wish) && self.has_change(terms, wish)
    }

    /// Returns how the salary changes; `None` where one of the two is unknown.
    fn salary_change(&self, terms: &Self::Terms, wish: &Wish) -> Option<SalaryChange> {
        if !Self::changes_salary(terms) {
            return None;
        }
        let new = parse_cents(&self.new_sbc(terms, wish))?;
        Some(SalaryChange::between(self.sbc_now()?, new))
    }
}

/// Whether a row matches what is searched in its sheet: part of name, NSS or clave.
pub fn matches(trabajador: &TrabajadorView, text: &str) -> bool {
    let wanted = text.trim().to_uppercase();
    trabajador.nombre.to_uppercase().contains(&wanted)
        || trabajador.data.nss.contains(&wanted)
        || trabajador.data.clave.to_uppercase().contains(&wanted)
}

#[cfg(test)]
mod tests {
    use super::{SbcSource, Wish};

    #[test]
    fn percentage_spares_typed_and_pasted_values() {
        let wish = |text: &str, source| Wish {
            sbc: Some((text.to_owned(), source)),
            ..Wish::default()
        };
        assert!(Wish::default().takes_percentage());
        assert!(wish("700.00", SbcSource::Percentage).takes_percentage());
        assert!(wish(" ", SbcSource::Typed).takes_percentage());
        assert!(!wish("700.00", SbcSource::Typed).takes_percentage());
        assert!(!wish("700.00", SbcSource::Pasted).takes_percentage());
    }
}
