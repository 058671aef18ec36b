//! `/registros/nuevo` and `/registros/:id`.

use api::functions::registros;
use api::view::registros::{RegistroData, RegistroView, SaveRegistro};
use app_logic::form::{FieldError, FieldSpec, message_at};
use app_logic::registros::fields::{
    FIELDS, NAMES, errors, field_of, field_text, has_wrong_check_digit, number_warning, read,
};
use imss::finding::Field;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::address::Address;
use crate::client::{Changes, Task, browser, fetch};
use crate::components::{
    Actions, Button, ButtonLink, Columns, Empty, ErrorNotice, Form, FormField, FormModel,
    FormSection, FormSlot, Load, Notice, PageHeader, Panel, Tone, UnderstoodField, Variant,
};
use crate::messages::{common, registros as text};

/// The id of the question about the check digit, to focus it.
const CHECK_DIGIT: &str = "digito-verificador";

/// Adds one.
#[component]
pub fn New() -> impl IntoView {
    view! {
        <PageHeader title=text::NEW_TITLE />
        <RegistroForm existing=None />
    }
}

/// Changes one.
#[component]
pub fn Edit() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let list = fetch(registros::list);
    view! {
        <PageHeader title=text::EDIT_TITLE />
        <Load fetched=list children={move |rows: Vec<RegistroView>| {
            match rows.into_iter().find(|row| row.id == id.get()) {
                Some(found) => view! { <RegistroForm existing=Some(found) /> }.into_any(),
                None => {
                    view! {
                        <Empty title=text::NOT_FOUND>
                            <ButtonLink href=Address::Registros>{common::BACK}</ButtonLink>
                        </Empty>
                    }
                        .into_any()
                }
            }
        }} />
    }
}

#[component]
fn RegistroForm(existing: Option<RegistroView>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let (key, data) = match existing {
        Some(view) => (Some((view.id, view.version)), view.data),
        None => (None, RegistroData::default()),
    };
    let wrong = RwSignal::new(Vec::<FieldError>::new());
    let (slots, understood) = slots(&data, task, wrong);
    let model = FormModel::provide(slots);
    // The number whose check digit is asked about.
    let asked = RwSignal::new(None::<String>);
    let send = Callback::new(move |data: RegistroData| {
        asked.set(None);
        let request = SaveRegistro {
            existing: key.clone(),
            data,
        };
        let navigate = navigate.clone();
        task.request(registros::save(request), move |_| {
            changes.registros_changed();
            navigate(&Address::Registros.href(), NavigateOptions::default());
        });
    });
    let understood = StoredValue::new(understood);
    let submit = move |()| {
        for field in understood.get_value() {
            field.leave();
        }
        let data = read(|name| model.text(name));
        let errors = errors(&data);
        let unsound = !errors.is_empty();
        wrong.set(errors);
        asked.set(None);
        if unsound {
            browser::focus_first_invalid();
        } else if has_wrong_check_digit(&data.numero) {
            asked.set(Some(data.numero));
            browser::focus_field(CHECK_DIGIT);
        } else {
            send.run(data);
        }
    };
    let confirm = Callback::new(move |()| send.run(read(|name| model.text(name))));
    view! {
        <Panel>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(NAMES) />
                <FormSection legend=text::EMPLOYER>
                    <Columns>
                        <FormField name="numero" />
                        <FormField name="rfc" />
                    </Columns>
                    <FormField name="razon_social" />
                    <FormField name="domicilio" />
                    <FormField name="subdelegacion" />
                </FormSection>
                <FormSection legend=text::DEFAULTS>
                    <FormField name="zona" />
                    <Columns>
                        <FormField name="guia" />
                        <FormField name="umf" />
                    </Columns>
                </FormSection>
                {move || asked.get().map(|numero| check_digit(&numero, confirm))}
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {common::SAVE}
                    </Button>
                    <ButtonLink href=Address::Registros>{common::CANCEL}</ButtonLink>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

/// The declared fields, with what is typed and what is wrong with it (here, or by the server), and those
/// whose values are normalised.
fn slots(
    data: &RegistroData,
    task: Task,
    wrong: RwSignal<Vec<FieldError>>,
) -> (Vec<FormSlot>, Vec<UnderstoodField>) {
    let mut normalised = Vec::new();
    let slot = |spec: FieldSpec| {
        let value = RwSignal::new(field_text(data, spec.name));
        let server = task.at(spec.name);
        let error = Signal::derive(move || {
            let here = wrong.with(|all| message_at(all, spec.name));
            here.or_else(|| server.get())
        });
        let slot = FormSlot::new(spec, value);
        let Some(field) = field_of(spec.name) else {
            return slot.error(error);
        };
        let understood = UnderstoodField::new(field, value);
        normalised.push(understood);
        if field != Field::RegistroPatronal {
            return understood.beside(slot, error, Signal::stored(None));
        }
        let left = RwSignal::new(false);
        let note = Signal::derive(move || {
            let warning = value
                .with(|numero| number_warning(numero))
                .filter(|_| left.get());
            warning.map(|finding| finding.message)
        });
        let leave = Callback::new(move |()| {
            understood.leave();
            left.set(true);
        });
        understood.beside(slot, error, note).on_blur(leave)
    };
    let slots = FIELDS.into_iter().map(slot).collect();
    (slots, normalised)
}

/// Asks before a number is saved whose check digit does not fit.
fn check_digit(numero: &str, confirm: Callback<()>) -> AnyView {
    let sentence = number_warning(numero).map(|finding| finding.message);
    view! {
        <div class="answer" id=CHECK_DIGIT tabindex="-1">
            <Notice tone=Tone::Warning title=text::CHECK_DIGIT_TITLE>
                <p>{sentence}</p>
                <Button on_click=confirm>{text::CHECK_DIGIT_SAVE}</Button>
            </Notice>
        </div>
    }
    .into_any()
}
