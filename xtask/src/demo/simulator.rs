//! What the simulated IMSS knows of the company: the document that `rubrica idse-simulator --seed`
//! reads. Its shape is the simulator's; a test holds this against it.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imss::movimiento::NombreCompleto;
use imss::wages::{Wages, ZonaSalarial};
use serde_json::{Value, json};
use service::seed::{Seed, SeedLote, SeedLoteState};

use super::clock::Now;
use super::company::{Company, MATRIZ, QUERETARO, TIJUANA};
use super::history::{Trabajador, name_at_imss};
use super::keys::{Credential, Keys};

/// A number that no trabajador of the company has: IMSS merged it into another, and answers 61.
const MERGED: &str = "48267000015";

/// Writes the document. `known_otherwise` is registered under another name than the company's; the lotes
/// that the company's seed has as received have their results when they are asked for.
pub(super) fn simulator(
    company: &Company,
    keys: &Keys,
    now: Now,
    trabajadores: &[Trabajador],
    known_otherwise: &Trabajador,
    seed: &Seed,
) -> Value {
    let authority = |name: &str, der: &[u8]| json!({ "name": name, "der": STANDARD.encode(der) });
    let registro = |place: usize| {
        let known = keys.fisica.covers.contains(&place);
        let known = known.then(|| company.representative.rfc.to_string());
        json!({
            "numero": company.registros[place].numero,
            "rfc": company.rfc,
            "razon_social": company.nombre,
            "vigente": true,
            "representantes": Vec::from_iter(known),
        })
    };
    let numero = |place: usize| company.registros[place].numero.to_string();
    let user = |credential: &Credential, place: usize| {
        let further = credential
            .covers
            .iter()
            .filter(|covered| **covered != place);
        json!({
            "id_usuario": credential.id_usuario,
            "serial": credential.serial,
            "registro_patronal": numero(place),
            "covers": further.map(|covered| numero(*covered)).collect::<Vec<String>>(),
        })
    };
    let mut registered: Vec<Value> = trabajadores
        .iter()
        .map(|w| trabajador(company, w, &w.person.nombre))
        .collect();
    registered.push(trabajador(
        company,
        known_otherwise,
        &name_at_imss(known_otherwise),
    ));
    let minimum = Wages::published().minimum(now.today, ZonaSalarial::General);
    json!({
        "certificate_authorities": [
            authority("AC de prueba como la del SAT", keys.sat.der()),
            authority("AC de prueba como la del IMSS", keys.imss.der()),
        ],
        "registros_patronales": [registro(MATRIZ), registro(QUERETARO), registro(TIJUANA)],
        // Without Tijuana: the portal does not know that certificate any more.
        "imss_users": [
            user(&keys.imss_matriz, MATRIZ),
            user(&keys.imss_queretaro, QUERETARO),
        ],
        "trabajadores": registered,
        "lotes": seed.lotes.iter().filter_map(received).collect::<Vec<Value>>(),
        "merged": [MERGED],
        "unknown_trabajadores": "new",
        "minimum_wage": minimum.map(|wage| wage.to_string()),
    })
}

/// A lote that IMSS has and has not answered.
fn received(lote: &SeedLote) -> Option<Value> {
    let (SeedLoteState::Enviado {
        id_lote, folio, at, ..
    }
    | SeedLoteState::EnProceso {
        id_lote, folio, at, ..
    }) = &lote.state
    else {
        return None;
    };
    let cms = lote.cms.as_ref()?;
    Some(json!({
        "id_lote": id_lote,
        "folio": folio,
        "registro_patronal": lote.registro,
        "cms": STANDARD.encode(&cms.0),
        "received": at,
    }))
}

fn trabajador(company: &Company, trabajador: &Trabajador, nombre: &NombreCompleto) -> Value {
    let materno = nombre.materno.as_ref().map(ToString::to_string);
    // One who has not worked there yet has neither salary nor movement.
    let sbc = trabajador.since.map(|_| trabajador.sbc.to_string());
    json!({
        "registro_patronal": company.registros[trabajador.registro].numero,
        "nss": trabajador.person.nss,
        "apellido_paterno": nombre.paterno,
        "apellido_materno": materno.unwrap_or_default(),
        "nombre": nombre.nombre,
        "curp": trabajador.person.curp,
        "vigente": trabajador.vigente,
        "sbc": sbc.unwrap_or_default(),
        "since": trabajador.since,
    })
}
