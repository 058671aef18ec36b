//! `POST AccesoIDSE.idse`: a signed challenge opens a session.
//!
//! Assumed, since nobody has published it: the page after login lists the registros patronales the
//! certificate covers, in a table `Registro patronal`, `Razón social`.

use axum::Form;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use crate::certificate::{Certificate, Kind, hex};
use crate::cms::SignedMessage;
use crate::html::{escape, page, table};
use crate::memory::{Memory, Session};
use crate::portal::{Refusal, SESSION_COOKIE, answer, session_digest};
use crate::seed::SeedRegistroPatronal;
use crate::simulator::{Inner, Simulator};

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Request {
    site_id: String,
    pkcs7: String,
    llave: String,
    id_usuario: String,
    password: String,
}

pub(super) async fn log_in(
    State(simulator): State<Simulator>,
    Form(request): Form<Request>,
) -> Response {
    #[cfg(feature = "faults")]
    if let Some(text) = simulator.inner.faults.refuse_login() {
        return Refusal::new(text).into_response();
    }
    let cookie = hex(&(simulator.inner.random)());
    let opened = simulator
        .change(|memory, now| {
            let session = open(&simulator.inner, memory, &request, now)?;
            let page = welcome(&simulator.inner, &session);
            memory.sessions.insert(session_digest(&cookie), session);
            let cookie = format!("{SESSION_COOKIE}={cookie}; Path=/imss; HttpOnly");
            Ok(([(SET_COOKIE, cookie)], page))
        })
        .await;
    answer(opened)
}

fn open(
    portal: &Inner,
    memory: &mut Memory,
    request: &Request,
    now: Timestamp,
) -> Result<Session, Refusal> {
    if !request.password.is_empty() || !request.llave.is_empty() {
        // The real portal takes them from some clients; here it would hide a leak of ours.
        return Err(Refusal::new(
            "El simulador no acepta contraseñas ni llaves: la firma basta",
        ));
    }
    if request.site_id != "9" || request.id_usuario.is_empty() {
        return Err(Refusal::new("La solicitud de acceso no está completa"));
    }
    let der =
        from_pem_line(&request.pkcs7).ok_or_else(|| Refusal::new("La firma no es legible"))?;
    let message = SignedMessage::parse(&der).map_err(refused)?;
    let message = message.verify_bare().map_err(refused)?;
    message
        .signer
        .check(&message.others, &portal.authorities, now)
        .map_err(refused)?;
    // Spent only by a good signature of a known certificate: nobody else can use it up.
    let challenge = std::str::from_utf8(message.content).unwrap_or_default();
    if !memory.use_challenge(challenge, now) {
        return Err(Refusal::new(
            "El texto firmado no corresponde a un acceso vigente. Intenta de nuevo",
        ));
    }
    let registros = covered(portal, &message.signer, &request.id_usuario)?;
    Ok(Session {
        certificate: hex(digest(&SHA256, message.signer.der()).as_ref()),
        registros: registros.into_iter().map(|r| r.numero.clone()).collect(),
        last_seen: now,
    })
}

fn refused(error: impl std::error::Error) -> Refusal {
    Refusal::new(format!("No se aceptó la firma: {error}"))
}

/// Base64 in one line; the BEGIN and END lines, or what a client left of them, do not count.
fn from_pem_line(line: &str) -> Option<Vec<u8>> {
    let line = line
        .split_once("PKCS7-----")
        .map_or(line, |(before, after)| {
            if before.ends_with("BEGIN ") {
                after
            } else {
                before
            }
        });
    let body = line.split("-----").next().unwrap_or_default();
    let body: String = body.split_whitespace().collect();
    STANDARD.decode(body).ok().filter(|der| !der.is_empty())
}

/// The registros patronales the certificate covers, if `user` is its user.
fn covered<'p>(
    portal: &'p Inner,
    signer: &Certificate<'_>,
    user: &str,
) -> Result<Vec<&'p SeedRegistroPatronal>, Refusal> {
    let known = &portal.seed.registros_patronales;
    let covered: Vec<&SeedRegistroPatronal> = match signer.kind() {
        Kind::Efirma { rfc } => {
            if !user.eq_ignore_ascii_case(&rfc) {
                return Err(wrong_user());
            }
            let own = |r: &&SeedRegistroPatronal| r.rfc == rfc || r.representantes.contains(&rfc);
            known.iter().filter(own).collect()
        }
        Kind::Imss { registro_patronal } => {
            let is_it = |serial: &String| {
                signer.hex_serial().eq_ignore_ascii_case(serial)
                    || signer.printed_serial() == *serial
            };
            let entry = portal.seed.imss_users.iter().find(|entry| {
                let same = match &entry.serial {
                    Some(serial) => is_it(serial),
                    None => entry.registro_patronal == registro_patronal,
                };
                same && entry.id_usuario == user
            });
            let entry = entry.ok_or_else(wrong_user)?;
            let named = |r: &&SeedRegistroPatronal| {
                r.numero == entry.registro_patronal || entry.covers.contains(&r.numero)
            };
            known.iter().filter(named).collect()
        }
        Kind::Csd => {
            return Err(Refusal::new(
                "El certificado es un sello digital (CSD); usa la e.firma",
            ));
        }
        Kind::Other => {
            return Err(Refusal::new(
                "El certificado no es una e.firma ni un certificado digital IMSS",
            ));
        }
    };
    if covered.is_empty() {
        return Err(Refusal::new(
            "El certificado no corresponde a ningún registro patronal",
        ));
    }
    Ok(covered)
}

fn wrong_user() -> Refusal {
    Refusal::new("El usuario no corresponde al certificado")
}

fn welcome(portal: &Inner, session: &Session) -> impl IntoResponse + use<> {
    let name = |numero: &String| {
        let mut known = portal.seed.registros_patronales.iter();
        let found = known.find(|r| r.numero == *numero);
        found.map(|r| escape(&r.razon_social)).unwrap_or_default()
    };
    let rows: Vec<Vec<String>> = session
        .registros
        .iter()
        .map(|numero| vec![escape(numero), name(numero)])
        .collect();
    page(
        "Movimientos Afiliatorios",
        &table(&["Registro patronal", "Razón social"], &rows),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pem_is_read_with_and_without_its_lines() {
        for line in [
            "aG9sYQ==",
            "aG9sYQ==-----END+PKCS7-----",
            "aG9sYQ==-----END PKCS7-----",
            "-----BEGIN PKCS7-----\naG9s\nYQ==\n-----END PKCS7-----\n",
        ] {
            assert_eq!(from_pem_line(line).as_deref(), Some(&b"hola"[..]), "{line}");
        }
        assert_eq!(from_pem_line(""), None);
        assert_eq!(from_pem_line("no es base64"), None);
    }
}
