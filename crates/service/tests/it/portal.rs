//! A scripted portal. By default it takes what it is sent and remembers it; a script makes it lose
//! answers, refuse, hang or forget.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use async_trait::async_trait;
use service::ports::{
    Portal, PortalAccess, PortalCookie, PortalError, PortalLote, Received, Recibo, Shipment,
};
use zeroize::Zeroizing;

/// What happens to the next lote that is sent.
#[derive(Debug, Clone)]
pub(crate) enum OnSend {
    /// It is refused, finally.
    Refuse(&'static str),
    /// The session is not valid; it is not taken.
    SessionInvalid,
    /// No connection; it is not taken.
    NotSent,
    /// It is taken, and the answer lost.
    LoseAnswer,
    /// It is lost on the way, and so is the answer.
    LoseRequest,
    /// The server dies before it is taken.
    HangBefore,
    /// The server dies after it is taken.
    HangAfter,
    /// It is taken with a first list of refused movements.
    TakeRefusing(Vec<service::ports::RowResult>),
}

#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) unreachable: bool,
    pub(crate) refuse_login: Option<&'static str>,
    pub(crate) covered: Vec<String>,
    pub(crate) sending: VecDeque<OnSend>,
    /// What it answers when asked about a lote; otherwise the truth.
    pub(crate) receiving: VecDeque<Result<Received, PortalError>>,
    /// By the portal's number of the lote; otherwise "enviado".
    pub(crate) results: BTreeMap<String, Result<PortalLote, PortalError>>,
    /// Everything that was taken, in order.
    pub(crate) taken: Vec<Shipment>,
    /// How often somebody tried to send.
    pub(crate) tries: usize,
    /// How often it was asked about a lote.
    pub(crate) asked: usize,
    pub(crate) logins: usize,
    pub(crate) logouts: usize,
    challenges: usize,
}

#[derive(Debug, Default)]
pub(crate) struct ScriptedPortal(Mutex<Script>);

impl ScriptedPortal {
    pub(crate) fn script<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }

    fn take(&self, shipment: &Shipment) -> Recibo {
        self.script(|script| {
            script.taken.push(shipment.clone());
            recibo(script.taken.len())
        })
    }
}

pub(crate) fn recibo(number: usize) -> Recibo {
    Recibo {
        id_lote: format!("{number:09}"),
        folio: format!("{number:019}"),
        fecha: "2026-01-15 12:00".to_owned(),
        refused: Vec::new(),
        original: None,
    }
}

#[async_trait]
impl Portal for ScriptedPortal {
    async fn challenge(&self) -> Result<String, PortalError> {
        self.script(|script| {
            if script.unreachable {
                return Err(PortalError::NotSent("no route".to_owned()));
            }
            script.challenges += 1;
            Ok(format!("9|20260115|{:04}", script.challenges))
        })
    }

    async fn log_in(&self, _pkcs7: &[u8], _id_usuario: &str) -> Result<PortalAccess, PortalError> {
        self.script(|script| {
            if script.unreachable {
                return Err(PortalError::NotSent("no route".to_owned()));
            }
            if let Some(words) = script.refuse_login {
                return Err(PortalError::Refused(words.to_owned()));
            }
            script.logins += 1;
            let cookie = Zeroizing::new(format!("JSESSIONID={}", script.logins).into_bytes());
            Ok(PortalAccess {
                cookie,
                covered: script.covered.clone(),
            })
        })
    }

    async fn log_out(&self, _cookie: &PortalCookie) -> Result<(), PortalError> {
        self.script(|script| script.logouts += 1);
        Ok(())
    }

    async fn send_lote(
        &self,
        cookie: &PortalCookie,
        shipment: &Shipment,
    ) -> Result<Recibo, PortalError> {
        assert!(
            cookie.0.starts_with(b"JSESSIONID="),
            "the cookie comes back unsealed"
        );
        let happens = self.script(|script| {
            script.tries += 1;
            script.sending.pop_front()
        });
        let lost = || PortalError::Unknown("connection reset".to_owned());
        match happens {
            None => Ok(self.take(shipment)),
            Some(OnSend::TakeRefusing(refused)) => Ok(Recibo {
                refused,
                ..self.take(shipment)
            }),
            Some(OnSend::Refuse(words)) => Err(PortalError::Refused(words.to_owned())),
            Some(OnSend::SessionInvalid) => Err(PortalError::SessionInvalid),
            Some(OnSend::NotSent) => Err(PortalError::NotSent("no route".to_owned())),
            Some(OnSend::LoseAnswer) => {
                self.take(shipment);
                Err(lost())
            }
            Some(OnSend::LoseRequest) => Err(lost()),
            Some(OnSend::HangBefore) => std::future::pending().await,
            Some(OnSend::HangAfter) => {
                self.take(shipment);
                std::future::pending().await
            }
        }
    }

    async fn received(
        &self,
        _cookie: &PortalCookie,
        shipment: &Shipment,
    ) -> Result<Received, PortalError> {
        self.script(|script| {
            script.asked += 1;
            if let Some(answer) = script.receiving.pop_front() {
                return answer;
            }
            let place = script
                .taken
                .iter()
                .position(|s| s.cms_sha256 == shipment.cms_sha256);
            Ok(place.map_or(Received::No, |place| Received::Yes(recibo(place + 1))))
        })
    }

    async fn results(
        &self,
        _cookie: &PortalCookie,
        id_lote: &str,
    ) -> Result<PortalLote, PortalError> {
        self.script(|script| {
            script
                .results
                .get(id_lote)
                .cloned()
                .unwrap_or(Ok(PortalLote::Enviado))
        })
    }

    async fn reachable(&self) -> bool {
        self.script(|script| !script.unreachable)
    }

    fn simulated(&self) -> bool {
        true
    }
}
