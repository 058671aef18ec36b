//! `Menu.idse`, `Modulos.idse?irA=NAME`, and the form that sends (domain facts `[B]` for the menu; the form is
//! assumed).

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use crate::certificate::hex;
use crate::html::{escape, page};
use crate::memory::Session;
use crate::portal::{answer, session};
use crate::simulator::Simulator;
use crate::variant::FormVariant;

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Request {
    ir_a: String,
}

pub(super) async fn menu(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    let shown = simulator
        .look(|memory, now| {
            session(memory, &headers, now)?;
            Ok(page("Menú", MENU))
        })
        .await;
    answer(shown)
}

const MENU: &str = "<form name=\"frmDatos\" method=\"post\" action=\"Modulos.idse\">\
    <input type=\"hidden\" name=\"irA\" value=\"\"><input type=\"hidden\" name=\"idUsuario\" value=\"\">\
    <input type=\"hidden\" name=\"rfc_fiel\" value=\"\"></form>\n\
    <ul><li><a href=\"javascript:irA(1);\">Movimientos afiliatorios</a></li>\
    <li><a href=\"javascript:irA(2);\">Emisión</a></li></ul>";

pub(super) async fn module(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Query(request): Query<Request>,
    Form(_): Form<Request>,
) -> Response {
    let variant = simulator.variant();
    let shown = simulator
        .look(|memory, now| {
            let session = session(memory, &headers, now)?;
            if request.ir_a != "afiliacion" {
                let body = page("IDSE", "<p>El módulo no existe.</p>");
                return Ok((StatusCode::NOT_FOUND, body).into_response());
            }
            let body = match variant.form {
                FormVariant::Linked => {
                    "<a href=\"AfiliaCarga.idse\">Envío de movimientos</a>".to_owned()
                }
                FormVariant::Missing => "<p>Selecciona una opción del menú.</p>".to_owned(),
                form => sending(form, &session),
            };
            Ok(page("Movimientos Afiliatorios", &body).into_response())
        })
        .await;
    answer(shown)
}

/// `AfiliaCarga.idse`: the form on a page of its own.
pub(super) async fn form(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    let shown = simulator
        .look(|memory, now| {
            let session = session(memory, &headers, now)?;
            Ok(page(
                "Envío de movimientos",
                &sending(FormVariant::Plain, &session),
            ))
        })
        .await;
    answer(shown)
}

/// What the form of a session must bring back.
pub(super) fn token(session: &Session) -> String {
    let text = format!("envio {}", session.certificate);
    hex(digest(&SHA256, text.as_bytes()).as_ref())[..16].to_owned()
}

fn sending(form: FormVariant, session: &Session) -> String {
    let token = format!(
        "<input type=\"hidden\" name=\"token\" value=\"{}\">",
        token(session)
    );
    let plain = "<input name=\"registroPatronal\" maxlength=\"11\" required>\
        <input name=\"tipoMovimiento\" maxlength=\"2\" required><input name=\"huella\">";
    let file = "<input type=\"file\" name=\"archivo\" required>";
    let send = "<input type=\"submit\" name=\"enviar\" value=\"Enviar\">";
    let (action, multipart, fields) = match form {
        FormVariant::UrlEncoded => (
            "AfiliaEnvio.idse",
            false,
            // A browser's script would put the signature there; the file itself is not sent.
            format!(
                "{plain}<input type=\"hidden\" name=\"pkcs7\" value=\"\"><input type=\"file\" id=\"picked\">"
            ),
        ),
        FormVariant::Renamed => (
            "movimientos/Transmision.idse",
            true,
            format!(
                "<select name=\"reg_pat\">{}</select><select name=\"tipo\">\
                 <option value=\"\">Elige</option><option value=\"A\">Altas y reingresos</option>\
                 <option value=\"M\">Modificaciones de salario</option><option value=\"B\">Bajas</option>\
                 </select><input type=\"hidden\" name=\"digest\" value=\"\">{file}",
                options(session)
            ),
        ),
        FormVariant::RequiredUnknown => (
            "AfiliaEnvio.idse",
            true,
            format!("{plain}{file}<input name=\"delegacion\" required>"),
        ),
        FormVariant::AsksPassword => (
            "AfiliaEnvio.idse",
            true,
            format!("{plain}{file}<input type=\"password\" name=\"password\" required>"),
        ),
        FormVariant::Plain | FormVariant::Linked | FormVariant::Missing => {
            ("AfiliaEnvio.idse", true, format!("{plain}{file}"))
        }
    };
    let encoding = if multipart {
        " enctype=\"multipart/form-data\""
    } else {
        ""
    };
    format!(
        "<form method=\"post\" action=\"{action}\"{encoding}><table><tr><td>{token}{fields}{send}</td></tr></table></form>"
    )
}

fn options(session: &Session) -> String {
    let options = session.registros.iter().enumerate().map(|(at, numero)| {
        let numero = escape(numero);
        let (head, tail) = numero.split_at(numero.len().min(3));
        format!("<option value=\"{at}\">{head}-{tail}</option>")
    });
    options.collect()
}
