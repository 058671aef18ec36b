//! Mail: handed to a mail server, or written into a folder while there is none.

mod compose;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use service::ports::{Clock, MailError, Mailer, Message, Random};

use crate::config::Mail;
use compose::{Letterhead, compose};

/// A mail server that is silent for so long is tried again later. Shorter than a job's lease.
const PATIENCE: Duration = Duration::from_secs(20);

/// Mail by SMTP. Refuses to speak in clear text unless the URL says so.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    letterhead: Letterhead,
}

/// Mail as `.eml` files, one a message, for its owner alone.
pub struct Folder {
    folder: PathBuf,
    letterhead: Letterhead,
}

/// Makes the mailer the settings ask for.
///
/// # Errors
/// The URL of the mail server cannot be used; it is not repeated.
pub fn mailer(
    mail: &Mail,
    from: &Mailbox,
    public_url: &str,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> anyhow::Result<Arc<dyn Mailer>> {
    let letterhead = Letterhead {
        from: from.clone(),
        public_url: public_url.to_owned(),
        clock,
        random,
    };
    Ok(match mail {
        Mail::Smtp(url) => Arc::new(Smtp {
            transport: transport(url)?,
            letterhead,
        }),
        Mail::Folder(folder) => Arc::new(Folder {
            folder: folder.clone(),
            letterhead,
        }),
    })
}

/// Returns the connection to the mail server.
///
/// # Errors
/// The URL cannot be used; it is not repeated.
pub fn transport(url: &str) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
        .map_err(|_| anyhow::anyhow!("RUBRICA_SMTP_URL is not a mail server's URL"))?;
    // A connection for each message: a server that closes idle ones loses none.
    Ok(builder.timeout(Some(PATIENCE)).build())
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let mail = compose(&self.letterhead, message)?;
        match self.transport.send(mail).await {
            Ok(_) => Ok(()),
            Err(error) if error.status().map(u16::from).is_some_and(refuses_message) => {
                Err(MailError::Refused(error.to_string()))
            }
            Err(error) => Err(MailError::Later(error.to_string())),
        }
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let mail = compose(&self.letterhead, message)?.formatted();
        let mut tail = [0; 4];
        self.letterhead.random.fill(&mut tail);
        let at = self.letterhead.clock.now().strftime("%Y%m%dT%H%M%S");
        let name = format!("{at}-{}", hex::encode(tail));
        write(&self.folder, &name, &mail)
            .await
            .map_err(|error| MailError::Later(error.to_string()))
    }
}

/// Whether an answer of a mail server (RFC 5321, 4.2.3) is about the address or the message, and final.
/// Others that begin with 5 are about us, such as a wrong password of ours: no message is to blame.
fn refuses_message(status: u16) -> bool {
    matches!(status, 521 | 550..=556)
}

/// Whole or not at all: written under another name, then renamed.
async fn write(folder: &Path, name: &str, mail: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!("{name}.tmp"));
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(&unfinished).await?;
    tokio::io::AsyncWriteExt::write_all(&mut file, mail).await?;
    file.sync_all().await?;
    tokio::fs::rename(unfinished, folder.join(format!("{name}.eml"))).await
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

    #[tokio::test]
    async fn without_a_mail_server_mail_is_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Folder {
            folder: folder.path().join("mail"),
            letterhead: Letterhead {
                from: "Rúbrica <rubrica@localhost>".parse().unwrap(),
                public_url: "http://127.0.0.1:3000".to_owned(),
                clock: Arc::new(Fixed),
                random: Arc::new(Fixed),
            },
        };
        let message = Message {
            to: "ana@empresa.example".to_owned(),
            subject: "Tu lote quedó operado".to_owned(),
            body: "Lote 12: 3 operados.".to_owned(),
            action: None,
        };
        mailer.send(&message).await.unwrap();
        let written =
            std::fs::read_to_string(folder.path().join("mail/20260115T180000-abababab.eml"))
                .unwrap();
        assert!(written.contains("To: ana@empresa.example"), "{written}");
        assert!(written.contains("Lote 12"), "{written}");
    }

    #[test]
    fn a_password_in_a_bad_url_is_not_repeated() {
        let error = transport("smtp://user:hunter2@")
            .err()
            .map(|e| e.to_string());
        assert!(error.is_none_or(|error| !error.contains("hunter2")));
    }
}
