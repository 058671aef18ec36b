//! The tab of lotes.

use api::functions::{lotes, movements};
use api::view::lotes::{EstadoLote, LoteView, PrepareLote};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::client::{Changes, Permissions, Task, fetch, fetch_pages, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Cell, Column, Empty, ErrorNotice, Load, More, Notice, Panel, Row,
    RowHeader, Table, Tone, Variant,
};
use crate::format::date;
use crate::messages::{history as text, movements as words};
use crate::pages::movement::lote_badge;

/// Lotes, newest first, and what is ready for the next.
#[component]
pub(super) fn Lotes() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let pages = fetch_pages(move |cursor| {
        changes.on_lotes();
        async move {
            let page = lotes::list(cursor).await?;
            Ok((page.rows, page.next))
        }
    });
    view! {
        <Show when=move || may.get().captures>
            <Ready />
        </Show>
        <Load
            fetched=pages.first()
            lines=5
            children={move |(mut rows, _): (Vec<LoteView>, Option<String>)| {
                rows.extend(pages.further().get());
                if rows.is_empty() {
                    view! { <Empty title=text::LOTES_EMPTY_TITLE text=text::LOTES_EMPTY_TEXT /> }
                        .into_any()
                } else {
                    table(rows, may.get())
                }
            }}
        />
        <ErrorNotice error=pages.error() />
        <More more=pages.has_more() busy=pages.busy() on_more=pages.on_more() />
    }
    .into_any()
}

/// Movements that wait to be grouped.
#[component]
fn Ready() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let navigate = use_navigate();
    let task = Task::new();
    let prepared = RwSignal::new(None::<usize>);
    let counts = fetch(move || {
        changes.on_movements();
        movements::counts()
    });
    let ready = Memo::new(move |_| counts.value().get().map_or(0, |counts| counts.listos));
    let prepare = Callback::new(move |()| {
        let navigate = navigate.clone();
        let every = PrepareLote {
            movements: Vec::new(),
        };
        task.run(lotes::prepare(every), move |made| {
            prepared.set(Some(made.len()));
            changes.movements_changed();
            if let [only] = made.as_slice() {
                navigate(&format!("/lotes/{}", only.id), NavigateOptions::default());
            }
        });
    });
    view! {
        {move || {
            prepared
                .get()
                .map(|count| view! { <Notice tone=Tone::Success>{text::prepared(count)}</Notice> })
        }}
        <Show when=move || { ready.get() > 0 }>
            <Panel title=text::PREPARE_TITLE>
                <p>{move || text::ready(ready.get())}</p>
                <ErrorNotice error=task.error() />
                <Actions>
                    <Button variant=Variant::Primary busy=task.busy() on_click=prepare>
                        {text::PREPARE}
                    </Button>
                </Actions>
            </Panel>
        </Show>
    }
    .into_any()
}

fn table(rows: Vec<LoteView>, may: Permissions) -> AnyView {
    let columns = vec![
        Column::text(text::LOTE),
        Column::text(words::REGISTRO),
        Column::text(text::TIPO),
        Column::text(words::ESTADO),
        Column::text(text::CREATED),
        Column::text(text::DUE),
        Column::text(text::NEXT_STEP),
    ];
    view! {
        <Table caption=text::LOTES_CAPTION columns>
            {rows
                .into_iter()
                .map(|lote| {
                    let next = next_step(&lote.estado, may);
                    let label = text::open_lote(lote.numero);
                    view! {
                        <Row>
                            <RowHeader>{words::lote(lote.numero)}</RowHeader>
                            <Cell label=words::REGISTRO>{lote.numero_registro}</Cell>
                            <Cell label=text::TIPO>
                                {words::tipo_plural(lote.tipo, u64::from(lote.movimientos))}
                            </Cell>
                            <Cell label=words::ESTADO>
                                {lote_badge(&lote.estado)}
                            </Cell>
                            <Cell label=text::CREATED>{date::day(lote.created_at)}</Cell>
                            <Cell label=text::DUE>{lote.vence.map(date::date)}</Cell>
                            <Cell label="">
                                <ButtonLink
                                    href=format!("/lotes/{}", lote.id)
                                    variant=Variant::Quiet
                                    attr:aria-label=label
                                >
                                    {next}
                                </ButtonLink>
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}

/// What the link to a lote says: what is next for this person there.
fn next_step(estado: &EstadoLote, may: Permissions) -> &'static str {
    match estado {
        EstadoLote::Preparado
        | EstadoLote::Enviado {
            por_confirmar: true,
            ..
        } if may.signs => text::SIGN,
        _ => text::OPEN,
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::EstadoLote;

    use super::next_step;
    use crate::client::Permissions;
    use crate::messages::history as text;

    #[test]
    fn only_whoever_signs_is_asked_to() {
        let signer = Permissions {
            signs: true,
            ..Permissions::default()
        };
        assert_eq!(next_step(&EstadoLote::Preparado, signer), text::SIGN);
        assert_eq!(
            next_step(&EstadoLote::Preparado, Permissions::default()),
            text::OPEN
        );
        assert_eq!(next_step(&EstadoLote::Cancelado, signer), text::OPEN);
    }
}
