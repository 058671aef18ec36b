//! IMSS's portal as the use cases see it, over the client in `idse`.
//!
//! Translates, and decides one thing only: while the operator says that the portal is the
//! simulator, a portal that does not say so of itself is not spoken to. Nobody must file with IMSS
//! while the page says that nothing reaches it.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use idse::{
    Client, Huella, IdseError, ListedLote, Login, LoteContents, LoteState, MovementResult,
    OutgoingLote, RefusedMovement, ResultsQuery, SendError, SessionCookie,
};
use imss::movimiento::TipoMovimiento;
use service::ports::{
    Outcome, Portal, PortalAccess, PortalCookie, PortalError, PortalLote, Received, Recibo,
    RowResult, Shipment,
};
use service::values::Blob;
use zeroize::Zeroizing;

/// The portal at one URL.
pub struct IdsePortal {
    client: Client,
    /// The operator says that it is the simulator.
    declared_simulator: bool,
    /// An answer said so of itself.
    seen_simulator: AtomicBool,
}

impl IdsePortal {
    /// The portal that `client` speaks to.
    pub fn new(client: Client, declared_simulator: bool) -> Self {
        Self {
            client,
            declared_simulator,
            seen_simulator: AtomicBool::new(false),
        }
    }

    /// Looks at the portal's first page.
    ///
    /// # Errors
    /// It does not answer, or the operator calls it the simulator and it is none.
    pub async fn look(&self) -> Result<(), PortalError> {
        let info = self.client.reachable().await.map_err(asked)?;
        self.note(info.simulator);
        if self.declared_simulator && !info.simulator {
            let words = "RUBRICA_IDSE_SIMULATED=true, pero el portal configurado no es el simulador. \
                 No se le envía nada.";
            return Err(PortalError::Refused(words.to_owned()));
        }
        Ok(())
    }

    /// Checks, before anything is sent, a portal that is configured as the simulator.
    async fn must_be_as_declared(&self) -> Result<(), PortalError> {
        if self.declared_simulator && !self.seen_simulator.load(Ordering::Relaxed) {
            self.look().await?;
        }
        Ok(())
    }

    fn note(&self, simulated: bool) {
        if simulated {
            self.seen_simulator.store(true, Ordering::Relaxed);
        }
    }

    fn recibo(&self, recibo: idse::Recibo) -> Recibo {
        self.note(recibo.simulated);
        Recibo {
            original: Some(original(&recibo)),
            id_lote: recibo.id_lote,
            folio: recibo.folio_firma,
            fecha: recibo.fecha_trans,
            refused: recibo.refused.into_iter().map(refused).collect(),
        }
    }

    /// The receipt is worth having and never worth failing for: the results are what counts.
    async fn acuse(&self, session: &SessionCookie, lote: &ListedLote) -> Option<Blob> {
        match self.client.acuse(session, lote).await {
            Ok(acuse) => acuse.map(|acuse| Blob(acuse.bytes)),
            Err(error) => {
                tracing::warn!(%error, "the portal's receipt could not be fetched");
                None
            }
        }
    }
}

#[async_trait]
impl Portal for IdsePortal {
    async fn challenge(&self) -> Result<String, PortalError> {
        self.must_be_as_declared().await?;
        let challenge = self.client.challenge().await.map_err(asked)?;
        Ok(challenge.as_str().to_owned())
    }

    async fn log_in(&self, pkcs7: &[u8], id_usuario: &str) -> Result<PortalAccess, PortalError> {
        self.must_be_as_declared().await?;
        let login = Login {
            pkcs7_der: pkcs7,
            id_usuario,
        };
        let entered = self.client.log_in(login).await.map_err(asked)?;
        self.note(entered.simulated);
        Ok(PortalAccess {
            cookie: Zeroizing::new(entered.session.expose_for_sealing().as_bytes().to_vec()),
            covered: entered
                .registros
                .into_iter()
                .map(|registro| registro.numero)
                .collect(),
        })
    }

    async fn log_out(&self, cookie: &PortalCookie) -> Result<(), PortalError> {
        self.client
            .end_session(&session(cookie)?)
            .await
            .map_err(asked)
    }

    async fn send_lote(
        &self,
        cookie: &PortalCookie,
        shipment: &Shipment,
    ) -> Result<Recibo, PortalError> {
        let declared = self.must_be_as_declared().await;
        declared.map_err(|error| PortalError::NotSent(error.to_string()))?;
        let session = session(cookie)?;
        let lote = OutgoingLote {
            registro_patronal: shipment.registro,
            contents: match shipment.tipo {
                TipoMovimiento::Reingreso => LoteContents::Reingresos,
                TipoMovimiento::Modificacion => LoteContents::Modificaciones,
                TipoMovimiento::Baja => LoteContents::Bajas,
            },
            cms_der: &shipment.cms,
        };
        match self.client.send_lote(&session, lote).await {
            Ok(recibo) => Ok(self.recibo(recibo)),
            Err(SendError::NotSent(error)) => Err(PortalError::NotSent(error.to_string())),
            Err(SendError::SessionInvalid { .. }) => Err(PortalError::SessionInvalid),
            Err(SendError::Refused { text, .. }) => Err(PortalError::Refused(text)),
            Err(SendError::Unknown(error)) => Err(PortalError::Unknown(error.to_string())),
        }
    }

    async fn received(
        &self,
        cookie: &PortalCookie,
        shipment: &Shipment,
    ) -> Result<Received, PortalError> {
        let session = session(cookie)?;
        let huella = Huella::from_bytes(*shipment.cms_sha256.as_bytes());
        match self
            .client
            .received(&session, &huella)
            .await
            .map_err(asked)?
        {
            idse::Received::Yes(recibo) => Ok(Received::Yes(self.recibo(recibo))),
            idse::Received::No => Ok(Received::No),
            idse::Received::Unknown => Ok(Received::Unknown),
        }
    }

    async fn results(
        &self,
        cookie: &PortalCookie,
        id_lote: &str,
    ) -> Result<PortalLote, PortalError> {
        let session = session(cookie)?;
        let wanted = [id_lote.to_owned()];
        let found = self
            .client
            .results(&session, ResultsQuery { lotes: &wanted })
            .await;
        let mut found = found.map_err(asked)?.into_iter();
        let Some(result) = found.find(|result| result.lote.id_lote == id_lote) else {
            return Ok(PortalLote::Unlisted);
        };
        Ok(match &result.lote.state {
            LoteState::Enviado => PortalLote::Enviado,
            LoteState::Procesado if !result.movements.is_empty() => {
                let acuse = self.acuse(&session, &result.lote).await;
                PortalLote::Procesado {
                    results: result.movements.into_iter().map(row).collect(),
                    original: acuse.or(Some(Blob(result.csv))),
                }
            }
            // Nothing is concluded from results that are not there yet or from a word we do not
            // know: it is asked again.
            LoteState::PorProcesar | LoteState::Procesado | LoteState::Other(_) => {
                PortalLote::EnProceso
            }
            LoteState::Error => PortalLote::Rechazado {
                reason: "IDSE marcó el lote con error.".to_owned(),
            },
            LoteState::NoProcesado => PortalLote::Rechazado {
                reason: "IDSE no procesó el lote.".to_owned(),
            },
        })
    }

    async fn reachable(&self) -> bool {
        self.look().await.is_ok()
    }

    fn simulated(&self) -> bool {
        self.declared_simulator || self.seen_simulator.load(Ordering::Relaxed)
    }
}

fn session(cookie: &PortalCookie) -> Result<SessionCookie, PortalError> {
    let text = std::str::from_utf8(&cookie.0).map_err(|_| PortalError::SessionInvalid)?;
    SessionCookie::from_sealed(Zeroizing::new(text.to_owned())).ok_or(PortalError::SessionInvalid)
}

/// What may be done after a failed question: a question changes nothing, so only "surely not sent"
/// and "no answer" differ.
fn asked(error: IdseError) -> PortalError {
    match error {
        IdseError::SessionInvalid { .. } => PortalError::SessionInvalid,
        IdseError::Refused { text } => PortalError::Refused(text),
        IdseError::Unreachable(_) | IdseError::BadUrl { .. } | IdseError::Setup(_) => {
            PortalError::NotSent(error.to_string())
        }
        IdseError::Unintelligible { .. } => PortalError::Unreadable(error.to_string()),
        other => PortalError::Unknown(other.to_string()),
    }
}

/// Places are counted from 1 by the portal and from 0 here.
fn place(renglon: Option<u32>) -> Option<usize> {
    usize::try_from(renglon?).ok()?.checked_sub(1)
}

fn refused(refused: RefusedMovement) -> RowResult {
    RowResult {
        row: place(refused.renglon),
        tipo: refused.tipo,
        nss: refused.nss,
        fecha: String::new(),
        outcome: Outcome::Rechazado {
            codigo: refused.code,
            texto: refused.text,
        },
    }
}

fn row(result: MovementResult) -> RowResult {
    RowResult {
        row: place(result.renglon),
        tipo: result.tipo,
        nss: result.nss,
        fecha: result.fecha,
        outcome: match result.outcome {
            idse::Outcome::Operado => Outcome::Operado {
                extemporaneo: result.extemporaneo,
            },
            idse::Outcome::Rechazado { code, text } => Outcome::Rechazado {
                codigo: code,
                texto: text,
            },
            idse::Outcome::Unrecognised { text } => Outcome::Unrecognised(text),
        },
    }
}

/// The receipt's fields as they came, to be kept as evidence.
fn original(recibo: &idse::Recibo) -> Blob {
    let fields = serde_json::json!({
        "folioFirma": recibo.folio_firma,
        "idLote": recibo.id_lote,
        "secuenciaNotariaRecibido": recibo.secuencia_notaria,
        "recibo": recibo.recibo,
        "fechaTrans": recibo.fecha_trans,
        "simulado": recibo.simulated,
    });
    Blob(fields.to_string().into_bytes())
}
