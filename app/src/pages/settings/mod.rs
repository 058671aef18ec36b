//! `/empresa`: what a company decides for itself. Administrators change it, every other user reads it.

mod benefits;
mod company;
mod days;
mod leaving;
mod lotes;
mod second;
mod wages;

use std::sync::Arc;

use api::ApiError;
use api::functions::settings;
use leptos::prelude::*;
use model::CompanySettings;

use crate::client::{Fetched, Task, fetch, use_portal};
use crate::components::{Button, ErrorNotice, Load, Notice, PageHeader, Tone};
use crate::messages::{movements, settings as text};
pub(crate) use benefits::{BenefitsFields, TypedBenefits};
pub(crate) use company::facts;

/// The settings as they are kept, and the way to change them; copies share them. What is typed in one
/// panel stays while another is saved.
#[derive(Clone, Copy)]
struct Company {
    settings: Fetched<CompanySettings>,
    administers: Signal<bool>,
}

impl Company {
    /// A part of the settings, which notifies only when it changes.
    fn part<T>(self, part: fn(&CompanySettings) -> T) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let value = self.settings.value();
        Memo::new(move |_| value.with(|it| it.as_ref().map(part).unwrap_or_default()))
    }

    /// Changes the settings as they were read. Where somebody else was quicker, hers are shown, and
    /// the person does it again.
    fn save(
        self,
        task: Task,
        change: impl FnOnce(&mut CompanySettings),
        done: impl FnOnce() + 'static,
    ) {
        let Some(mut new) = self.settings.value().get_untracked() else {
            return;
        };
        change(&mut new);
        let work = async move {
            let saved = settings::save(new).await;
            if saved
                .as_ref()
                .is_err_and(|error| error.code == ApiError::STALE)
            {
                self.settings.again();
            }
            saved
        };
        task.run(work, move |saved| {
            self.settings.put(saved);
            done();
        });
    }
}

/// The page.
#[component]
pub fn Empresa() -> impl IntoView {
    let may = use_portal().may();
    let company = Company {
        settings: fetch(settings::get),
        administers: Signal::derive(move || may.get().administers),
    };
    let known = Memo::new(move |_| company.settings.value().with(Option::is_some));
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <Show when=move || !may.get().administers>
            <p class="muted">{text::READ_ONLY}</p>
        </Show>
        <company::CompanyFacts administers=company.administers />
        <Show
            when=move || known.get()
            fallback=move || {
                view! { <Load fetched=company.settings lines=8 children=|_| ().into_any() /> }
            }
        >
            <days::Days company />
            <wages::Wages company />
            <benefits::Benefits company />
            <lotes::Lotes company />
            <second::SecondPair company />
            <Show when=move || may.get().administers>
                <leaving::Leaving />
            </Show>
        </Show>
    }
    .into_any()
}

/// Something that was taken away here and can be put back.
#[derive(Clone)]
struct Removed {
    /// What it is called in a sentence.
    what: String,
    /// No `Callback`: that would be gone with the row whose button made it.
    put_back: Arc<dyn Fn() + Send + Sync>,
}

/// "Se quitó …", with "Deshacer".
#[component]
fn Undo(removed: RwSignal<Option<Removed>>, task: Task) -> impl IntoView {
    move || {
        removed.get().map(|gone| {
            view! {
                <Notice tone=Tone::Info>
                    <p>{text::removed(&gone.what)}</p>
                    <Button busy=task.busy() on_click=move |()| (gone.put_back)()>
                        {movements::UNDO}
                    </Button>
                </Notice>
            }
        })
    }
}

/// "Guardado.", or why not.
#[component]
fn Outcome(task: Task, saved: RwSignal<bool>, fields: &'static [&'static str]) -> impl IntoView {
    view! {
        <ErrorNotice error=task.elsewhere(fields) />
        <Show when=move || saved.get() && !task.busy().get() && task.error().with(Option::is_none)>
            <Notice tone=Tone::Success>{text::SAVED}</Notice>
        </Show>
    }
    .into_any()
}
