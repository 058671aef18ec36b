//! Somebody out of the directory, whose data fill the form.

use std::time::Duration;

use api::functions::trabajadores;
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use app_logic::capture::search::{Move, first_id, id_of, move_of, next_place, place_of};
use app_logic::capture::starting_draft::of_trabajador;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::state::MovementEditor;
use crate::client::{Later, browser};
use crate::components::{FormSection, TextField};
use crate::messages::{capture as text, movements as words};

/// How long the person must pause for the directory to be asked.
const PAUSE: Duration = Duration::from_millis(250);
/// As many as are read at a glance.
const SHOWN: u32 = 6;
/// Fewer letters than this find everybody.
const SHORTEST: usize = 2;
const FIELD: &str = "buscar-trabajador";

/// A search, and those it finds, each a button that fills the form. Enter in the search picks the first,
/// the arrows move among them.
#[component]
pub(super) fn PickTrabajador(editor: MovementEditor) -> impl IntoView {
    let tipo = editor.tipo;
    let texto = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<TrabajadorView>>);
    // Enter was pressed before the directory answered.
    let hurried = RwSignal::new(false);
    let later = Later::new();
    let pick = Callback::new(move |trabajador: TrabajadorView| {
        let registro = editor.registro;
        if registro.with_untracked(String::is_empty)
            && let Some(vigente) = trabajador.relaciones.iter().find(|one| one.vigente)
        {
            registro.set(vigente.registro.clone());
        }
        let known = registro.with_untracked(|id| trabajador.draft(tipo, id));
        editor.fields.fill_person(&of_trabajador(tipo, known));
        texto.set(String::new());
        hurried.set(false);
        browser::focus_field(match tipo {
            TipoMovimiento::Baja => "causa",
            TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => "sbc",
        });
    });
    Effect::new(move |_| {
        let wanted = texto.get();
        hurried.set(false);
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
                // Not shown where it fails: the form can be filled without the directory.
                let Ok(page) = trabajadores::search(question).await else {
                    return;
                };
                if texto.try_get_untracked().as_ref() != Some(&wanted) {
                    return;
                }
                let only = match page.rows.as_slice() {
                    [only] if hurried.get_untracked() => Some(only.clone()),
                    _ => None,
                };
                found.set(Some(page.rows));
                match only {
                    Some(only) => pick.run(only),
                    None if hurried.get_untracked() => browser::focus_field(first_id()),
                    None => {}
                }
            });
        });
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let at = target.and_then(|target| place_of(&target.id(), FIELD));
        let Some((at, action)) = at.zip(move_of(&event.key())) else {
            return;
        };
        let rows = found.get_untracked().unwrap_or_default();
        match (action, at) {
            // A button of the list is pressed by Enter as any other.
            (Move::Pick, Some(_)) => {}
            (Move::Pick, None) => {
                // Otherwise Enter would send the form.
                event.prevent_default();
                match rows.into_iter().next() {
                    Some(first) => pick.run(first),
                    None => hurried.set(true),
                }
            }
            (action, at) => {
                event.prevent_default();
                match next_place(at, action, rows.len()) {
                    Some(place) => browser::focus_field(id_of(place)),
                    None => browser::focus_field(FIELD),
                }
            }
        }
    };
    view! {
        <FormSection legend=text::PICK>
            <div class="stack" on:keydown=on_key>
                <TextField
                    name=FIELD
                    label=text::PICK_LABEL
                    value=texto
                    help=text::PICK_HELP
                    optional=true
                    enter_key="search"
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
                                    {rows
                                        .into_iter()
                                        .enumerate()
                                        .map(|(place, row)| match_button(place, row, pick))
                                        .collect_view()}
                                </ul>
                            }
                        })
                }}
            </div>
        </FormSection>
    }
    .into_any()
}

fn match_button(
    place: usize,
    trabajador: TrabajadorView,
    pick: Callback<TrabajadorView>,
) -> AnyView {
    let nss = words::nss(&trabajador.data.nss);
    let vigente = trabajador.relaciones.iter().find(|one| one.vigente);
    let standing = match vigente {
        Some(one) => {
            let place = words::at_place(&one.numero, &one.place);
            Some(text::vigente_in(&place, one.sbc.as_deref()))
        }
        None if trabajador.relaciones.is_empty() => None,
        None => Some(text::NOT_VIGENTE_SHORT.to_owned()),
    };
    let name = trabajador.nombre.clone();
    view! {
        <li>
            <button
                type="button"
                class="matches__one"
                id=id_of(place)
                on:click=move |_| pick.run(trabajador.clone())
            >
                <span class="matches__name">{name}</span>
                <span class="muted">{nss} {standing.map(|words| format!(". {words}"))}</span>
            </button>
        </li>
    }
    .into_any()
}
