//! A mail as it travels: text and HTML of one message, with the headers that big providers ask for.

use std::sync::Arc;
use std::time::SystemTime;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use service::ports::{Clock, MailAction, MailError, Message, Random};

/// What every mail of this installation carries.
pub(super) struct Letterhead {
    /// The sender.
    pub(super) from: Mailbox,
    /// Where people reach the installation.
    pub(super) public_url: String,
    /// The present, for the date.
    pub(super) clock: Arc<dyn Clock>,
    /// Chance, for the message's name.
    pub(super) random: Arc<dyn Random>,
}

/// Why the person got it, below every mail.
const FOOTER: &str = "Rúbrica te escribe porque alguien usó este correo ahí. Nunca te pide contraseñas ni llaves \
                      por correo.";

/// Returns the mail of a message.
///
/// # Errors
/// [`MailError::Refused`] for an address that is none: no later try mends it.
pub(super) fn compose(head: &Letterhead, message: &Message) -> Result<lettre::Message, MailError> {
    let to: Mailbox = message
        .to
        .parse()
        .map_err(|_| MailError::Refused("not an address".to_owned()))?;
    let mut name = [0; 16];
    head.random.fill(&mut name);
    let domain = head.from.email.domain();
    let header = |name: &'static str, value: String| {
        HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
    };
    lettre::Message::builder()
        .from(head.from.clone())
        .to(to)
        .subject(&message.subject)
        .date(SystemTime::from(head.clock.now()))
        .message_id(Some(format!("<{}@{domain}>", hex::encode(name))))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(header("List-Id", format!("<avisos.{domain}>")))
        .raw_header(header(
            "List-Unsubscribe",
            format!("<{}/mi-cuenta>", head.public_url),
        ))
        .multipart(MultiPart::alternative_plain_html(
            plain(message),
            html(message),
        ))
        .map_err(|error| MailError::Later(error.to_string()))
}

fn plain(message: &Message) -> String {
    let action = message
        .action
        .as_ref()
        .map(|MailAction { label, url }| format!("{label}:\n{url}\n\n"));
    let body = message.body.trim_end();
    format!("{body}\n\n{}-- \n{FOOTER}\n", action.unwrap_or_default())
}

fn html(message: &Message) -> String {
    let paragraphs: String = message
        .body
        .trim_end()
        .split("\n\n")
        .map(|paragraph| {
            let lines = escaped(paragraph).replace('\n', "<br>");
            format!("<p style=\"margin:0 0 16px\">{lines}</p>")
        })
        .collect();
    let action = message.action.as_ref().map(|MailAction { label, url }| {
        let (label, url) = (escaped(label), escaped(url));
        format!(
            "<p style=\"margin:24px 0\"><a href=\"{url}\" style=\"display:inline-block;padding:12px 20px;\
             background:#1c5d4a;color:#ffffff;text-decoration:none;border-radius:8px\">{label}</a></p>\
             <p style=\"margin:0 0 16px;color:#555555;font-size:14px\">Si el botón no abre, copia esta dirección \
             completa:<br>{url}</p>"
        )
    });
    format!(
        "<!doctype html><html lang=\"es-MX\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body style=\"margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;\
         color:#1d2421;background:#ffffff\"><div style=\"max-width:560px\">{paragraphs}{action}\
         <p style=\"margin:32px 0 0;color:#555555;font-size:14px\">{FOOTER}</p></div></body></html>",
        title = escaped(&message.subject),
        action = action.unwrap_or_default(),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;
    impl Clock for Fixed {
        fn now(&self) -> jiff::Timestamp {
            "2026-01-15T18:00:00Z".parse().unwrap()
        }
    }
    impl Random for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0xab);
        }
    }

    fn message() -> Message {
        Message {
            to: "ana@empresa.example".to_owned(),
            subject: "Aviso".to_owned(),
            body: "Hola, Ana <b>:\n\nUno\nDos".to_owned(),
            action: Some(MailAction {
                label: "Abrir".to_owned(),
                url: "https://rubrica.example/invitacion#abc".to_owned(),
            }),
        }
    }

    fn head() -> Letterhead {
        Letterhead {
            from: "Rúbrica <avisos@rubrica.example>".parse().unwrap(),
            public_url: "https://rubrica.example".to_owned(),
            clock: Arc::new(Fixed),
            random: Arc::new(Fixed),
        }
    }

    #[test]
    fn carries_the_headers_that_providers_ask_for() {
        let mail = compose(&head(), &message()).unwrap().formatted();
        let mail = String::from_utf8(mail).unwrap();
        for header in [
            "Message-ID: <abababababababababababababababab@rubrica.example>",
            "Date: Thu, 15 Jan 2026 18:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "List-Id: <avisos.rubrica.example>",
            "List-Unsubscribe: <https://rubrica.example/mi-cuenta>",
            "Content-Type: multipart/alternative",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
        ] {
            assert!(mail.contains(header), "{header}: {mail}");
        }
    }

    #[test]
    fn what_somebody_typed_is_no_html() {
        let html = html(&message());
        assert!(html.contains("Hola, Ana &lt;b&gt;:"), "{html}");
        assert!(html.contains("Uno<br>Dos"), "{html}");
        assert!(
            html.contains("href=\"https://rubrica.example/invitacion#abc\""),
            "{html}"
        );
    }

    #[test]
    fn text_holds_the_whole_address() {
        let text = plain(&message());
        assert!(
            text.contains("Abrir:\nhttps://rubrica.example/invitacion#abc\n"),
            "{text}"
        );
    }

    #[test]
    fn an_address_that_is_none_is_refused_for_good() {
        let bad = Message {
            to: "ana@".to_owned(),
            ..message()
        };
        let refused = compose(&head(), &bad);
        assert!(matches!(refused, Err(MailError::Refused(_))));
    }
}
