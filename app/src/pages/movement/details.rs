//! One movement, whole, in a dialog.

use api::functions::movements;
use api::view::movements::MovementView;
use imss::movimiento::{
    CausaBaja, Jornada, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
};
use leptos::prelude::*;

use super::aftermath::Aftermath;
use super::state::{happenings, movement_badge};
use super::table::{copy_path, edit_path, editable};
use crate::client::{Changes, Offer, Task, Undo, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Confirm, Definition, Definitions, Dialog, ErrorNotice, Timeline,
    Variant,
};
use crate::format::{date, number};
use crate::messages::{common, movements as text};

/// Shows `shown` while `open`; whoever captures may change or delete what is in no lote yet, correct
/// what IMSS refused, and begin another like it.
#[component]
pub(crate) fn Details(
    open: RwSignal<bool>,
    shown: RwSignal<Option<MovementView>>,
) -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let undo = expect_context::<Undo>();
    let task = Task::new();
    let taking_back = Task::new();
    let asking = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        let Some(movement) = shown.get_untracked() else {
            return;
        };
        let offer = Offer::Deleted {
            id: movement.id.clone(),
            nombre: movement.nombre,
        };
        task.run(
            movements::delete(movement.id, movement.version),
            move |()| {
                asking.set(false);
                changes.movements_changed();
                undo.offers(offer);
            },
        );
    });
    let take_back = Callback::new(move |(id, version): (String, u64)| {
        taking_back.run(movements::undo(id, version), move |movement| {
            changes.movements_changed();
            undo.taken_back(movement.nombre.clone());
            shown.set(Some(movement));
        });
    });
    let title = Signal::derive(move || {
        shown
            .get()
            .map(|movement| movement.nombre)
            .unwrap_or_default()
    });
    view! {
        <Dialog open id="movimiento" title>
            {move || {
                shown
                    .get()
                    .map(|movement| {
                        let free = movement.lote.is_none() && editable(&movement.estado);
                        let edits = may.get().captures && free;
                        let href = edit_path(movement.tipo, &movement.id);
                        let copy = copy_path(movement.tipo, &movement.id);
                        let captures = may.get().captures;
                        let undoable = (edits && movement.undoable)
                            .then(|| (movement.id.clone(), movement.version));
                        let after = captures
                            .then(|| view! { <Aftermath movement=movement.clone() /> });
                        view! {
                            {after}
                            {content(movement)}
                            <ErrorNotice error=taking_back.error() />
                            <Actions>
                                <Button on_click=move |()| open.set(false)>{text::CLOSE}</Button>
                                {captures
                                    .then(|| {
                                        view! {
                                            <ButtonLink href=copy variant=Variant::Quiet>
                                                {text::COPY}
                                            </ButtonLink>
                                        }
                                    })}
                                {undoable
                                    .map(|last| {
                                        view! {
                                            <Button
                                                variant=Variant::Quiet
                                                busy=taking_back.busy()
                                                on_click=move |()| take_back.run(last.clone())
                                            >
                                                {text::UNDO_EDIT}
                                            </Button>
                                        }
                                    })}
                                {edits
                                    .then(|| {
                                        view! {
                                            <ButtonLink href>{common::EDIT}</ButtonLink>
                                            <Button
                                                variant=Variant::Quiet
                                                on_click=move |()| {
                                                    task.clear();
                                                    open.set(false);
                                                    asking.set(true);
                                                }
                                            >
                                                {text::DELETE}
                                            </Button>
                                        }
                                    })}
                            </Actions>
                        }
                    })
            }}
        </Dialog>
        <Show when=move || may.get().captures>
        <Confirm
            open=asking
            id="eliminar-movimiento"
            title=text::DELETE_TITLE
            confirm=text::DELETE
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=delete
        >
            <p>{move || title.get()}</p>
            <p>{text::DELETE_TEXT}</p>
        </Confirm>
        </Show>
    }
    .into_any()
}

fn content(movement: MovementView) -> AnyView {
    let due = movement
        .vence
        .map(|vence| text::due(&date::date(vence), movement.dias_habiles));
    let fields = fields(&movement.draft);
    view! {
        <Definitions>
            <Definition term=text::TIPO>{text::tipo(movement.tipo)}</Definition>
            <Definition term=text::ESTADO>
                {movement_badge(&movement.estado)}
            </Definition>
            <Definition term=text::REGISTRO>{movement.numero}</Definition>
            <Definition term=text::FECHA>{movement.fecha.map(date::date)}</Definition>
            {due.map(|due| view! { <Definition term=text::VENCE>{due}</Definition> })}
            {fields
                .into_iter()
                .map(|(term, value)| view! { <Definition term=term>{value}</Definition> })
                .collect_view()}
        </Definitions>
        <Timeline title=text::CHANGES happenings=happenings(movement.history) />
    }
    .into_any()
}

/// The fields that this type has and that are filled in, in IMSS's words.
fn fields(draft: &MovimientoDraft) -> Vec<(&'static str, String)> {
    let label = |code: &str, known: Option<&'static str>| known.unwrap_or(code).to_owned();
    let (reingreso, baja) = (
        draft.tipo == TipoMovimiento::Reingreso,
        draft.tipo == TipoMovimiento::Baja,
    );
    let worker = TipoTrabajador::parse(&draft.tipo_trabajador).ok();
    let salary = TipoSalario::parse(&draft.tipo_salario).ok();
    let week = Jornada::parse(&draft.jornada).ok();
    let cause = CausaBaja::parse(&draft.causa).ok();
    let all = [
        (true, text::NSS, draft.nss.clone()),
        (!baja, text::CURP, draft.curp.clone()),
        (!baja, text::SBC, number::amount(&draft.sbc)),
        (
            !baja,
            text::TIPO_SALARIO,
            label(&draft.tipo_salario, salary.map(TipoSalario::label)),
        ),
        (
            reingreso,
            text::TIPO_TRABAJADOR,
            label(&draft.tipo_trabajador, worker.map(TipoTrabajador::label)),
        ),
        (
            !baja,
            text::JORNADA,
            label(&draft.jornada, week.map(Jornada::label)),
        ),
        (
            baja,
            text::CAUSA,
            label(&draft.causa, cause.map(CausaBaja::label)),
        ),
        (reingreso, text::UMF, draft.umf.clone()),
        (true, text::GUIA, draft.guia.clone()),
        (true, text::CLAVE, draft.clave.clone()),
    ];
    all.into_iter()
        .filter(|(has, _, value)| *has && !value.trim().is_empty())
        .map(|(_, term, value)| (term, value))
        .collect()
}

#[cfg(test)]
mod tests {
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::fields;
    use crate::messages::movements as text;

    #[test]
    fn a_baja_shows_its_cause_and_no_salary() {
        let mut draft = MovimientoDraft::new(TipoMovimiento::Baja);
        draft.nss = "92919084431".to_owned();
        draft.causa = "4".to_owned();
        draft.sbc = "100".to_owned();
        let shown = fields(&draft);
        assert_eq!(
            shown,
            [
                (text::NSS, "92919084431".to_owned()),
                (text::CAUSA, "Defunción".to_owned())
            ]
        );
    }
}
