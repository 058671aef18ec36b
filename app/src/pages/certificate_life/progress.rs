//! What of a path is done: on this device for anybody, and in the company for those who capture.

use api::ApiError;
use api::functions::{certificate_life, registros, settings};
use api::view::certificate_life::PathProgressView;
use app_logic::certificate_life::CertificatePath;
use app_logic::certificate_life::progress::{Progress, find, registro_to_open, storage_key};
use app_logic::shown::Choice;
use imss::calendar::Calendar;
use leptos::prelude::*;

use crate::client::{Changes, Fetched, Task, fetch, preferences, use_portal};
use crate::messages::{certificate_life as text, movements};

/// Where a device keeps the registro patronal that a path was last opened for.
const LAST_REGISTRO: &str = "certificado-imss/registro";
/// The code of the error where somebody else changed the same since it was read.
const CHANGED_ELSEWHERE: &str = "changed-elsewhere";

/// The progress that this device keeps of a path.
pub(super) fn kept_on_device(path: CertificatePath) -> Progress {
    let text = preferences::kept(&storage_key(path));
    Progress::from_text(&text.unwrap_or_default())
}

/// What the company keeps, and its registros patronales; copies share it.
#[derive(Clone, Copy)]
struct Company {
    progress: Fetched<Vec<PathProgressView>>,
    registros: Fetched<Vec<Choice>>,
    calendar: Fetched<Calendar>,
}

impl Company {
    fn ask() -> Self {
        let changes = expect_context::<Changes>();
        Self {
            progress: fetch(move || {
                changes.on_certificados();
                certificate_life::progress()
            }),
            registros: fetch(move || {
                changes.on_registros();
                async {
                    let all = registros::list().await?.into_iter();
                    let choice = all.map(|one| {
                        let data = one.data;
                        let place = movements::place(&data.subdelegacion, &data.razon_social);
                        let label = format!("{} · {place}", data.numero);
                        Choice::new(one.id, label)
                    });
                    Ok(choice.collect())
                }
            }),
            calendar: fetch(|| async { Ok(settings::get().await?.calendar()) }),
        }
    }
}

/// The progress of one path; copies share it. Every change is kept at once: in the company where a
/// registro patronal is chosen, on the device otherwise.
#[derive(Clone, Copy)]
pub(super) struct PathProgress {
    path: CertificatePath,
    now: RwSignal<Progress>,
    /// `None`: nobody is there who captures.
    company: Option<Company>,
    /// Id of the registro patronal; empty, the device keeps it.
    registro: RwSignal<String>,
    saving: Task,
}

impl PathProgress {
    /// Begins with what is kept. `asked` is the registro patronal that the address names.
    pub(super) fn of(path: CertificatePath, asked: String) -> Self {
        let captures = use_portal().may().get_untracked().captures;
        let progress = Self {
            path,
            now: RwSignal::new(kept_on_device(path)),
            company: captures.then(Company::ask),
            registro: RwSignal::new(String::new()),
            saving: Task::new(),
        };
        if let Some(company) = progress.company {
            progress.choose_once(company, asked);
            progress.follow(company);
            // Somebody else was quicker: what is there is shown, beside the reason.
            let error = progress.saving.error();
            Effect::new(move |_| {
                if error.with(|error| error.as_ref().is_some_and(|e| e.code == CHANGED_ELSEWHERE)) {
                    company.progress.again();
                }
            });
        }
        progress
    }

    /// Chooses the registro patronal as soon as both lists are there.
    fn choose_once(self, company: Company, asked: String) {
        let last = preferences::kept(LAST_REGISTRO).unwrap_or_default();
        Effect::new(move |chosen: Option<bool>| {
            if chosen == Some(true) {
                return true;
            }
            let (Some(all), Some(choices)) = (
                company.progress.value().get(),
                company.registros.value().get(),
            ) else {
                return false;
            };
            let ids: Vec<String> = choices.into_iter().map(|one| one.value).collect();
            let open = registro_to_open(&ids, &asked, &last, self.path, &all);
            if let Some(open) = open {
                self.registro.set(open.to_owned());
            }
            true
        });
    }

    /// Shows what the company keeps whenever that, or the choice, changes. What is being saved is
    /// newer.
    fn follow(self, company: Company) {
        let all = company.progress.value();
        Effect::new(move |before: Option<String>| {
            let registro = self.registro.get();
            let is_other = before.is_some_and(|before| before != registro);
            if registro.is_empty() {
                if is_other {
                    self.now.set(kept_on_device(self.path));
                }
                return registro;
            }
            if is_other {
                preferences::keep(LAST_REGISTRO, &registro);
                self.saving.clear();
            }
            let kept = all.with(|all| {
                let all = all.as_deref().unwrap_or_default();
                Progress::kept_by_company(find(all, &registro, self.path))
            });
            let failed = self.saving.error().get_untracked();
            let failed = failed.is_some_and(|error| error.code != CHANGED_ELSEWHERE);
            let waits = failed || self.saving.busy().get_untracked();
            if is_other || !waits {
                self.now.set(kept);
            }
            registro
        });
    }

    pub(super) fn now(self) -> ReadSignal<Progress> {
        self.now.read_only()
    }

    pub(super) fn change(self, change: impl FnOnce(&mut Progress)) {
        self.now.update(change);
        match self.company {
            Some(company) if self.is_in_company() => self.send(company),
            _ => {
                let text = self.now.with_untracked(Progress::to_text);
                preferences::keep(&storage_key(self.path), &text);
            }
        }
    }

    /// Sends what differs from what the server keeps; while one request is under way the next waits,
    /// and then sends what differs by then.
    fn send(self, company: Company) {
        if self.saving.busy().get_untracked() {
            return;
        }
        let registro = self.registro.get_untracked();
        let all = company.progress;
        let request = all.value().with_untracked(|all| {
            let all = all.as_deref().unwrap_or_default();
            let kept = find(all, &registro, self.path);
            let now = self.now.get_untracked();
            now.request(&registro, self.path, kept)
        });
        let Some(request) = request else { return };
        let sent = self.now.get_untracked();
        self.saving
            .request(certificate_life::save(request), move |saved| {
                let mut rows = all.value().get_untracked().unwrap_or_default();
                if saved.registro == self.registro.get_untracked() {
                    let kept = Progress::kept_by_company(Some(&saved));
                    self.now.update(|now| *now = now.rebased(&sent, &kept));
                }
                rows.retain(|one| one.registro != saved.registro || one.path != saved.path);
                rows.push(saved);
                all.put(rows);
                self.send(company);
            });
    }

    /// Sends again what was not saved.
    pub(super) fn send_again(self) {
        if let Some(company) = self.company {
            self.send(company);
        }
    }

    /// Why the last change was not kept.
    pub(super) fn error(self) -> Signal<Option<ApiError>> {
        self.saving.error()
    }

    /// Whether the last change is shown and not kept: it can be sent again.
    pub(super) fn can_send_again(self) -> bool {
        let error = self.saving.error().get();
        error.is_some_and(|error| error.code != CHANGED_ELSEWHERE)
    }

    /// Whether the company keeps it, rather than the device.
    pub(super) fn is_in_company(self) -> bool {
        !self.registro.get_untracked().is_empty()
    }

    /// The registro patronal that is chosen; `None` where nobody is there who captures.
    pub(super) fn choice(self) -> Option<(RwSignal<String>, Signal<Vec<Choice>>)> {
        let company = self.company?;
        let options = move || company.registros.value().get().unwrap_or_default();
        Some((self.registro, Signal::derive(options)))
    }

    /// The name of the registro patronal that is chosen.
    pub(super) fn registro_name(self) -> Option<String> {
        let (registro, options) = self.choice()?;
        let chosen = registro.get();
        options.with(|all| {
            let found = all.iter().find(|one| one.value == chosen)?;
            Some(found.label.clone())
        })
    }

    /// What this device kept before, where the company has not got it.
    pub(super) fn left_on_device(self) -> Option<Progress> {
        if self.registro.with(String::is_empty) {
            return None;
        }
        let device = kept_on_device(self.path);
        let joined = self.now.with(|now| now.joined(&device));
        let differs = self.now.with(|now| *now != joined);
        differs.then_some(joined)
    }

    /// Takes over what this device kept, which then keeps nothing.
    pub(super) fn bring_from_device(self) {
        if let Some(joined) = self.left_on_device() {
            preferences::keep(&storage_key(self.path), &Progress::default().to_text());
            self.change(|now| *now = joined);
        }
    }

    /// Who ticked a step, and when, where the company keeps it.
    pub(super) fn done_by(self, step: &str) -> Option<String> {
        let company = self.company?;
        let registro = self.registro.get();
        company.progress.value().with(|all| {
            let found = find(all.as_deref()?, &registro, self.path)?;
            let done = found.done.iter().find(|one| one.step == step)?;
            Some(text::done_by(&done.by, done.at))
        })
    }

    /// The days that count: the company's own where somebody of it is there.
    pub(super) fn calendar(self) -> Calendar {
        let company = self
            .company
            .and_then(|company| company.calendar.value().get());
        company.unwrap_or_default()
    }

    /// Whether the company's own days are known.
    pub(super) fn counts_company_days(self) -> bool {
        let known = |company: Company| company.calendar.value().with(Option::is_some);
        self.company.is_some_and(known)
    }

    /// Today, for what is printed.
    pub(super) fn printed(self) -> String {
        let today = use_portal().today();
        match self.registro_name() {
            Some(name) => text::printed_for(&name, today),
            None => text::printed_on(today),
        }
    }
}
