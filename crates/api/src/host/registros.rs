//! The company's registros patronales.

use jiff::Timestamp;
use service::caller::Caller;
use service::certificates::{self, signing};
use service::ids::RegistroId;
use service::records::{Certificado, Plantilla, Registro};
use service::registros::{self, RegistroForm};

use super::certificates::assignment_state;
use super::{Refusal, Visit, ids};
use crate::view::registros::{RegistroCertificado, RegistroData, RegistroView, SaveRegistro};
use crate::view::trabajadores::PlantillaView;

pub(crate) async fn list(visit: &Visit) -> Result<Vec<RegistroView>, Refusal> {
    let caller = visit.caller().await?;
    let registros = registros::list(visit.service(), &caller).await?;
    views(visit, &caller, &registros).await
}

pub(crate) async fn save(visit: &Visit, request: SaveRegistro) -> Result<RegistroView, Refusal> {
    let caller = visit.full().await?;
    let existing = match &request.existing {
        Some((id, version)) => Some((ids::one::<RegistroId>(id, "existing")?, *version)),
        None => None,
    };
    let RegistroData {
        numero,
        razon_social,
        rfc,
        domicilio,
        subdelegacion,
        guia,
        zona,
        umf,
    } = request.data;
    let form = RegistroForm {
        numero,
        razon_social,
        rfc,
        domicilio,
        subdelegacion,
        guia,
        zona,
        umf,
    };
    let registro = registros::save(visit.service(), &caller, existing, &form).await?;
    let views = views(
        visit,
        &Caller::Full(caller),
        std::slice::from_ref(&registro),
    )
    .await?;
    Ok(views
        .into_iter()
        .next()
        .expect("one registro gives one view"))
}

async fn views(
    visit: &Visit,
    caller: &Caller,
    registros: &[Registro],
) -> Result<Vec<RegistroView>, Refusal> {
    let certificados = certificates::list(visit.service(), caller).await?;
    let now = visit.service().now();
    Ok(registros
        .iter()
        .map(|registro| view(registro, &certificados, now))
        .collect())
}

fn view(registro: &Registro, certificados: &[Certificado], now: Timestamp) -> RegistroView {
    // With none that signs, the newest one meant for it says why.
    let refused = || {
        certificados
            .iter()
            .find(|c| c.assignment(registro.id).is_some())
    };
    let chosen = signing(certificados, registro.id, now).or_else(refused);
    let certificado = chosen.and_then(|certificado| {
        Some(RegistroCertificado {
            id: certificado.id.to_string(),
            holder: certificado.facts.holder.clone(),
            days_left: certificado.days_left(now),
            state: assignment_state(certificado.assignment(registro.id)?),
        })
    });
    RegistroView {
        id: registro.id.to_string(),
        version: registro.version,
        data: RegistroData {
            numero: registro.numero.to_string(),
            razon_social: registro.razon_social.clone(),
            rfc: registro
                .rfc
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            domicilio: registro.domicilio.clone(),
            subdelegacion: registro.subdelegacion.clone(),
            guia: registro
                .guia
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            zona: registro.zona,
            umf: registro
                .umf
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        },
        certificado,
        plantilla: registro.plantilla.as_ref().map(plantilla),
    }
}

/// The plantilla of a registro patronal.
pub(super) fn plantilla(plantilla: &Plantilla) -> PlantillaView {
    PlantillaView {
        corte: plantilla.corte,
        trabajadores: plantilla.trabajadores,
        at: plantilla.at,
    }
}
