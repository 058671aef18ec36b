//! `/registros`.

use api::functions::registros;
use api::view::certificates::AssignmentState;
use api::view::registros::{RegistroCertificado, RegistroView};
use leptos::prelude::*;

use crate::client::{Changes, fetch, use_portal};
use crate::components::{
    Badge, ButtonLink, Cell, Column, Empty, Load, PageHeader, Row, RowHeader, Table, Tone, Variant,
};
use crate::messages::{common, registros as text};

/// Every registro patronal, with the certificate that signs for it.
#[component]
pub fn List() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let list = fetch(move || {
        changes.on_registros();
        registros::list()
    });
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <Show when=move || may.get().administers>
                <ButtonLink href="/registros/nuevo" variant=Variant::Primary>
                    {text::NEW}
                </ButtonLink>
            </Show>
        </PageHeader>
        <Load fetched=list lines=4 children={move |rows: Vec<RegistroView>| {
            if rows.is_empty() {
                view! { <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT /> }.into_any()
            } else {
                table(rows, may.get().administers)
            }
        }} />
    }
}

fn table(rows: Vec<RegistroView>, administers: bool) -> AnyView {
    let mut columns = vec![
        Column::text(text::NUMERO),
        Column::text(text::SUBDELEGACION),
        Column::text(text::ZONA),
        Column::text(text::CERTIFICADO),
    ];
    if administers {
        columns.push(Column::text(text::ACTIONS));
    }
    view! {
        <Table caption=text::CAPTION columns>
            {rows
                .into_iter()
                .map(|row| {
                    let RegistroView { id, data, certificado, .. } = row;
                    let edit_label = text::edit(&data.numero);
                    view! {
                        <Row>
                            <RowHeader>
                                <span class="stacked">
                                    <span>{data.numero}</span>
                                    <span class="muted">{data.razon_social}</span>
                                </span>
                            </RowHeader>
                            <Cell label=text::SUBDELEGACION>{data.subdelegacion}</Cell>
                            <Cell label=text::ZONA>{text::zona(data.zona)}</Cell>
                            <Cell label=text::CERTIFICADO>
                                <Certificado certificado />
                            </Cell>
                            {administers
                                .then(|| {
                                    view! {
                                        <Cell label="">
                                            <ButtonLink
                                                href=format!("/registros/{id}")
                                                variant=Variant::Quiet
                                                attr:aria-label=edit_label
                                            >
                                                {common::EDIT}
                                            </ButtonLink>
                                        </Cell>
                                    }
                                })}
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}

#[component]
fn Certificado(certificado: Option<RegistroCertificado>) -> impl IntoView {
    match certificado {
        None => view! { <Badge tone=Tone::Warning text=text::WITHOUT_CERTIFICATE /> }.into_any(),
        Some(certificado) => view! {
            <span class="stacked">
                <span>{certificado.holder}</span>
                {assignment_badge(certificado.state)}
            </span>
        }
        .into_any(),
    }
}

/// What IDSE said, with its reason where it refused.
pub(crate) fn assignment_badge(state: AssignmentState) -> AnyView {
    let badge = view! { <Badge tone=assignment_tone(&state) text=text::assignment(&state) /> };
    let reason = match state {
        AssignmentState::Rechazado { reason, .. } => Some(reason),
        AssignmentState::SinConfirmar | AssignmentState::Asignado { .. } => None,
    };
    view! {
        <span class="stacked">
            {badge} {reason.map(|reason| view! { <span class="muted">{reason}</span> })}
        </span>
    }
    .into_any()
}

/// How an assignment is meant: only IDSE's yes is one.
fn assignment_tone(state: &AssignmentState) -> Tone {
    match state {
        AssignmentState::SinConfirmar => Tone::Warning,
        AssignmentState::Asignado { .. } => Tone::Success,
        AssignmentState::Rechazado { .. } => Tone::Danger,
    }
}
