//! A movement being typed: its fields, the draft they make, what is found of it.

use api::view::movements::MovementView;
use api::view::registros::RegistroView;
use app_logic::capture::checker::DraftChecker;
use app_logic::capture::starting_draft::for_form;
use imss::finding::{Field, Finding};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::wages::ZonaSalarial;
use leptos::prelude::*;

use super::draft_fields::{DraftFields, FieldMessages};
use super::history::of_history;
use crate::address::edit_movement;
use crate::client::{Portal, Typed, browser, use_portal};

/// What a form begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormStart {
    /// Id of the registro patronal; may be empty.
    registro: String,
    draft: MovimientoDraft,
    /// Id and version of the movement that it changes.
    existing: Option<(String, u64)>,
    /// The word by which the server knows the form.
    form: Option<String>,
    /// The person typed it before.
    pub(super) resumed: bool,
}

impl FormStart {
    /// A form of its own.
    pub(super) fn new(registro: String, draft: MovimientoDraft) -> Self {
        Self {
            registro,
            draft,
            existing: None,
            form: browser::unique_word(),
            resumed: false,
        }
    }

    /// A form that changes a movement.
    pub(super) fn editing(movement: &MovementView) -> Self {
        Self {
            existing: Some((movement.id.clone(), movement.version)),
            ..Self::new(movement.registro.clone(), for_form(movement.draft.clone()))
        }
    }

    /// A form as it was left. `existing` is what it changes where it had not stored anything itself.
    pub(super) fn resumed(typed: Typed, existing: Option<(String, u64)>) -> Self {
        Self {
            registro: typed.registro,
            draft: typed.draft,
            existing: typed.existing.or(existing),
            form: typed.form,
            resumed: true,
        }
    }
}

/// The movement that a form changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EditedMovement {
    /// Id and version.
    pub(super) key: (String, u64),
    /// It is a draft, and not ready for a lote yet.
    pub(super) is_draft: bool,
}

/// What a form is checked by.
#[derive(Clone)]
pub(super) struct FormBasis {
    pub(super) registros: Vec<RegistroView>,
    pub(super) checker: DraftChecker,
}

/// A movement being typed; copies share it.
#[derive(Clone, Copy)]
pub(super) struct MovementEditor {
    pub(super) tipo: TipoMovimiento,
    /// The word by which the server knows the form.
    pub(super) form: StoredValue<Option<String>>,
    /// Id and version of the movement that the server holds of it.
    pub(super) key: RwSignal<Option<(String, u64)>>,
    /// Id of the registro patronal.
    pub(super) registro: RwSignal<String>,
    pub(super) chosen: Memo<Option<RegistroView>>,
    pub(super) fields: DraftFields,
    pub(super) draft: Memo<MovimientoDraft>,
    pub(super) findings: Memo<Vec<Finding>>,
    pub(super) messages: FieldMessages,
    checker: StoredValue<DraftChecker>,
    portal: Portal,
}

impl MovementEditor {
    /// Begins. `refused` is IMSS's words about a field of the movement that this one corrects.
    pub(super) fn new(
        start: FormStart,
        basis: FormBasis,
        refused: Option<(Field, String)>,
    ) -> Self {
        let portal = use_portal();
        let show_all = start.resumed || start.existing.is_some();
        let tipo = start.draft.tipo;
        let fields = DraftFields::new(&start.draft);
        let key = RwSignal::new(start.existing);
        let registro = RwSignal::new(start.registro);
        let registros = StoredValue::new(basis.registros);
        let checker = StoredValue::new(basis.checker);
        let chosen = Memo::new(move |_| {
            let is_it =
                |id: &str| registros.with_value(|all| all.iter().find(|one| one.id == id).cloned());
            registro.with(|id| is_it(id))
        });
        let draft = Memo::new(move |_| {
            let numero = chosen.with(|one| one.as_ref().map(|one| one.data.numero.clone()));
            fields.draft(numero.unwrap_or_default())
        });
        let page_findings = Memo::new(move |_| {
            let zona = chosen.with(|one| {
                one.as_ref()
                    .map_or(ZonaSalarial::General, |one| one.data.zona)
            });
            draft.with(|draft| checker.with_value(|it| it.check(draft, portal.today(), zona)))
        });
        let history = of_history(key, registro, draft, page_findings);
        let findings = Memo::new(move |_| {
            let mut all = page_findings.get();
            all.extend(history.get());
            all
        });
        Self {
            tipo,
            form: StoredValue::new(start.form),
            key,
            registro,
            chosen,
            fields,
            draft,
            findings,
            messages: FieldMessages::new(findings, fields, refused, show_all),
            checker,
            portal,
        }
    }

    /// The deadline as a sentence; empty while the date cannot be read.
    pub(super) fn deadline(self) -> Signal<String> {
        let deadline = Memo::new(move |_| {
            let today = self.portal.today();
            self.draft
                .with(|draft| self.checker.with_value(|it| it.deadline(draft, today)))
        });
        Signal::derive(move || deadline.get().unwrap_or_default())
    }

    /// What is typed, to be gone on with.
    pub(super) fn typed(self) -> Typed {
        Typed {
            registro: self.registro.get(),
            draft: self.draft.get(),
            existing: self.key.get(),
            form: self.form.get_value(),
        }
    }

    /// Takes what is stored in the place of what is typed.
    pub(super) fn take(self, stored: MovementView) {
        self.key.set(Some((stored.id, stored.version)));
        self.registro.set(stored.registro);
        self.fields.fill(&for_form(stored.draft));
    }
}

/// The address of the form that changes a movement.
pub(super) fn page_of(movement: &MovementView) -> String {
    edit_movement(movement.tipo, &movement.id)
}
