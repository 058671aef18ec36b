//! The bar that saves a sheet: always in reach, with what it saves in all, what came of it, and the way
//! back.

use app_logic::sheet::outcome::Tally;
use app_logic::sheet::row::Row;
use app_logic::sheet::salary_change::signed_pesos;
use app_logic::sheet::totals::SheetTotals;
use leptos::prelude::*;

use super::{Saving, Sheet};
use crate::client::Changes;
use crate::components::{
    Actions, Button, ButtonLink, Dialog, ErrorNotice, Notice, Progress, Tone, Variant,
};
use crate::messages::sheet as text;

/// What a sheet's bar says.
#[derive(Clone, Copy)]
pub(crate) struct BarTexts {
    /// The button, by how many movements it saves.
    pub(crate) save: fn(usize) -> String,
    pub(crate) saving: &'static str,
    /// What came of it.
    pub(crate) done: fn(Tally) -> String,
    /// Where one goes on: address and words.
    pub(crate) next: (fn() -> String, &'static str),
    /// The button that undoes, by how many movements it drops.
    pub(crate) undo: fn(usize) -> String,
    /// A line beside the button.
    pub(crate) note: &'static str,
    /// Whether salaries that fall or move by more than 25 % are asked about before.
    pub(crate) asks: bool,
}

/// The bar.
pub(crate) fn save_bar<R: Row>(sheet: Sheet<R>, saving: Saving, texts: BarTexts) -> AnyView {
    let changes = expect_context::<Changes>();
    let totals = sheet.totals();
    let missing = Memo::new(move |_| sheet.terms.with(R::missing_terms));
    let nothing = Signal::derive(move || totals.get().rows == 0 || missing.get().is_some());
    let asks = RwSignal::new(false);
    let save = move |()| {
        if texts.asks && totals.get_untracked().unusual > 0 {
            asks.set(true);
        } else {
            saving.save(sheet, changes);
        }
    };
    let on_confirm = Callback::new(move |()| {
        asks.set(false);
        saving.save(sheet, changes);
    });
    let share = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        Some(saving.done.get() as f64 / saving.of.get().max(1) as f64)
    });
    // Nothing to save, nothing saved: nothing to say.
    let idle = Memo::new(move |_| {
        sheet.rows.with(Vec::is_empty)
            && saving.tally.with(Option::is_none)
            && saving.undone.with(Option::is_none)
    });
    view! {
        <Show when=move || !idle.get()>
            <div class="save-bar">
                {move || {
                    saving.tally.get().map(|tally| came_of_it(sheet, saving, changes, tally, texts))
                }}
                {move || {
                    saving
                        .undone
                        .get()
                        .map(|(gone, left)| {
                            view! {
                                <Notice tone=Tone::Success title=text::undone(gone, left)>""</Notice>
                            }
                        })
                }}
                <ErrorNotice error=saving.task.error() />
                <ErrorNotice error=saving.undoing.error() />
                <Show when=move || saving.task.busy().get()>
                    <Progress label=texts.saving.to_owned() value=share />
                </Show>
                <Show when=move || saving.undoing.busy().get()>
                    <Progress label=text::UNDOING.to_owned() />
                </Show>
                <div class="save-bar__row">
                    <Button
                        variant=Variant::Primary
                        busy=saving.task.busy()
                        disabled=nothing
                        on_click=save
                    >
                        {move || (texts.save)(totals.get().movements)}
                    </Button>
                    <p class="save-bar__total">{move || total_words(sheet, totals.get())}</p>
                    <p class="muted">{move || missing.get().unwrap_or(texts.note)}</p>
                </div>
            </div>
        </Show>
        <Dialog
            open=asks
            id="pregunta-salarios"
            title=Signal::derive(move || text::ask_unusual(totals.get().unusual))
        >
            <Actions>
                <Button variant=Variant::Primary on_click=on_confirm>
                    {text::ASK_UNUSUAL}
                </Button>
                <Button on_click=move |()| asks.set(false)>{text::ASK_CANCEL}</Button>
            </Actions>
        </Dialog>
    }
    .into_any()
}

/// The sum of what changes, and how many rows an error keeps back.
fn total_words<R: Row>(sheet: Sheet<R>, totals: SheetTotals) -> String {
    let mut words = Vec::new();
    if sheet.terms.with(R::changes_salary) && totals.rows > 0 {
        words.push(format!(
            "{}.",
            text::difference_total(&signed_pesos(totals.difference))
        ));
    }
    if totals.blocked > 0 && sheet.terms.with(R::missing_terms).is_none() {
        words.push(text::blocked(totals.blocked));
    }
    words.join(" ")
}

fn came_of_it<R: Row>(
    sheet: Sheet<R>,
    saving: Saving,
    changes: Changes,
    tally: Tally,
    texts: BarTexts,
) -> AnyView {
    let tone = if tally.refused == 0 {
        Tone::Success
    } else {
        Tone::Warning
    };
    let (next, words) = texts.next;
    let href = next();
    view! {
        <Notice tone title=(texts.done)(tally)>
            {(tally.warned > 0).then(|| view! { <p>{text::warned(tally.warned)}</p> })}
            <Actions>
                <ButtonLink href>{words}</ButtonLink>
                {(tally.saved > 0)
                    .then(|| {
                        view! {
                            <Button
                                busy=saving.undoing.busy()
                                on_click=move |()| saving.undo(sheet, changes)
                            >
                                {(texts.undo)(tally.saved)}
                            </Button>
                        }
                    })}
            </Actions>
        </Notice>
    }
    .into_any()
}
