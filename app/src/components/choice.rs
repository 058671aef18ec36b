//! Choosing: one of a list, one of a few, yes or no, several.

use app_logic::shown::Choice;
use leptos::prelude::*;

use super::field::{FieldFrame, described_by, invalid};

/// One of a list.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    /// Shown first, for "nothing chosen"; without it the list has no empty entry.
    #[prop(into, optional)]
    placeholder: Option<String>,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let wrong = invalid(error);
    view! {
        <FieldFrame id=name.clone() label help error optional>
            <select
                class="input input--select"
                id=name.clone()
                name=name.clone()
                aria-describedby=described_by(&name)
                aria-invalid=wrong
                aria-required=(!optional).then_some("true")
                on:change=move |event| value.set(event_target_value(&event))
            >
                {placeholder
                    .map(|text| {
                        view! {
                            <option value="" prop:selected=move || value.with(String::is_empty)>
                                {text}
                            </option>
                        }
                    })}
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|option| {
                            let own = option.value.clone();
                            view! {
                                <option
                                    value=option.value
                                    prop:selected=move || value.with(|value| *value == own)
                                >
                                    {option.label}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </FieldFrame>
    }
    .into_any()
}

/// A box that is ticked or not.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    checked: RwSignal<bool>,
    #[prop(into, optional)] help: Signal<String>,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                class="choice__control"
                id=name.clone()
                name=name
                disabled=move || disabled.get()
                bind:checked=checked
            />
            <span class="choice__text">
                <span class="choice__label">{label}</span>
                <span class="choice__help">{move || help.get()}</span>
            </span>
        </label>
    }
    .into_any()
}

/// One of a few, all in sight.
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into, optional)] error: Signal<Option<String>>,
) -> impl IntoView {
    let group = name.clone();
    let is_chosen = move |one: &str| value.with(|value| value == one);
    let choose = move |one: &str| value.set(one.to_owned());
    view! {
        <Group name legend error>
            {move || {
                let option = |option| in_group("radio", &group, option, is_chosen, choose);
                options.get().into_iter().map(option).collect_view()
            }}
        </Group>
    }
    .into_any()
}

/// Any number of a few.
#[component]
pub fn Checkboxes(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    /// The values chosen, in the order they were.
    chosen: RwSignal<Vec<String>>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into, optional)] error: Signal<Option<String>>,
) -> impl IntoView {
    let group = name.clone();
    let is_chosen = move |one: &str| chosen.with(|all| all.iter().any(|value| value == one));
    let choose = move |one: &str| chosen.update(|all| toggle(all, one));
    view! {
        <Group name legend error>
            {move || {
                let option = |option| in_group("checkbox", &group, option, is_chosen, choose);
                options.get().into_iter().map(option).collect_view()
            }}
        </Group>
    }
    .into_any()
}

/// One choice of a group, with its line of help.
fn in_group(
    kind: &'static str,
    group: &str,
    option: Choice,
    is_chosen: impl Fn(&str) -> bool + Send + 'static,
    choose: impl Fn(&str) + 'static,
) -> AnyView {
    let (own, picked) = (option.value.clone(), option.value.clone());
    view! {
        <label class="choice">
            <input
                type=kind
                class="choice__control"
                name=group.to_owned()
                value=option.value
                prop:checked=move || is_chosen(&own)
                on:change=move |_| choose(&picked)
            />
            <span class="choice__text">
                <span class="choice__label">{option.label}</span>
                <span class="choice__help">{option.help}</span>
            </span>
        </label>
    }
    .into_any()
}

#[component]
fn Group(
    name: String,
    legend: String,
    error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described_by = error_id.clone();
    view! {
        <fieldset class="group" id=name aria-describedby=described_by>
            <legend class="field__label">{legend}</legend>
            <div class="group__choices">{children()}</div>
            <p class="field__error" id=error_id aria-live="polite">
                {move || error.get()}
            </p>
        </fieldset>
    }
    .into_any()
}

fn toggle(chosen: &mut Vec<String>, value: &str) {
    if let Some(place) = chosen.iter().position(|one| one == value) {
        chosen.remove(place);
    } else {
        chosen.push(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::toggle;

    #[test]
    fn a_second_tap_takes_a_choice_back() {
        let mut chosen = vec!["a".to_owned()];
        toggle(&mut chosen, "b");
        assert_eq!(chosen, ["a", "b"]);
        toggle(&mut chosen, "a");
        assert_eq!(chosen, ["b"]);
    }
}
