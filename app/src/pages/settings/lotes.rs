//! What goes into one lote, and how much.

use leptos::prelude::*;
use model::Composition;

use super::rules::most;
use super::{Company, Outcome};
use crate::client::Task;
use crate::components::{
    Actions, Button, Choice, Columns, Definition, Definitions, Form, Panel, Radios, TextField,
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
        let Some(max) = most(&typed.get_untracked()) else {
            wrong.set(Some(text::MOST_WRONG.to_owned()));
            return;
        };
        wrong.set(None);
        let composition = composition_of(&composition.get_untracked());
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
                            <Definition term=text::COMPOSITION>{label_of(composition)}</Definition>
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
                        options=choices()
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

fn choices() -> Vec<Choice> {
    let choice = |one: Composition| Choice::new(one.as_str(), label_of(one)).help(help_of(one));
    Composition::ALL.into_iter().map(choice).collect()
}

fn label_of(composition: Composition) -> &'static str {
    match composition {
        Composition::PorTipo => text::POR_TIPO,
        Composition::PorTipoYFecha => text::POR_FECHA,
    }
}

fn help_of(composition: Composition) -> &'static str {
    match composition {
        Composition::PorTipo => text::POR_TIPO_HELP,
        Composition::PorTipoYFecha => text::POR_FECHA_HELP,
    }
}

fn composition_of(value: &str) -> Composition {
    let mut all = Composition::ALL.into_iter();
    all.find(|one| one.as_str() == value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use model::Composition;

    use super::composition_of;

    #[test]
    fn every_composition_survives_the_form() {
        for one in Composition::ALL {
            assert_eq!(composition_of(one.as_str()), one);
        }
    }
}
