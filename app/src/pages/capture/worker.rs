//! Somebody out of the directory, whose data fill the form.

use std::time::Duration;

use api::functions::trabajadores;
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use app_logic::capture::starting_draft::of_trabajador;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::Fields;
use crate::client::{Later, browser};
use crate::components::{FormSection, TextField};
use crate::messages::{capture as text, movements as words};

/// How long the person must pause for the directory to be asked.
const PAUSE: Duration = Duration::from_millis(250);
/// As many as are read at a glance.
const SHOWN: u32 = 6;
/// Fewer letters than this find everybody.
const SHORTEST: usize = 2;

/// A search, and those it finds, each a button that fills the form.
#[component]
pub(super) fn PickWorker(
    tipo: TipoMovimiento,
    registro: RwSignal<String>,
    fields: Fields,
) -> impl IntoView {
    let texto = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<TrabajadorView>>);
    let later = Later::new();
    Effect::new(move |_| {
        let wanted = texto.get();
        if wanted.trim().chars().count() < SHORTEST {
            later.forget();
            found.set(None);
            return;
        }
        later.after(PAUSE, move || {
            spawn_local(async move {
                let question = SearchTrabajadores {
                    texto: wanted.clone(),
                    limit: SHOWN,
                    ..SearchTrabajadores::default()
                };
                // Not told where it fails: the form can be filled without the directory.
                let Ok(page) = trabajadores::search(question).await else {
                    return;
                };
                if texto.try_get_untracked().as_ref() == Some(&wanted) {
                    found.set(Some(page.rows));
                }
            });
        });
    });
    let pick = Callback::new(move |worker: TrabajadorView| {
        if registro.with_untracked(String::is_empty)
            && let Some(vigente) = worker.relaciones.iter().find(|one| one.vigente)
        {
            registro.set(vigente.registro.clone());
        }
        let known = registro.with_untracked(|id| worker.draft(tipo, id));
        fields.fill_person(of_trabajador(tipo, known));
        texto.set(String::new());
        browser::focus_field(match tipo {
            TipoMovimiento::Baja => "causa",
            TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => "sbc",
        });
    });
    view! {
        <FormSection legend=text::PICK>
            <TextField
                name="buscar-trabajador"
                label=text::PICK_LABEL
                value=texto
                help=text::PICK_HELP
                optional=true
                max_length=80
            />
            <div role="status">
                {move || {
                    found
                        .get()
                        .filter(Vec::is_empty)
                        .map(|_| view! { <p class="muted">{text::PICK_NOBODY}</p> })
                }}
            </div>
            {move || {
                found
                    .get()
                    .filter(|rows| !rows.is_empty())
                    .map(|rows| {
                        view! {
                            <ul class="matches" aria-label=text::PICK_FOUND>
                                {rows.into_iter().map(|row| one(row, pick)).collect_view()}
                            </ul>
                        }
                    })
            }}
        </FormSection>
    }
    .into_any()
}

fn one(worker: TrabajadorView, pick: Callback<TrabajadorView>) -> AnyView {
    let nss = words::nss(&worker.data.nss);
    let vigente = worker.relaciones.iter().find(|one| one.vigente);
    let where_to = vigente.map(|one| text::vigente_in(&one.numero, one.sbc.as_deref()));
    let name = worker.nombre.clone();
    view! {
        <li>
            <button type="button" class="matches__one" on:click=move |_| pick.run(worker.clone())>
                <span class="matches__name">{name}</span>
                <span class="muted">{nss} {where_to.map(|words| format!(". {words}"))}</span>
            </button>
        </li>
    }
    .into_any()
}
