//! What the directory says of the trabajador whose NSS is typed or picked.

use std::time::Duration;

use api::functions::trabajadores;
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use app_logic::capture::standing::{StandingNotice, is_about_standing, standing_notice};
use imss::finding::Field;
use imss::id::Nss;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_fields::DraftFields;
use super::state::MovementEditor;
use crate::address::movement_of_trabajador;
use crate::client::Later;
use crate::components::{ButtonLink, Notice, Tone};
use crate::messages::capture as text;

/// How long the person must pause for the directory to be asked.
const PAUSE: Duration = Duration::from_millis(250);

/// What the directory answered about an NSS.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    nss: String,
    trabajador: Option<TrabajadorView>,
}

/// The trabajador with the typed NSS; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The NSS that is typed; `None` while it cannot be read.
    nss: Memo<Option<String>>,
    answer: RwSignal<Option<Answer>>,
}

impl Known {
    /// Asks the directory whenever another NSS is typed.
    pub(super) fn new(fields: DraftFields) -> Self {
        let typed = fields.of(Field::Nss);
        let nss = Memo::new(move |_| {
            let nss = typed.with(|typed| Nss::parse(typed).ok())?;
            Some(nss.to_string())
        });
        let answer = RwSignal::new(None::<Answer>);
        let later = Later::new();
        Effect::new(move |_| {
            let Some(wanted) = nss.get() else {
                later.forget();
                return;
            };
            later.after(PAUSE, move || ask(wanted, answer));
        });
        Self { nss, answer }
    }

    /// The trabajador; `None` while nobody is known.
    pub(super) fn trabajador(self) -> Option<TrabajadorView> {
        self.answered()?.trabajador
    }

    /// The answer about the NSS that is typed now.
    fn answered(self) -> Option<Answer> {
        let nss = self.nss.get()?;
        self.answer.get().filter(|answer| answer.nss == nss)
    }
}

fn ask(nss: String, answer: RwSignal<Option<Answer>>) {
    spawn_local(async move {
        let question = SearchTrabajadores {
            texto: nss.clone(),
            limit: 1,
            ..SearchTrabajadores::default()
        };
        // Not shown where it fails: the form can be filled without the directory.
        let Ok(page) = trabajadores::search(question).await else {
            return;
        };
        let is_theirs = |one: &TrabajadorView| one.data.nss == nss || one.antes.contains(&nss);
        let trabajador = page.rows.into_iter().find(is_theirs);
        let _ = answer.try_set(Some(Answer { nss, trabajador }));
    });
}

/// That the trabajador is vigente already, or is not; nothing where the movement fits, and nothing where
/// the history says the same.
#[component]
pub(super) fn Standing(editor: MovementEditor, known: Known) -> impl IntoView {
    let notice = Memo::new(move |_| {
        if editor
            .findings
            .with(|all| all.iter().any(is_about_standing))
        {
            return None;
        }
        let answer = known.answered()?;
        editor.chosen.with(|chosen| {
            standing_notice(editor.tipo, chosen.as_ref()?, answer.trabajador.as_ref())
        })
    });
    move || {
        notice.get().map(|StandingNotice { message, instead }| {
            let instead = instead.map(|tipo| {
                let nss = known.nss.get_untracked().unwrap_or_default();
                let registro = editor.registro.get_untracked();
                view! {
                    <ButtonLink href=movement_of_trabajador(tipo, &nss, Some(&registro))>
                        {text::instead(text::name(tipo))}
                    </ButtonLink>
                }
            });
            view! {
                <Notice tone=Tone::Warning>
                    <p>{message}</p>
                    {instead}
                </Notice>
            }
        })
    }
}
