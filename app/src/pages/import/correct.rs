//! A row, corrected in a dialog.

use app_logic::import::fields::{self, Control};
use app_logic::import::findings;
use app_logic::import::registros::registro_of;
use import_protocol::{Purpose, RowView, mappable, text_mut};
use imss::finding::{Field, Severity};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use super::session::ImportSession;
use crate::client::browser;
use crate::components::{
    Actions, Button, Checkbox, Columns, DateField, Dialog, Form, Notice, Select, TextField, Tone,
    Variant,
};
use crate::messages::{common, import as text};

/// Opens with the row that `correcting` holds, and stays open while something of it is wrong.
#[component]
pub(super) fn Correct(
    session: ImportSession,
    correcting: RwSignal<Option<RowView>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(correcting.with(Option::is_some)));
    // The person closed it.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            correcting.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        correcting.with(|row| {
            row.as_ref()
                .map(|row| text::correct_title(row.line))
                .unwrap_or_default()
        })
    });
    view! {
        <Dialog open id="corregir" title>
            {move || {
                correcting
                    .get()
                    .map(|row| view! { <RowForm session row correcting /> })
            }}
        </Dialog>
    }
    .into_any()
}

/// A field of the form: what the row had, and what its control holds.
#[derive(Clone)]
struct Typed {
    field: Field,
    before: String,
    value: RwSignal<String>,
    /// What is typed is meant for every row with the error of this field.
    for_all: RwSignal<bool>,
}

impl Typed {
    fn of(row: &RowView, field: Field, registros: impl Fn(&str) -> Option<String>) -> Self {
        let mut draft = row.draft.clone();
        let mut rfc = row.rfc.clone();
        let before = text_mut(&mut draft, &mut rfc, field)
            .map(std::mem::take)
            .unwrap_or_default();
        let shown = match field {
            Field::RegistroPatronal => registros(&before),
            _ => fields::shown(field, &before),
        };
        Self {
            field,
            before,
            value: RwSignal::new(shown.unwrap_or_default()),
            for_all: RwSignal::new(false),
        }
    }

    fn kept(&self) -> String {
        let typed = self.value.get_untracked();
        // A registro patronal that is none of ours is not in the list either.
        if self.field == Field::RegistroPatronal && typed.is_empty() {
            return self.before.clone();
        }
        fields::kept(self.field, &self.before, &typed)
    }
}

#[component]
fn RowForm(
    session: ImportSession,
    row: RowView,
    correcting: RwSignal<Option<RowView>>,
) -> impl IntoView {
    // A row that does not say its type has none yet.
    let has_tipo = findings::at_field(&row.findings, Field::Tipo, true).is_none();
    let tipo = RwSignal::new(if has_tipo { row.draft.tipo.code() } else { "" }.to_owned());
    let tipo_missing = RwSignal::new(false);
    let known = |numero: &str| session.numero_of(numero);
    let typed: Vec<Typed> = mappable(session.purpose)
        .iter()
        .copied()
        .filter(|field| *field != Field::Tipo)
        .map(|field| Typed::of(&row, field, known))
        .collect();
    let wrong = findings::wrong_fields(&row.findings, mappable(session.purpose));
    if let Some(first) = wrong.first() {
        browser::focus_field(id_of(*first));
    }
    let fields_of_row = StoredValue::new(typed);
    let kept_row = StoredValue::new(row.clone());
    let tipo_for_all = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let save = move |()| {
        let row = kept_row.get_value();
        let Some(chosen) = TipoMovimiento::from_code(tipo.get_untracked().as_bytes()) else {
            tipo_missing.set(true);
            browser::focus_field(id_of(Field::Tipo));
            return;
        };
        let mut draft = MovimientoDraft::new(chosen);
        let mut rfc = String::new();
        let mut for_all = Vec::new();
        fields_of_row.with_value(|all| {
            for typed in all {
                let kept = typed.kept();
                if typed.for_all.get_untracked() {
                    for_all.push((typed.field, kept.clone()));
                }
                if let Some(text) = text_mut(&mut draft, &mut rfc, typed.field) {
                    *text = kept;
                }
            }
        });
        if tipo_for_all.get_untracked() {
            for_all.push((Field::Tipo, tipo.get_untracked()));
        }
        let errors = row.findings;
        busy.set(true);
        session.correct(row.row, draft, rfc, move |row| {
            let many = for_all
                .into_iter()
                .filter_map(|(field, value)| {
                    let own = errors
                        .iter()
                        .find(|one| one.field == Some(field) && one.severity == Severity::Error)?;
                    Some((own.code.clone(), field, value))
                })
                .collect::<Vec<_>>();
            if !many.is_empty() {
                session.correct_all(many);
            }
            let right = row
                .findings
                .iter()
                .all(|one| one.severity != Severity::Error);
            // What is still wrong is shown beside its field, and the dialog stays.
            correcting.set((!right).then_some(row));
        });
    };
    let elsewhere: Vec<String> = row
        .findings
        .iter()
        .filter(|one| one.field.is_none())
        .map(|one| one.message.clone())
        .collect();
    let elsewhere = (!elsewhere.is_empty()).then(|| {
        view! { <Notice tone=Tone::Warning>{elsewhere.join(" ")}</Notice> }
    });
    let tipo_field = (session.purpose == Purpose::Movements)
        .then(|| tipo_control(session, &row, tipo, tipo_missing, tipo_for_all));
    let purpose = session.purpose;
    // Which fields are needed depends on the type; what was typed stays.
    let controls = move || {
        let chosen = TipoMovimiento::from_code(tipo.get().as_bytes()).unwrap_or(row.draft.tipo);
        fields_of_row.with_value(|all| {
            all.iter()
                .map(|typed| {
                    let optional = !fields::is_needed(purpose, chosen, typed.field);
                    control(session, &row, typed, optional)
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Form on_submit=save>
            {elsewhere}
            <Columns>{tipo_field} {controls}</Columns>
            <Actions>
                <Button variant=Variant::Primary submit=true busy>
                    {text::SAVE_ROW}
                </Button>
                <Button on_click=move |()| correcting.set(None)>{common::CANCEL}</Button>
            </Actions>
        </Form>
    }
    .into_any()
}

/// The element of a field in the dialog.
fn id_of(field: Field) -> String {
    format!("corregir-{}", field.as_str())
}

fn tipo_control(
    session: ImportSession,
    row: &RowView,
    tipo: RwSignal<String>,
    missing: RwSignal<bool>,
    for_all: RwSignal<bool>,
) -> AnyView {
    let found = findings::at_field(&row.findings, Field::Tipo, true);
    let error = Signal::derive(move || {
        let missing = missing.get() && tipo.with(String::is_empty);
        missing
            .then(|| text::TIPO_MISSING.to_owned())
            .or_else(|| found.clone())
    });
    view! {
        <div class="import-correct">
            <Select
                name=id_of(Field::Tipo)
                label=Field::Tipo.label()
                value=tipo
                options=fields::codes(Field::Tipo)
                placeholder=text::CHOOSE
                error
            />
            {for_all_box(session, row, Field::Tipo, for_all)}
        </div>
    }
    .into_any()
}

fn control(session: ImportSession, row: &RowView, typed: &Typed, optional: bool) -> AnyView {
    let field = typed.field;
    let name = id_of(field);
    let label = field.label();
    let value = typed.value;
    let error = Signal::stored(findings::at_field(&row.findings, field, true));
    let note = Signal::stored(findings::at_field(&row.findings, field, false));
    // What the control cannot show, and what the file has where another value was understood.
    let unshown = Some(typed.before.as_str())
        .filter(|before| value.get_untracked().is_empty() && !before.trim().is_empty());
    let help = findings::as_read(row, field)
        .or(unshown)
        .map(text::file_says)
        .unwrap_or_default();
    let input = match fields::control(field) {
        Control::Date => view! {
            <DateField name label value help error note optional />
        }
        .into_any(),
        Control::List => {
            let options = match field {
                Field::RegistroPatronal => session.registro_choices(),
                _ => fields::codes(field),
            };
            view! {
                <Select
                    name
                    label
                    value
                    options
                    placeholder=text::CHOOSE
                    help
                    error
                    optional
                />
            }
            .into_any()
        }
        Control::Text {
            keyboard,
            capitals,
            max_length,
        } => view! {
            <TextField
                name
                label
                value
                help
                error
                note
                optional
                input_mode=keyboard
                capitals
                max_length
                enter_key="done"
            />
        }
        .into_any(),
    };
    view! {
        <div class="import-correct">
            {input}
            {for_all_box(session, row, field, typed.for_all)}
        </div>
    }
    .into_any()
}

/// "Corregir todos los renglones con este error", where one value can be right for all of them.
fn for_all_box(
    session: ImportSession,
    row: &RowView,
    field: Field,
    for_all: RwSignal<bool>,
) -> Option<AnyView> {
    if !fields::is_common(field) {
        return None;
    }
    let tally = session.tally();
    let shared = tally.with_untracked(|tally| findings::shared_error(&row.findings, field, tally));
    let (_, rows) = shared?;
    Some(
        view! {
            <Checkbox
                name=format!("{}-todos", id_of(field))
                label=text::correct_all(rows)
                checked=for_all
            />
        }
        .into_any(),
    )
}

impl ImportSession {
    /// Returns the number of the company's registro patronal that a text names.
    fn numero_of(self, text: &str) -> Option<String> {
        self.with_registros(|all| registro_of(all, text).map(|one| one.data.numero.clone()))
    }
}
