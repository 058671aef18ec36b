//! One movement, whole, in a dialog.

use api::functions::movements;
use api::view::movements::MovementView;
use app_logic::movement::editing::is_editable;
use app_logic::movement::fields::{fields, receipt_of};
use app_logic::movement::next_step::{NextAction, next_step};
use leptos::prelude::*;

use super::aftermath::Aftermath;
use super::state::{happenings, movement_badge};
use crate::address::{Address, copy_of_movement, edit_movement};
use crate::client::{Changes, Offer, Task, Undo, relay, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Confirm, Definition, Definitions, Dialog, DownloadLink,
    ErrorNotice, Timeline, Variant,
};
use crate::format::date;
use crate::messages::{common, movements as text};

/// Shows `shown` while `open`; a user who captures may change or delete what is in no lote yet, correct
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
        task.request(
            movements::delete(movement.id, movement.version),
            move |()| {
                asking.set(false);
                changes.movements_changed();
                undo.offers(offer);
            },
        );
    });
    let take_back = Callback::new(move |(id, version): (String, u64)| {
        taking_back.request(movements::undo(id, version), move |movement| {
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
                        let edits = may.get().captures && is_editable(&movement);
                        let step = next_step(&movement, may.get());
                        let href = edit_movement(movement.tipo, &movement.id);
                        let copy = copy_of_movement(movement.tipo, &movement.id);
                        let captures = may.get().captures;
                        let page = Address::Movement { id: movement.id.clone() };
                        let undoable = (edits && movement.undoable)
                            .then(|| (movement.id.clone(), movement.version));
                        let after = captures
                            .then(|| view! { <Aftermath movement=movement.clone() /> });
                        view! {
                            {after}
                            {content(movement, step.text, may.get().reads_idse_files)}
                            <ErrorNotice error=taking_back.error() />
                            <Actions>
                                {step_link(step.action)}
                                <ButtonLink href=page>{text::OPEN_PAGE}</ButtonLink>
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

/// Where the next step is taken, where none of the dialog's own buttons takes it.
pub(super) fn step_link(action: NextAction) -> Option<AnyView> {
    let (href, label) = match action {
        NextAction::OpenLote(lote) => (
            Address::Lote {
                id: lote.id.clone(),
            }
            .href(),
            text::open_lote(lote.numero),
        ),
        NextAction::Prepare => (Address::Lotes.href(), text::GO_PREPARE.to_owned()),
        NextAction::Edit(_)
        | NextAction::Correct
        | NextAction::OpenCorrection(_)
        | NextAction::FollowUp
        | NextAction::Copy
        | NextAction::Wait => return None,
    };
    let link = view! { <ButtonLink href variant=Variant::Primary>{label}</ButtonLink> };
    Some(link.into_any())
}

/// What is known of a movement, and its life. `reads_files`: the person may read files of IDSE's.
pub(super) fn content(movement: MovementView, next: &'static str, reads_files: bool) -> AnyView {
    let source = movement.source.as_ref().map(text::result_source);
    let file = movement
        .source
        .as_ref()
        .and_then(receipt_of)
        .filter(|_| reads_files);
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
            <Definition term=text::NEXT_STEP>{next}</Definition>
            <Definition term=text::REGISTRO>
                {text::registro(&movement.numero, &movement.lugar, "")}
            </Definition>
            <Definition term=text::FECHA>{movement.fecha.map(date::date)}</Definition>
            {due.map(|due| view! { <Definition term=text::VENCE>{due}</Definition> })}
            {fields
                .into_iter()
                .map(|(term, value)| view! { <Definition term=term>{value}</Definition> })
                .collect_view()}
            {source
                .map(|source| view! { <Definition term=text::SOURCE>{source}</Definition> })}
        </Definitions>
        {file
            .map(|id| {
                view! {
                    <Actions>
                        <DownloadLink
                            href=relay::receipt_path(&id)
                            file_name=""
                            variant=Variant::Quiet
                        >
                            {text::SEE_RECEIPT}
                        </DownloadLink>
                    </Actions>
                }
            })}
        <Timeline title=text::CHANGES happenings=happenings(movement.history) />
    }
    .into_any()
}
