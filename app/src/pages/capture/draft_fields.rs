//! The form's fields as signals, and the messages beside them.

use app_logic::capture::field_findings::{error_at, note_at};
use imss::finding::{Field, Finding};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use crate::components::{UnderstoodField, joined};

/// One signal for each text field of a draft; copies share them.
#[derive(Clone, Copy)]
pub(super) struct DraftFields {
    tipo: TipoMovimiento,
    texts: StoredValue<Vec<(Field, RwSignal<String>)>>,
}

impl DraftFields {
    pub(super) fn new(draft: &MovimientoDraft) -> Self {
        let signal = |field: &Field| {
            let text = draft.text(*field).unwrap_or_default();
            (*field, RwSignal::new(text.to_owned()))
        };
        let fields = MovimientoDraft::TEXT_FIELDS.iter();
        Self {
            tipo: draft.tipo,
            texts: StoredValue::new(fields.map(signal).collect()),
        }
    }

    /// The signal of a field of [`MovimientoDraft::TEXT_FIELDS`].
    pub(super) fn of(self, field: Field) -> RwSignal<String> {
        self.texts
            .with_value(|texts| {
                let found = texts.iter().find(|(known, _)| *known == field);
                found.map(|(_, signal)| *signal)
            })
            .expect("every text field of a draft has its signal")
    }

    /// What is typed now; follows every field.
    pub(super) fn draft(self, registro_patronal: String) -> MovimientoDraft {
        let mut draft = MovimientoDraft::new(self.tipo);
        self.each(|field, signal| {
            if let Some(text) = draft.text_mut(field) {
                *text = signal.get();
            }
        });
        draft.registro_patronal = registro_patronal;
        draft
    }

    /// Puts another draft in the place of what is typed.
    pub(super) fn fill(self, draft: &MovimientoDraft) {
        self.each(|field, signal| {
            signal.set(draft.text(field).unwrap_or_default().to_owned());
        });
    }

    /// Puts somebody's data in the place of what is typed; day, cause and guía stay.
    pub(super) fn fill_person(self, draft: &MovimientoDraft) {
        self.each(|field, signal| {
            if !matches!(field, Field::Fecha | Field::CausaBaja | Field::Guia) {
                signal.set(draft.text(field).unwrap_or_default().to_owned());
            }
        });
    }

    fn each(self, mut act: impl FnMut(Field, RwSignal<String>)) {
        let texts = self.texts.get_value();
        for (field, signal) in texts {
            act(field, signal);
        }
    }
}

/// Findings, shown beside a field once the person has left it, and everywhere once she has tried to
/// save.
#[derive(Clone, Copy)]
pub(super) struct FieldMessages {
    findings: Memo<Vec<Finding>>,
    /// IMSS's words about a field of the movement that this one corrects.
    refused: StoredValue<Option<(Field, String)>>,
    left: RwSignal<Vec<Field>>,
    everywhere: RwSignal<bool>,
    /// How typed values were understood.
    understood: StoredValue<Vec<(Field, UnderstoodField)>>,
}

impl FieldMessages {
    pub(super) fn new(
        findings: Memo<Vec<Finding>>,
        fields: DraftFields,
        refused: Option<(Field, String)>,
        everywhere: bool,
    ) -> Self {
        let mut understood = Vec::new();
        fields.each(|field, signal| understood.push((field, UnderstoodField::new(field, signal))));
        Self {
            findings,
            refused: StoredValue::new(refused),
            left: RwSignal::new(Vec::new()),
            everywhere: RwSignal::new(everywhere),
            understood: StoredValue::new(understood),
        }
    }

    /// The error beside a field.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            // Why a value cannot be understood says more than that it cannot be read.
            let lost = self.understood(field).and_then(UnderstoodField::error);
            let error = self
                .shown(field)
                .then(|| self.findings.with(|all| error_at(all, field)))
                .flatten()?;
            Some(lost.unwrap_or(error))
        })
    }

    /// The other messages beside a field.
    pub(super) fn note(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let refused = self.refused.with_value(|refused| {
                let (at, words) = refused.as_ref()?;
                (*at == field).then(|| words.clone())
            });
            let note = self
                .shown(field)
                .then(|| self.findings.with(|all| note_at(all, field)))
                .flatten();
            let done = self.understood(field).and_then(UnderstoodField::note);
            joined(refused, joined(done, note))
        })
    }

    /// For a field's `on_blur`.
    pub(super) fn leave(self, field: Field) -> Callback<()> {
        Callback::new(move |()| {
            if let Some(understood) = self.understood(field) {
                understood.leave();
            }
            self.left.update(|left| {
                if !left.contains(&field) {
                    left.push(field);
                }
            });
        })
    }

    fn understood(self, field: Field) -> Option<UnderstoodField> {
        self.understood.with_value(|all| {
            let found = all.iter().find(|(known, _)| *known == field);
            found.map(|(_, understood)| *understood)
        })
    }

    /// Shows every finding from now on.
    pub(super) fn show_all(self) {
        for (_, understood) in self.understood.get_value() {
            understood.leave();
        }
        self.everywhere.set(true);
    }

    fn shown(self, field: Field) -> bool {
        self.everywhere.get() || self.left.with(|left| left.contains(&field))
    }
}
