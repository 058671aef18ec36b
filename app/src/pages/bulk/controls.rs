//! What holds for every row: the day, the cause, a percentage, a column out of a spreadsheet.

use app_logic::bulk::row::{BulkRow, BulkTerms};
use app_logic::capture::choices::cause_choices;
use app_logic::sheet::amount::{parse_percentage, raised, to_field};
use app_logic::sheet::salary_change::is_unusual_percentage;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use crate::components::{
    Actions, Button, Columns, DateField, Notice, Panel, Select, TextField, Tone, Variant,
};
use crate::messages::{bulk as text, capture, sheet as words};
use crate::pages::sheet::{Paste, PasteTarget, Sheet};

/// What is chosen above the table; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) fecha: RwSignal<String>,
    pub(super) causa: RwSignal<String>,
}

/// The fields above the table.
#[component]
pub(super) fn Controls(
    tipo: TipoMovimiento,
    sheet: Sheet<BulkRow>,
    chosen: Chosen,
) -> impl IntoView {
    let deadline = Signal::derive(move || sheet.terms.with(BulkTerms::deadline));
    let help = Signal::derive(move || deadline.get().unwrap_or_default());
    let (label, rest) = match tipo {
        TipoMovimiento::Baja => (
            capture::FECHA_BAJA,
            view! {
                <Select
                    name="causa"
                    label=capture::CAUSA
                    value=chosen.causa
                    options=cause_choices()
                    placeholder=capture::CHOOSE_CAUSE
                />
            }
            .into_any(),
        ),
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => (
            capture::FECHA_MODIFICACION,
            view! { <Percentage sheet /> }.into_any(),
        ),
    };
    let paste = (tipo == TipoMovimiento::Modificacion).then(|| {
        view! { <Paste sheet target=PasteTarget::Sbc help=text::PASTE_HELP /> }
    });
    view! {
        <Panel title=text::FOR_ALL>
            <Columns>
                <DateField name="fecha" label value=chosen.fecha help />
                {rest}
            </Columns>
            {paste}
        </Panel>
    }
    .into_any()
}

/// Raises everybody chosen by the same share, and asks before an unusual one.
#[component]
fn Percentage(sheet: Sheet<BulkRow>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    // The percentage that is asked about, and what the last one was applied to.
    let asked = RwSignal::new(None::<i64>);
    let applied = RwSignal::new(None::<(usize, usize)>);
    let apply = move |share: i64| {
        asked.set(None);
        applied.set(Some(sheet.raise(|sbc| raised(sbc, share).map(to_field))));
    };
    let check = move |()| {
        applied.set(None);
        asked.set(None);
        let share = parse_percentage(&typed.get_untracked());
        error.set(share.is_none().then(|| text::PERCENTAGE_WRONG.to_owned()));
        match share {
            Some(share) if is_unusual_percentage(share) => asked.set(Some(share)),
            Some(share) => apply(share),
            None => {}
        }
    };
    view! {
        <div class="stack">
            <div class="with-action">
                <TextField
                    name="porcentaje"
                    label=text::PERCENTAGE
                    value=typed
                    help=text::PERCENTAGE_HELP
                    optional=true
                    input_mode="decimal"
                    max_length=8
                    error
                />
                <Button on_click=check>{text::APPLY}</Button>
            </div>
            {move || {
                asked
                    .get()
                    .map(|share| {
                        let title = words::ask_percentage(&text::share(share), share < 0);
                        view! {
                            <Notice tone=Tone::Warning title>
                                <Actions>
                                    <Button
                                        variant=Variant::Primary
                                        on_click=move |()| apply(share)
                                    >
                                        {words::ASK_PERCENTAGE}
                                    </Button>
                                    <Button on_click=move |()| asked.set(None)>
                                        {words::ASK_CANCEL}
                                    </Button>
                                </Actions>
                            </Notice>
                        }
                    })
            }}
            <p class="muted" role="status">
                {move || {
                    applied.get().map(|(raised, kept)| words::percentage_applied(raised, kept))
                }}
            </p>
        </div>
    }
    .into_any()
}
