//! The mail that reminds of certificates and of requests.

use imss::time::format_date;
use jiff::civil::Date;
use model::CertificatePath;

use crate::Service;
use crate::mail;
use crate::ports::{MailAction, Message};
use crate::records::{Empresa, Job, User};

/// One thing to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A certificate that ends.
    Certificate {
        /// Whose it is.
        holder: String,
        /// Numbers of the registros patronales that it signs for.
        registros: Vec<String>,
        /// Its last day.
        last_day: Date,
        /// Days from today to it.
        days_left: i32,
    },
    /// A request to be finished at the subdelegación.
    Request {
        /// Number of the registro patronal.
        registro: String,
        /// The path whose request it is.
        path: CertificatePath,
        /// The last día hábil.
        last_day: Date,
        /// Días hábiles left, today included.
        days_left: u32,
    },
}

impl Line {
    fn subject(&self) -> String {
        match self {
            Self::Certificate { days_left, .. } => {
                format!("Certificado por vencer: {}", days(*days_left))
            }
            Self::Request { days_left, .. } => {
                format!("Solicitud de certificado: {}", business_days(*days_left))
            }
        }
    }

    fn text(&self, public_url: &str) -> String {
        match self {
            Self::Certificate {
                holder,
                registros,
                last_day,
                days_left,
            } => format!(
                "- El certificado de {holder}, que firma por {}, sirve hasta el {}: {}. \
                 Así se renueva: {public_url}/certificado-imss/{}",
                registros.join(", "),
                format_date(*last_day),
                days(*days_left),
                CertificatePath::Renewal.slug(),
            ),
            Self::Request {
                registro,
                path,
                last_day,
                days_left,
            } => format!(
                "- La solicitud de certificado de {registro} se termina en la subdelegación a más \
                 tardar el {}: {}. Si se te pasa, se cancela y se empieza de nuevo. Lo que falta: \
                 {public_url}/certificado-imss/{}",
                format_date(*last_day),
                business_days(*days_left),
                path.slug(),
            ),
        }
    }
}

fn days(days_left: i32) -> String {
    match days_left {
        0 => "vence hoy".to_owned(),
        1 => "queda 1 día".to_owned(),
        days => format!("quedan {days} días"),
    }
}

fn business_days(days_left: u32) -> String {
    match days_left {
        1 => "queda 1 día hábil, contando hoy".to_owned(),
        days => format!("quedan {days} días hábiles"),
    }
}

/// The jobs that write to each of these people, to be stored with what they remind of.
pub(super) fn mails(
    service: &Service,
    empresa: &Empresa,
    people: &[User],
    lines: &[Line],
) -> Vec<Job> {
    let url = &service.settings.public_url;
    let about = match lines {
        [one] => one.subject(),
        several => format!("{} avisos de certificados", several.len()),
    };
    let subject = format!("{about} · {}", empresa.nombre);
    let lines: Vec<String> = lines.iter().map(|line| line.text(url)).collect();
    let written = |user: &User| {
        let to = user.email.clone()?;
        let body = format!(
            "Hola, {}:\n\n{}\n\nNada de lo que preparaste se pierde si un certificado vence, pero con \
             él ya no se puede firmar.\n\nSi no quieres estos avisos, entra a {url}/certificados y \
             quita «Avisarme por correo».\n",
            user.nombre,
            lines.join("\n\n"),
        );
        let subject = subject.clone();
        let message = Message {
            to,
            subject,
            body,
            action: Some(MailAction {
                label: "Ver los certificados".to_owned(),
                url: format!("{url}/certificados"),
            }),
        };
        Some(mail::letter(service, empresa.id, message))
    };
    people.iter().filter_map(written).collect()
}
