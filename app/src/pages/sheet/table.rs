//! The rows as a table: a field that narrows it, marks, the new SBC, the findings of each row.

use app_logic::sheet::outcome::{Outcome, SavedRow};
use app_logic::sheet::row::{Row as SheetRow, SbcSource, matches};
use app_logic::typed_value::understood;
use imss::finding::{Field, Finding};
use leptos::prelude::*;

use super::Sheet;
use crate::address::edit_movement;
use crate::components::{Badge, Button, ButtonLink, Column, More, Table, TextField, Tone, Variant};
use crate::messages::{assistants, movements, sheet as text};

/// Rows drawn at first: there may be thousands.
const AT_ONCE: usize = 50;

/// The table, a field that narrows it, and the marks of all its rows.
pub(crate) fn sheet_table<R: SheetRow>(
    sheet: Sheet<R>,
    caption: &'static str,
    columns: Vec<Column>,
    row: impl Fn(R) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let limit = RwSignal::new(AT_ONCE);
    let only_changed = RwSignal::new(false);
    Effect::new(move |before: Option<bool>| {
        let only = only_changed.get();
        if before.unwrap_or_default() != only {
            sheet.show_only_changed(only);
        }
        only
    });
    let shown = Memo::new(move |_| {
        let wanted = wanted.get();
        sheet.only.with(|only| {
            let is_shown = |row: &&R| {
                only.as_ref().is_none_or(|only| only.contains(row.key()))
                    && matches(row.trabajador(), &wanted)
            };
            sheet
                .rows
                .with(|rows| rows.iter().filter(is_shown).cloned().collect::<Vec<_>>())
        })
    });
    let more = Signal::derive(move || shown.with(Vec::len) > limit.get());
    let nobody = Memo::new(move |_| shown.with(Vec::is_empty));
    let totals = sheet.totals();
    let chosen = Memo::new(move |_| (totals.get().chosen, sheet.rows.with(Vec::len)));
    let choose = move |chosen: bool| move |()| sheet.choose(&shown.get_untracked(), chosen);
    view! {
        <div class="sheet-tools">
            <TextField
                name="en-la-lista"
                label=text::FILTER
                value=wanted
                help=text::FILTER_HELP
                optional=true
                max_length=80
            />
            <div class="sheet-tools__marks">
                <Button variant=Variant::Quiet on_click=choose(true)>
                    {text::ALL}
                </Button>
                <Button variant=Variant::Quiet on_click=choose(false)>
                    {text::NONE}
                </Button>
                <label class="choice">
                    <input
                        type="checkbox"
                        class="choice__control"
                        id="solo-los-que-cambian"
                        bind:checked=only_changed
                    />
                    <span class="choice__text">
                        <span class="choice__label">{text::ONLY_CHANGED}</span>
                    </span>
                </label>
                <span class="muted">
                    {move || {
                        let (chosen, of) = chosen.get();
                        text::chosen(chosen, of)
                    }}
                </span>
            </div>
        </div>
        <Table caption columns>
            <For
                each=move || shown.get().into_iter().take(limit.get())
                key=|row| row.view_key()
                children=row
            />
        </Table>
        <Show when=move || nobody.get()>
            <p class="muted">{text::NOBODY_SHOWN}</p>
        </Show>
        <More
            more
            busy=Signal::stored(false)
            on_more=Callback::new(move |()| limit.update(|limit| *limit += 4 * AT_ONCE))
        />
    }
    .into_any()
}

/// The mark of a row, with whom it is about and the lines below the name.
pub(crate) fn pick<R: SheetRow>(
    sheet: Sheet<R>,
    row: StoredValue<R>,
    wide: bool,
    lines: Vec<String>,
) -> AnyView {
    let name = row.with_value(|row| row.trabajador().nombre.clone());
    let chosen = Memo::new(move |_| {
        row.with_value(|row| sheet.with(row, |terms, wish| row.is_chosen(terms, wish)))
    });
    view! {
        <label class="pick">
            <input
                type="checkbox"
                class="choice__control"
                aria-label=text::include(&name)
                prop:checked=move || chosen.get()
                on:change=move |event| {
                    let checked = event_target_checked(&event);
                    row.with_value(|row| {
                        sheet.change(row.key(), |wish| wish.chosen = Some(checked));
                    });
                }
            />
            <span class="stacked" class:pick__wide=wide>
                <span>{name}</span>
                {lines
                    .into_iter()
                    .map(|line| view! { <span class="muted">{line}</span> })
                    .collect_view()}
            </span>
        </label>
    }
    .into_any()
}

/// The field of the new SBC.
pub(crate) fn sbc_input<R: SheetRow>(
    sheet: Sheet<R>,
    row: StoredValue<R>,
    wrong: Memo<bool>,
) -> AnyView {
    let label = row.with_value(|row| text::new_sbc_of(&row.trabajador().nombre));
    view! {
        <input
            type="text"
            class="input input--narrow"
            inputmode="decimal"
            enterkeyhint="next"
            autocomplete="off"
            maxlength="24"
            aria-label=label
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || {
                row.with_value(|row| sheet.with(row, |terms, wish| row.new_sbc(terms, wish)))
            }
            on:input=move |event| {
                let typed = event_target_value(&event);
                row.with_value(|row| {
                    sheet
                        .change(
                            row.key(),
                            |wish| {
                                wish.sbc = Some((typed, SbcSource::Typed));
                                wish.sbc_notes = Vec::new();
                            },
                        );
                });
            }
            on:change=move |event| {
                let typed = event_target_value(&event);
                let Some(value) = understood(Field::Sbc, &typed) else { return };
                if value.error.is_none() {
                    row.with_value(|row| {
                        sheet
                            .change(
                                row.key(),
                                |wish| {
                                    wish.sbc = Some((value.text, SbcSource::Typed));
                                    wish.sbc_notes = value.notes;
                                },
                            );
                    });
                }
            }
        />
    }
    .into_any()
}

/// How a sheet calls the states of its rows.
#[derive(Clone, Copy)]
pub(crate) struct StateTexts {
    pub(crate) saved: &'static str,
    pub(crate) existing: &'static str,
    pub(crate) ready: &'static str,
    pub(crate) left_out: &'static str,
}

/// What there is to say of a row, or what became of it.
pub(crate) fn state<R: SheetRow>(sheet: Sheet<R>, row: &R, texts: StateTexts) -> AnyView {
    let wanted = sheet.is_wanted(row);
    match sheet.outcome(row.key()) {
        Some(Outcome::Saved(saved)) => return saved_rows(row, texts.saved, saved),
        Some(Outcome::Existing(saved)) => return saved_rows(row, texts.existing, vec![saved]),
        Some(Outcome::Refused(why)) if wanted => return wrong(text::LINE_REFUSED, why),
        Some(Outcome::Refused(_)) | None => {}
    }
    if !wanted {
        return view! { <span class="muted">{texts.left_out}</span> }.into_any();
    }
    if let Some(missing) = sheet.terms.with(R::missing_terms) {
        return view! { <span class="muted">{missing}</span> }.into_any();
    }
    let findings = sheet.with(row, |terms, wish| row.findings(terms, wish));
    let (errors, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(Finding::is_error);
    let errors: Vec<_> = errors.into_iter().map(|one| one.message).collect();
    if !errors.is_empty() && sheet.terms.with(R::must_be_sound) {
        return wrong(text::LINE_BLOCKED, errors.join(" "));
    }
    let mut sentences = errors;
    if sentences.is_empty() {
        sentences.extend(others.into_iter().take(2).map(|one| one.message));
    }
    sentences.extend(sheet.with(row, |terms, wish| {
        let mut notes = wish.sbc_notes.clone();
        notes.extend(row.notes(terms, wish));
        notes
    }));
    if sentences.is_empty() {
        return view! { <Badge tone=Tone::Info text=texts.ready /> }.into_any();
    }
    view! { <span class="muted">{sentences.join(" ")}</span> }.into_any()
}

fn wrong(title: &'static str, why: String) -> AnyView {
    view! {
        <span class="stacked">
            <Badge tone=Tone::Danger text=title />
            <span class="sheet-error">{why}</span>
        </span>
    }
    .into_any()
}

fn saved_rows<R: SheetRow>(row: &R, words: &'static str, saved: Vec<SavedRow>) -> AnyView {
    let name = row.trabajador().nombre.clone();
    let warnings: Vec<String> = saved
        .iter()
        .flat_map(|saved| saved.warnings.iter().cloned())
        .collect();
    let link = |saved: SavedRow| {
        let label = assistants::open_draft(movements::tipo(saved.tipo), &name);
        view! {
            <ButtonLink
                href=edit_movement(saved.tipo, &saved.id)
                variant=Variant::Quiet
                attr:aria-label=label
            >
                {assistants::OPEN_DRAFT} " " {movements::tipo(saved.tipo)}
            </ButtonLink>
        }
    };
    view! {
        <span class="stacked">
            <Badge tone=Tone::Success text=words />
            {warnings
                .into_iter()
                .map(|warning| view! { <span class="sheet-warning">{warning}</span> })
                .collect_view()}
            <span>{saved.into_iter().map(link).collect_view()}</span>
        </span>
    }
    .into_any()
}
