//! A mail server on this machine: a real conversation over TCP, and every message it took.

use std::io::{BufRead as _, BufReader, Result, Write as _};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use mailin::response::{AUTH_OK, INVALID_CREDENTIALS, NO_MAILBOX, OK};
use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder};

/// A mail server.
pub(crate) struct MailServer {
    pub(crate) address: SocketAddr,
    taken: Arc<Mutex<Vec<Taken>>>,
}

/// A message as the server took it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taken {
    pub(crate) to: Vec<String>,
    pub(crate) text: String,
}

/// How the server is set up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setup {
    /// It asks for this user and password.
    pub(crate) login: Option<(&'static str, &'static str)>,
    /// It knows no mailbox of this name.
    pub(crate) unknown: Option<&'static str>,
}

impl MailServer {
    /// Starts one on a free port of the loopback.
    pub(crate) fn start(setup: Setup) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let session = Conversation {
                    setup: setup.clone(),
                    taken: Arc::clone(&shared),
                    message: Taken::default(),
                    bytes: Vec::new(),
                };
                // A client that goes away ends its own conversation alone.
                std::thread::spawn(move || converse(stream, session));
            }
        });
        Self { address, taken }
    }

    /// What it took so far.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

struct Conversation {
    setup: Setup,
    taken: Arc<Mutex<Vec<Taken>>>,
    message: Taken,
    bytes: Vec<u8>,
}

impl Conversation {
    fn is_login(&self, username: &str, password: &str) -> Response {
        if self.setup.login == Some((username, password)) {
            AUTH_OK
        } else {
            INVALID_CREDENTIALS
        }
    }
}

impl Handler for Conversation {
    fn mail(&mut self, _: IpAddr, _: &str, _: &str) -> Response {
        self.message = Taken::default();
        self.bytes.clear();
        OK
    }
    fn rcpt(&mut self, to: &str) -> Response {
        if self.setup.unknown == Some(to) {
            return NO_MAILBOX;
        }
        self.message.to.push(to.to_owned());
        OK
    }
    fn data(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
    fn data_end(&mut self) -> Response {
        self.message.text = String::from_utf8_lossy(&self.bytes).into_owned();
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.push(self.message.clone());
        OK
    }
    fn auth_plain(&mut self, _: &str, username: &str, password: &str) -> Response {
        self.is_login(username, password)
    }
    fn auth_login(&mut self, username: &str, password: &str) -> Response {
        self.is_login(username, password)
    }
}

fn converse(stream: TcpStream, handler: Conversation) -> Result<()> {
    let mut builder = SessionBuilder::new("localhost");
    if handler.setup.login.is_some() {
        builder
            .enable_auth(AuthMechanism::Plain)
            .insecure_enable_plaintext_auth();
    }
    let mut session = builder.build(stream.peer_addr()?.ip(), handler);
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    session.greeting().write_to(&mut writer)?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer = session.process(&line);
        match answer.action {
            Action::NoReply => {}
            Action::Close => return answer.write_to(&mut writer),
            Action::Reply | Action::UpgradeTls => {
                answer.write_to(&mut writer)?;
                writer.flush()?;
            }
        }
    }
}

/// Undoes quoted-printable (RFC 2045, 6.7).
pub(crate) fn decoded(text: &str) -> String {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'=')
            .then(|| std::str::from_utf8(tail.get(..2)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
