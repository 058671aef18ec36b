//! What goes into one lote, and how much.

use app_logic::settings::composition::{composition_choices, composition_label, parse_composition};
use app_logic::settings::lote_size::parse_lote_size;
use leptos::prelude::*;

use super::{Company, Outcome};
use crate::client::Task;
use crate::components::{
    Actions, Button, Columns, Definition, Definitions, Form, Panel, Radios, TextField,
};
use crate::format::number;
use crate::messages::{common, settings as text};

/// "Lotes".
#[component]
pub(super) fn Lotes(company: Company) -> impl IntoView {
    let kept = company.part(|settings| (settings.composition, settings.max_per_lote));
    let task = Task::new();
    let saved = RwSignal::new(false);
    let (composition, max) = kept.get_untracked();
    let composition = RwSignal::new(composition.as_str().to_owned());
    let typed = RwSignal::new(max.to_string());
    let wrong = RwSignal::new(None::<String>);
    let beside = task.at("max_per_lote");
    let error = Signal::derive(move || wrong.get().or_else(|| beside.get()));
    let save = move |()| {
        saved.set(false);
        let Some(max) = parse_lote_size(&typed.get_untracked()) else {
            wrong.set(Some(text::MOST_WRONG.to_owned()));
            return;
        };
        wrong.set(None);
        let composition = parse_composition(&composition.get_untracked());
        company.save(
            task,
            move |settings| {
                settings.composition = composition;
                settings.max_per_lote = max;
            },
            move || saved.set(true),
        );
    };
    view! {
        <Panel title=text::LOTES_TITLE>
            <Show
                when=move || company.administers.get()
                fallback=move || {
                    let (composition, max) = kept.get();
                    view! {
                        <Definitions>
                            <Definition term=text::COMPOSITION>{composition_label(composition)}</Definition>
                            <Definition term=text::MOST>
                                {number::count(u64::from(max))}
                            </Definition>
                        </Definitions>
                    }
                }
            >
                <Form on_submit=save>
                    <Radios
                        name="composicion"
                        legend=text::COMPOSITION
                        value=composition
                        options=composition_choices()
                    />
                    <Columns>
                        <TextField
                            name="max_per_lote"
                            label=text::MOST
                            value=typed
                            help=text::MOST_HELP
                            input_mode="numeric"
                            max_length=5
                            error
                        />
                    </Columns>
                    <Outcome task saved fields=&["max_per_lote"] />
                    <Actions>
                        <Button submit=true busy=task.busy()>
                            {common::SAVE}
                        </Button>
                    </Actions>
                </Form>
            </Show>
        </Panel>
    }
    .into_any()
}
