//! The mail that hands a consult link over.

use imss::time::{format_date, mexico_city_date};

use crate::ports::{MailAction, Message};
use crate::records::ConsultLink;

/// The page that opens a link; its token goes in the fragment.
const CONSULT: &str = "/consulta";

/// A link to look at the movements of a company, to the person it was made for.
pub(super) fn invitation(
    public_url: &str,
    to: &str,
    link: &ConsultLink,
    maker: &str,
    empresa: &str,
) -> Message {
    let until = format_date(mexico_city_date(link.expires_at));
    let pin = if link.pin.is_some() {
        " Al abrirlo te pide un PIN, que recibes por otro medio."
    } else {
        ""
    };
    Message {
        to: to.to_owned(),
        subject: format!("Consulta los movimientos de {empresa}"),
        body: format!(
            "Hola, {}:\n\n{maker} te comparte los movimientos del IMSS de {empresa} en Rúbrica. Con este enlace \
             los consultas sin tener una cuenta, hasta el {until}.{pin}\n\nQuien tenga el enlace ve lo mismo que \
             tú: no lo reenvíes. Si no lo esperabas, no hagas nada.",
            link.nombre
        ),
        action: Some(MailAction {
            label: "Consultar los movimientos".to_owned(),
            url: format!("{public_url}{CONSULT}"),
        }),
    }
}
