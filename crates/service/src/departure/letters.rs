//! The mails about a company's deletion.

use imss::time::{format_date, mexico_city_date};
use jiff::Timestamp;
use model::limits::COMPANY_DELETION_WAIT_DAYS;

use crate::ports::{MailAction, Message};
use crate::records::User;

/// The page where a deletion is taken back.
const SETTINGS: &str = "/empresa";

/// That the deletion is planned, and until when it can be taken back.
pub(super) fn planned(public_url: &str, to: &User, empresa: &str, due_at: Timestamp) -> Message {
    let day = format_date(mexico_city_date(due_at));
    Message {
        action: Some(MailAction {
            label: "Conservar la empresa".to_owned(),
            url: format!("{public_url}{SETTINGS}"),
        }),
        ..message(
            to,
            format!("{empresa} se eliminará de Rúbrica el {day}"),
            &format!(
                "Alguien que administra {empresa} pidió eliminarla de Rúbrica. Se eliminará el {day}, con sus \
                 movimientos, lotes, recibos, firmas y usuarios, y no habrá forma de recuperarla.\n\nDurante estos \
                 {COMPANY_DELETION_WAIT_DAYS} días cualquier persona que la administra puede conservarla, en \
                 «Empresa»."
            ),
        )
    }
}

/// That the deletion is taken back.
pub(super) fn withdrawn(to: &User, empresa: &str) -> Message {
    message(
        to,
        format!("{empresa} ya no se eliminará de Rúbrica"),
        &format!("Alguien que administra {empresa} decidió conservarla. Todo sigue como estaba."),
    )
}

/// That the company is gone.
pub(super) fn deleted(to: &User, empresa: &str) -> Message {
    message(
        to,
        format!("{empresa} se eliminó de Rúbrica"),
        &format!(
            "Terminó el plazo y {empresa} se eliminó de Rúbrica con todo lo suyo. Lo que descargaste antes es lo \
             que queda: guárdalo, porque lleva los recibos del IMSS y las firmas de tus lotes."
        ),
    )
}

fn message(to: &User, subject: String, text: &str) -> Message {
    Message {
        to: to.email.clone().unwrap_or_default(),
        subject,
        body: format!("Hola, {}:\n\n{text}", to.nombre),
        action: None,
    }
}
