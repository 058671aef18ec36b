//! What every salary of the company is integrated with. The assistants type it too, for one time.

use app_logic::settings::benefits::{BenefitsErrors, BenefitsText};
use imss::benefits::Benefits as Kept;
use leptos::prelude::*;

use super::{Company, Outcome};
use crate::client::{Task, browser};
use crate::components::{
    Actions, Button, Columns, Definition, Definitions, Form, Panel, TextField, Variant,
};
use crate::messages::{common, settings as text};

/// Benefits being typed; copies share them.
#[derive(Clone, Copy)]
pub(crate) struct TypedBenefits {
    aguinaldo: RwSignal<String>,
    prima: RwSignal<String>,
    vacaciones: RwSignal<String>,
}

impl TypedBenefits {
    /// Begins with these.
    pub(crate) fn of(kept: Kept) -> Self {
        Self {
            aguinaldo: RwSignal::new(kept.aguinaldo().to_string()),
            prima: RwSignal::new(kept.prima().to_string()),
            vacaciones: RwSignal::new(kept.vacaciones().to_string()),
        }
    }

    /// What is typed; `None` while it is less than the law's, or no number.
    pub(crate) fn read(self) -> Option<Kept> {
        self.text().parse()
    }

    fn text(self) -> BenefitsText {
        BenefitsText {
            aguinaldo: self.aguinaldo.get(),
            prima: self.prima.get(),
            vacaciones: self.vacaciones.get(),
        }
    }
}

/// The three fields.
#[component]
pub(crate) fn BenefitsFields(typed: TypedBenefits) -> impl IntoView {
    let errors = Memo::new(move |_| typed.text().errors());
    let error = move |of: fn(BenefitsErrors) -> Option<&'static str>| {
        Signal::derive(move || of(errors.get()).map(str::to_owned))
    };
    view! {
        <Columns>
            <TextField
                name="aguinaldo"
                label=text::AGUINALDO
                value=typed.aguinaldo
                input_mode="numeric"
                max_length=3
                error=error(|errors| errors.aguinaldo)
            />
            <TextField
                name="prima"
                label=text::PRIMA
                value=typed.prima
                input_mode="numeric"
                max_length=5
                error=error(|errors| errors.prima)
            />
            <TextField
                name="vacaciones"
                label=text::VACACIONES
                value=typed.vacaciones
                help=text::VACACIONES_HELP
                input_mode="numeric"
                max_length=3
                error=error(|errors| errors.vacaciones)
            />
        </Columns>
    }
    .into_any()
}

/// "Prestaciones".
#[component]
pub(super) fn Benefits(company: Company) -> impl IntoView {
    let kept = company.part(|settings| settings.benefits);
    let task = Task::new();
    let saved = RwSignal::new(false);
    let typed = TypedBenefits::of(kept.get_untracked());
    let save = move |()| {
        saved.set(false);
        let Some(benefits) = untrack(|| typed.read()) else {
            browser::focus_first_invalid();
            return;
        };
        company.save(
            task,
            move |settings| settings.benefits = benefits,
            move || saved.set(true),
        );
    };
    view! {
        <Panel title=text::BENEFITS_TITLE>
            <p>{text::BENEFITS_TEXT}</p>
            <Show
                when=move || company.administers.get()
                fallback=move || {
                    let kept = kept.get();
                    view! {
                        <Definitions>
                            <Definition term=text::AGUINALDO>{kept.aguinaldo()}</Definition>
                            <Definition term=text::PRIMA>{kept.prima()}</Definition>
                            <Definition term=text::VACACIONES>{kept.vacaciones()}</Definition>
                        </Definitions>
                    }
                }
            >
                <Form on_submit=save>
                    <BenefitsFields typed />
                    <Outcome task saved fields=&[] />
                    <Actions>
                        <Button submit=true variant=Variant::Secondary busy=task.busy()>
                            {common::SAVE}
                        </Button>
                    </Actions>
                </Form>
            </Show>
        </Panel>
    }
    .into_any()
}
