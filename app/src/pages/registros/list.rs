//! `/registros`.

use api::functions::{certificates, registros};
use api::view::registros::{RegistroCertificado, RegistroView};
use api::view::trabajadores::PlantillaView;
use app_logic::registros::fields::has_wrong_check_digit;
use leptos::prelude::*;
use model::signing::Validity;

use crate::address::Address;
use crate::client::{Changes, fetch, use_portal};
use crate::components::{
    Badge, ButtonLink, Cell, Column, Empty, Load, Notice, PageHeader, Row, RowHeader, Table, Tone,
    Variant,
};
use crate::format::date;
use crate::messages::{certificates as words, common, registros as text};
use crate::pages::certificates::{
    RegistroSigner, WARN_DAYS, assignment_badge, days_tone, registro_signer,
};

/// Every registro patronal, with the certificate that signs for it.
#[component]
pub fn List() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    // With each, whether what signed for it has ended: the registro itself names only what still signs.
    let list = fetch(move || {
        changes.on_registros();
        changes.on_certificados();
        async move {
            let rows = registros::list().await?;
            let held = certificates::list().await?;
            let ended = |row: &RegistroView| {
                matches!(registro_signer(&held, &row.id), RegistroSigner::Ended(_))
            };
            Ok(rows
                .into_iter()
                .map(|row| (ended(&row), row))
                .collect::<Vec<_>>())
        }
    });
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <Show when=move || may.get().administers>
                <ButtonLink href=Address::NewRegistro variant=Variant::Primary>
                    {text::NEW}
                </ButtonLink>
            </Show>
        </PageHeader>
        <Load fetched=list lines=4 children={move |rows: Vec<(bool, RegistroView)>| {
            if rows.is_empty() {
                return view! { <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT /> }.into_any();
            }
            let may = may.get();
            let offer = may.captures.then(|| offer_plantilla(&rows));
            view! {
                {offer}
                {table(rows, may.administers)}
            }
                .into_any()
        }} />
    }
}

/// The way to the plantillas that are not loaded, with the reason to load them.
fn offer_plantilla(rows: &[(bool, RegistroView)]) -> Option<AnyView> {
    let without: Vec<&str> = rows
        .iter()
        .filter(|(_, row)| row.plantilla.is_none())
        .map(|(_, row)| row.data.numero.as_str())
        .collect();
    if without.is_empty() {
        return None;
    }
    let missing = text::plantillas_missing(&without);
    let offer = view! {
        <Notice title=text::LOAD_PLANTILLA>
            <p>{text::PLANTILLA_WHY} " " {missing}</p>
            <ButtonLink href=Address::ImportPlantilla>{text::LOAD_PLANTILLA}</ButtonLink>
        </Notice>
    };
    Some(offer.into_any())
}

fn table(rows: Vec<(bool, RegistroView)>, administers: bool) -> AnyView {
    let mut columns = vec![
        Column::text(text::NUMERO),
        Column::text(text::SUBDELEGACION),
        Column::text(text::ZONA),
        Column::text(text::CERTIFICADO),
        Column::text(text::PLANTILLA),
    ];
    if administers {
        columns.push(Column::text(text::ACTIONS));
    }
    view! {
        <Table caption=text::CAPTION columns>
            {rows
                .into_iter()
                .map(|(ended, row)| {
                    let RegistroView { id, data, certificado, plantilla, .. } = row;
                    let edit_label = text::edit(&data.numero);
                    view! {
                        <Row>
                            <RowHeader>
                                <span class="stacked">
                                    <span>{data.numero.clone()}</span>
                                    {has_wrong_check_digit(&data.numero)
                                        .then(|| {
                                            view! {
                                                <Badge
                                                    tone=Tone::Warning
                                                    text=text::CHECK_DIGIT_BADGE
                                                />
                                            }
                                        })}
                                    <span class="muted">{data.razon_social}</span>
                                </span>
                            </RowHeader>
                            <Cell label=text::SUBDELEGACION>{data.subdelegacion}</Cell>
                            <Cell label=text::ZONA>{text::zona(data.zona)}</Cell>
                            <Cell label=text::CERTIFICADO>
                                <Certificado certificado ended />
                            </Cell>
                            <Cell label=text::PLANTILLA>{loaded(plantilla)}</Cell>
                            {administers
                                .then(|| {
                                    view! {
                                        <Cell label="">
                                            <ButtonLink
                                                href=Address::Registro { id: id.clone() }
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

/// Whether the plantilla is loaded, and as of when.
fn loaded(plantilla: Option<PlantillaView>) -> AnyView {
    match plantilla {
        None => view! { <Badge text=text::WITHOUT_PLANTILLA /> }.into_any(),
        Some(plantilla) => view! {
            <span class="stacked">
                <span>{text::cutoff(&date::date(plantilla.corte))}</span>
                <span class="muted">{text::trabajadores(plantilla.trabajadores)}</span>
            </span>
        }
        .into_any(),
    }
}

#[component]
fn Certificado(certificado: Option<RegistroCertificado>, ended: bool) -> impl IntoView {
    match certificado {
        None if ended => {
            view! { <Badge tone=Tone::Danger text=text::CERTIFICATE_ENDED /> }.into_any()
        }
        None => view! { <Badge tone=Tone::Warning text=text::WITHOUT_CERTIFICATE /> }.into_any(),
        Some(certificado) => {
            let validity = if certificado.days_left < 0 {
                Validity::Ended
            } else {
                Validity::Valid
            };
            view! {
                <span class="stacked">
                    <span>{certificado.holder}</span>
                    {assignment_badge(certificado.state, validity)}
                    {(certificado.days_left <= WARN_DAYS)
                        .then(|| {
                            view! {
                                <Badge
                                    tone=days_tone(certificado.days_left)
                                    text=words::days_left(certificado.days_left)
                                />
                            }
                        })}
                </span>
            }
            .into_any()
        }
    }
}
