//! Two people at one movement: what each has, and which of them stays.

use api::view::movements::MovementView;
use app_logic::capture::differences::differences;
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;

use crate::client::{Task, browser};
use crate::components::{
    Actions, Button, Cell, Column, Notice, Row, RowHeader, Table, Tone, Variant,
};
use crate::messages::{capture as text, common};

const PLACE: &str = "conflicto";

/// Nothing while nobody else changed it.
#[component]
pub(super) fn Conflict(
    /// The save that was refused.
    task: Task,
    draft: Memo<MovimientoDraft>,
    /// Takes what the other person left.
    on_theirs: Callback<MovementView>,
    /// Goes on with what is typed, over what the other person left.
    on_mine: Callback<MovementView>,
) -> impl IntoView {
    let theirs = Memo::new(move |_| {
        let error = task.error().get()?;
        error.movement_now()
    });
    // The answer to a save far below is brought into view.
    Effect::new(move |_| {
        if theirs.with(Option::is_some) {
            browser::focus_field(PLACE);
        }
    });
    move || {
        theirs.get().map(|theirs| {
            let differing = differences(&draft.get(), &theirs.draft);
            let who = theirs.history.last().map(|last| last.who.clone());
            let columns = vec![
                Column::text(text::CONFLICT_FIELD),
                Column::text(text::CONFLICT_MINE),
                Column::text(text::CONFLICT_THEIRS),
            ];
            let rows = differing
                .into_iter()
                .map(|one| {
                    view! {
                        <Row>
                            <RowHeader>{one.label}</RowHeader>
                            <Cell label=text::CONFLICT_MINE>{shown(one.mine)}</Cell>
                            <Cell label=text::CONFLICT_THEIRS>{shown(one.theirs)}</Cell>
                        </Row>
                    }
                })
                .collect_view();
            let (kept, taken) = (theirs.clone(), theirs);
            view! {
                <div class="answer" id=PLACE tabindex="-1">
                <Notice tone=Tone::Warning title=text::conflict(who.as_deref())>
                    <p>{text::CONFLICT_TEXT}</p>
                </Notice>
                <Table caption=text::CONFLICT_CAPTION columns>
                    {rows}
                </Table>
                <Actions>
                    <Button
                        variant=Variant::Primary
                        on_click=move |()| on_mine.run(kept.clone())
                    >
                        {text::CONFLICT_KEEP}
                    </Button>
                    <Button on_click=move |()| on_theirs.run(taken.clone())>
                        {text::CONFLICT_TAKE}
                    </Button>
                </Actions>
                </div>
            }
        })
    }
}

fn shown(value: String) -> String {
    if value.trim().is_empty() {
        common::NONE.to_owned()
    } else {
        value
    }
}
