//! `POST AfiliaEnvio.idse` (assumed): receives a lote.
//!
//! Form: `registroPatronal`, `tipoMovimiento` (`08`, `07`, `02`, or `00` for several), `huella`
//! (SHA-256 of the CMS, hex), `lote` (CMS in DER, base64). The answer: a table with `folioFirma`,
//! `idLote`, `secuenciaNotariaRecibido`, `recibo`, `fechaTrans`, and a table of the movements
//! refused on structure. The same lote sent twice is received twice: nobody knows better of the
//! real portal, and the worst case is the one to be ready for.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use crate::calendar::{business_days_after, mexico};
use crate::certificate::hex;
use crate::cms::SignedMessage;
use crate::dispmag::{Expectations, Record, Tipo, records, words};
use crate::html::{escape, fields, page, table};
use crate::memory::{Line, Lote, Memory, Session, Verdict};
use crate::portal::{Refusal, answer, session};
use crate::seed::SeedRegistroPatronal;
use crate::simulator::{Inner, Simulator};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Request {
    registro_patronal: String,
    tipo_movimiento: String,
    huella: String,
    lote: String,
}

pub(super) async fn send(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Form(request): Form<Request>,
) -> Response {
    #[cfg(feature = "faults")]
    let fault = simulator.inner.faults.lote_fault();
    #[cfg(feature = "faults")]
    if let Some(fault) = fault.as_ref().filter(|fault| !fault.stored) {
        return simulator.inner.faults.misanswer(fault.answer).await;
    }
    let random = (simulator.inner.random)();
    let received = simulator
        .change(|memory, now| {
            let session = session(memory, &headers, now)?;
            let lote = receive(&simulator.inner, memory, &session, &request, random, now)?;
            let answer = page("Lote recibido", &receipt(&lote));
            memory.lotes.push(lote);
            Ok(answer)
        })
        .await;
    #[cfg(feature = "faults")]
    if let Some(fault) = fault {
        return simulator.inner.faults.misanswer(fault.answer).await;
    }
    answer(received)
}

/// A signature may lie about for as long as a draft does, but not come from the future.
const OLDEST_SIGNATURE: SignedDuration = SignedDuration::from_hours(30 * 24);
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

fn receive(
    portal: &Inner,
    memory: &Memory,
    session: &Session,
    request: &Request,
    random: [u8; 32],
    now: Timestamp,
) -> Result<Lote, Refusal> {
    let registro = known_registro(portal, session, &request.registro_patronal)?;
    let declared = match request.tipo_movimiento.as_str() {
        "00" => None,
        code => Some(Tipo::from_code(code).ok_or_else(|| Refusal::code("07"))?),
    };
    let cms = STANDARD
        .decode(&request.lote)
        .map_err(|_| Refusal::new("El lote no es legible"))?;
    let huella = hex(digest(&SHA256, &cms).as_ref());
    if huella != request.huella {
        return Err(Refusal::new("La huella no corresponde al lote"));
    }
    let message = SignedMessage::parse(&cms)
        .and_then(SignedMessage::verify_cades)
        .map_err(|error| Refusal::new(format!("No se aceptó la firma del lote: {error}")))?;
    let signer = &message.signer;
    if hex(digest(&SHA256, signer.der()).as_ref()) != session.certificate {
        return Err(Refusal::new(
            "El lote está firmado con otro certificado que el de la sesión",
        ));
    }
    signer
        .check(&message.others, &portal.authorities, now)
        .map_err(|error| Refusal::new(format!("No se aceptó la firma del lote: {error}")))?;
    let age = message
        .signing_time
        .map(|signed| now.duration_since(signed));
    if !age.is_some_and(|age| (-CLOCK_SKEW..=OLDEST_SIGNATURE).contains(&age)) {
        return Err(Refusal::new("La fecha de la firma no es aceptable"));
    }
    let signed = Signed {
        huella,
        serial: signer.printed_serial(),
    };
    lote_of(
        portal,
        memory,
        registro,
        (message.content, declared),
        signed,
        random,
        now,
    )
}

/// Who signed a lote, as its receipt prints it.
pub(super) struct Signed {
    pub(super) huella: String,
    pub(super) serial: String,
}

/// The lote that a file becomes.
pub(super) fn lote_of(
    portal: &Inner,
    memory: &Memory,
    registro: &SeedRegistroPatronal,
    (content, declared): (&[u8], Option<Tipo>),
    signed: Signed,
    random: [u8; 32],
    now: Timestamp,
) -> Result<Lote, Refusal> {
    let records = records(content)
        .ok_or_else(|| Refusal::new("37 Error: el contenido no es un archivo DISPMAG"))?;
    let expected = Expectations {
        registro_patronal: &registro.numero,
        tipo: declared,
        latest_reingreso: business_days_after(mexico(now).date(), 1),
        minimum_wage: portal.minimum_wage,
    };
    let lines = check(&records, expected)?;
    let number = memory.lotes.len() + 1;
    Ok(Lote {
        id: format!("{:09}", 700_000_000 + number),
        folio: folio(random),
        secuencia: format!("{:010}", 1_000_000 + number),
        registro_patronal: registro.numero.clone(),
        rfc: registro.rfc.clone(),
        razon_social: registro.razon_social.clone(),
        huella: signed.huella,
        certificate_serial: signed.serial,
        received: now,
        #[cfg(feature = "faults")]
        stuck_in: portal.faults.stuck_state(),
        #[cfg(not(feature = "faults"))]
        stuck_in: None,
        processed: false,
        lines,
    })
}

fn known_registro<'p>(
    portal: &'p Inner,
    session: &Session,
    numero: &str,
) -> Result<&'p SeedRegistroPatronal, Refusal> {
    let shaped = numero.len() == 11 && numero.bytes().all(|b| b.is_ascii_alphanumeric());
    if !shaped {
        return Err(Refusal::code("31"));
    }
    let registros = &portal.seed.registros_patronales;
    let registro = registros
        .iter()
        .find(|r| r.numero == numero)
        .ok_or_else(|| Refusal::code("24"))?;
    if !registro.vigente {
        return Err(Refusal::code("23"));
    }
    if !session.registros.contains(&registro.numero) {
        return Err(Refusal::new(
            "El certificado no corresponde al registro patronal",
        ));
    }
    Ok(registro)
}

/// Every record with its refusal, or pending. No valid one at all refuses the lote.
fn check(records: &[Record<'_>], expected: Expectations<'_>) -> Result<Vec<Line>, Refusal> {
    let lines = Line::check_all(records, expected);
    if lines.iter().all(|line| line.movement.is_none()) {
        return Err(Refusal::code("05").with(refusals(&lines)));
    }
    Ok(lines)
}

/// 19 digits.
fn folio(random: [u8; 32]) -> String {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&random[..8]);
    format!(
        "{:019}",
        u64::from_be_bytes(bytes) % 10_000_000_000_000_000_000
    )
}

/// The receipt as the page shows it, at sending and when asked for again.
pub(super) fn receipt(lote: &Lote) -> String {
    let fecha = mexico(lote.received).strftime("%Y-%m-%d %H:%M").to_string();
    let recibo = format!(
        "Se recibieron {} movimientos del registro patronal {} ({}). {}",
        lote.lines.len(),
        lote.registro_patronal,
        lote.razon_social,
        crate::html::NOTICE,
    );
    let answer = fields(&[
        ("folioFirma", &lote.folio),
        ("idLote", &lote.id),
        ("secuenciaNotariaRecibido", &lote.secuencia),
        ("recibo", &recibo),
        ("fechaTrans", &fecha),
    ]);
    format!("{answer}{}", refusals(&lote.lines))
}

fn refusals(lines: &[Line]) -> String {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .filter_map(|line| match &line.verdict {
            Verdict::Refused(code) => Some(vec![
                line.renglon.to_string(),
                escape(&line.tipo),
                escape(&line.nss),
                code.clone(),
                words(code).to_owned(),
            ]),
            Verdict::Pending | Verdict::Operado | Verdict::Rechazado(_) => None,
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    table(&["Renglón", "Tipo", "NSS", "Código", "Descripción"], &rows)
}
