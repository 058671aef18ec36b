//! Lotes listed and read, by readers whose scope shows them.

use std::collections::{BTreeMap, BTreeSet};

use credential::certificate::Certificate;
use imss::finding::Severity;
use imss::rules::RowFinding;
use model::LoteStatus;
use model::limits::OPEN_LOTES_MAX;

use super::error::LoteError;
use super::progress::{contents, movements};
use crate::Service;
use crate::caller::{ReadScope, Reader};
use crate::common_error::CommonError;
use crate::ids::{CertificadoId, LoteId, RegistroId};
use crate::movements::checked;
use crate::records::{Evidence, LoteContents, LoteRecord, MovementRecord, Registro};
use crate::registros::within;
use crate::store::{LotePage, LoteQuery, OpenLotesQuery};
use crate::trabajadores;

/// The most lotes of one page.
const MOST: u32 = 100;

/// A lote, whole.
#[derive(Debug, Clone)]
pub struct LoteDetail {
    /// The lote.
    pub lote: LoteRecord,
    /// Its file and the order of its movements, at its present attempt.
    pub contents: LoteContents,
    /// Its movements, in the order of the file.
    pub movements: Vec<MovementRecord>,
    /// What to look at before signing: what capture warned of and what the history says, by the place
    /// in the file. Empty once it is signed.
    pub findings: Vec<RowFinding>,
    /// The signature of the present attempt, once there is one.
    pub evidence: Option<Evidence>,
}

/// Returns a page of lotes, highest number first, with numbers below `below`.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader whose scope does not show lotes.
pub async fn list(
    service: &Service,
    reader: &impl Reader,
    below: Option<u32>,
    limit: u32,
) -> Result<LotePage, LoteError> {
    let scope = shown(reader)?;
    let query = LoteQuery {
        empresa: scope.empresa,
        registros: within(service, &scope, &[]).await?,
        below,
        limit: limit.clamp(1, MOST),
    };
    Ok(service.store.lotes(&query).await?)
}

/// Returns the lotes that are not done, the earliest last day to file first; at most 200.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader whose scope does not show lotes.
pub async fn open(service: &Service, reader: &impl Reader) -> Result<Vec<LoteRecord>, LoteError> {
    let scope = shown(reader)?;
    let registros = within(service, &scope, &[]).await?;
    let query = OpenLotesQuery {
        empresa: scope.empresa,
        registros,
        estados: BTreeSet::new(),
        after: None,
        limit: OPEN_LOTES_MAX,
    };
    Ok(service.store.open_lotes(&query).await?)
}

/// Returns a lote, whole: with its file, its movements and its evidence.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader whose scope does not show lotes; no such lote within it.
pub async fn get(
    service: &Service,
    reader: &impl Reader,
    id: LoteId,
) -> Result<LoteDetail, LoteError> {
    let scope = shown(reader)?;
    let lote = service.store.lote(scope.empresa, id).await?;
    let lote = lote.filter(|lote| scope.registros.holds(lote.registro));
    let lote = lote.ok_or(CommonError::NotFound("ese lote"))?;
    let contents = contents(service, &lote).await?;
    let evidence = service
        .store
        .evidence(lote.empresa, id, lote.attempt)
        .await?;
    let movements = movements(service, &contents).await?;
    let findings = match lote.state.status() {
        LoteStatus::Preparado => warnings(service, &lote, &movements).await?,
        _ => Vec::new(),
    };
    Ok(LoteDetail {
        lote,
        contents,
        movements,
        findings,
        evidence,
    })
}

/// What to look at in movements that are about to be signed: the warnings that capture gave, as they are
/// today, and what the history says.
async fn warnings(
    service: &Service,
    lote: &LoteRecord,
    movements: &[MovementRecord],
) -> Result<Vec<RowFinding>, LoteError> {
    let empresa = lote.empresa;
    let registro = service.store.registro(empresa, lote.registro).await?;
    let mut found = Vec::new();
    if let Some(registro) = &registro {
        let rules = service.rules_of(empresa).await?;
        let checks = rules.checks(registro.zona);
        for (index, movement) in movements.iter().enumerate() {
            let (_, findings) = checks.check_draft(&movement.draft());
            let findings = findings.into_iter();
            let weighty = findings.filter(|finding| finding.severity != Severity::Note);
            found.extend(weighty.map(|finding| RowFinding { index, finding }));
        }
    }
    let registros: Vec<Registro> = registro.into_iter().collect();
    let movimientos = movements
        .iter()
        .map(|movement| checked(movement).cloned())
        .collect::<Result<Vec<_>, _>>()?;
    let themselves = movements.iter().map(|movement| movement.id).collect();
    found.extend(
        trabajadores::about(service, empresa, &registros, &movimientos, &themselves).await?,
    );
    found.sort_by_key(|row| row.index);
    Ok(found)
}

/// Returns the numbers of lotes, for the movements that stand in them; none for a reader whose scope
/// does not show lotes.
///
/// # Errors
///
/// The repository's.
pub async fn numbers(
    service: &Service,
    reader: &impl Reader,
    ids: impl IntoIterator<Item = LoteId> + Send,
) -> Result<BTreeMap<LoteId, u32>, LoteError> {
    let scope = reader.scope();
    let mut numbers = BTreeMap::new();
    if !scope.lotes {
        return Ok(numbers);
    }
    let ids: BTreeSet<LoteId> = ids.into_iter().collect();
    let ids: Vec<LoteId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(numbers);
    }
    let mut lotes = service.store.lotes_by_id(scope.empresa, &ids).await?;
    lotes.retain(|lote| scope.registros.holds(lote.registro));
    numbers.extend(lotes.into_iter().map(|lote| (lote.id, lote.numero)));
    Ok(numbers)
}

/// Who signed, read from the certificate that the evidence holds: it stands without the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The holder's name.
    pub holder: String,
    /// The certificate's serial number, as people know it.
    pub serial: String,
}

/// Returns who signed a lote.
pub fn signer(evidence: &Evidence) -> Option<Signer> {
    let summary = Certificate::from_bytes(&evidence.signer.0).ok()?.summary();
    Some(Signer {
        holder: summary.holder,
        serial: summary.serial,
    })
}

/// What the company's live sessions with the portal reach.
#[derive(Debug, Clone, Default)]
pub struct Covered(BTreeSet<(RegistroId, CertificadoId)>);

impl Covered {
    /// Whether a lote of this registro patronal can be asked about. One that cannot shows "Por
    /// confirmar: firma para consultar".
    pub fn contains(&self, registro: &RegistroId) -> bool {
        self.0.iter().any(|(covered, _)| covered == registro)
    }

    /// Whether a lote that `certificado` signed can go out: the portal takes a lote only from the
    /// session of the certificate that signed it [M].
    pub fn sends(&self, registro: RegistroId, certificado: CertificadoId) -> bool {
        self.0.contains(&(registro, certificado))
    }

    /// Returns the certificates whose sessions cover a registro patronal.
    pub fn certificados(&self, registro: RegistroId) -> impl Iterator<Item = CertificadoId> {
        let covering = self
            .0
            .iter()
            .filter(move |(covered, _)| *covered == registro);
        covering.map(|(_, certificado)| *certificado)
    }

    /// Whether no session lives.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns what the company's live sessions with the portal reach, within the reader's scope.
///
/// # Errors
///
/// The repository's.
pub async fn covered(service: &Service, reader: &impl Reader) -> Result<Covered, LoteError> {
    let (now, scope) = (service.now(), reader.scope());
    let sessions = service.store.portal_sessions(scope.empresa).await?;
    let live = sessions
        .into_iter()
        .filter(|session| now < session.expires_at);
    let covered = live.flat_map(|session| {
        let certificado = session.certificado;
        session
            .registros
            .into_iter()
            .map(move |registro| (registro, certificado))
    });
    Ok(Covered(
        covered
            .filter(|(registro, _)| scope.registros.holds(*registro))
            .collect(),
    ))
}

pub(super) fn shown(reader: &impl Reader) -> Result<ReadScope, CommonError> {
    let scope = reader.scope();
    if scope.lotes {
        Ok(scope)
    } else {
        Err(CommonError::Forbidden)
    }
}
