//! Lotes: grouped, reviewed, followed.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::civil::Date;
use model::Role;
use service::caller::{Caller, Reader};
use service::certificates::{self, signing};
use service::ids::{LoteId, RegistroId, UserId};
use service::jobs;
use service::lotes::{self, Covered, Decision, ReceiptKind, Settlement, WhySetAside};
use service::ports::{Outcome, Recibo};
use service::records::{self, Actor, Certificado, Evidence, LoteRecord, MovementRecord, Registro};
use service::registros;
use service::settings::{self, CompanyRules, Signer};

use super::failure::malformed;
use super::numbers::{Numbers, place};
use super::people::People;
use super::{Refusal, Visit, ids, movements};
use crate::view::lotes::{
    DudosoDecision, EvidenceView, InquiryView, LoteDetail, LotePage, LoteState, LoteView,
    PrepareLote, PreparedLotes, ReadyGroup, ReadyLotes, ReceiptView, ReciboView, SecondPair,
    SetAside, SettleMovements,
};
use crate::view::movements::MovementView;

/// Lotes of one page.
const PAGE: u32 = 50;
/// The most characters of a refusal's code that a person types.
const CODE: usize = 8;

pub(crate) async fn prepare(visit: &Visit, request: PrepareLote) -> Result<PreparedLotes, Refusal> {
    let caller = visit.full().await?;
    let wanted = ids::each(&request.movements, "movements")?;
    let made = lotes::prepare(visit.service(), &caller, &wanted).await?;
    let caller = Caller::Full(caller);
    let surroundings = Surroundings::read(visit, &caller).await?;
    Ok(PreparedLotes {
        lotes: made
            .lotes
            .iter()
            .map(|lote| surroundings.view(lote))
            .collect(),
        set_aside: set_aside(visit, &caller, made.set_aside).await?,
    })
}

async fn set_aside(
    visit: &Visit,
    caller: &Caller,
    set_aside: Vec<lotes::SetAside>,
) -> Result<Vec<SetAside>, Refusal> {
    let records: Vec<MovementRecord> = set_aside.iter().map(|one| one.movement.clone()).collect();
    let views = movements::views(visit, caller, &records).await?;
    let view = |(one, movement): (lotes::SetAside, MovementView)| SetAside {
        movement,
        message: one.why.message(),
        repeats: match one.why {
            WhySetAside::Repeats(twin) => Some(twin.to_string()),
            _ => None,
        },
    };
    Ok(set_aside.into_iter().zip(views).map(view).collect())
}

pub(crate) async fn ready(visit: &Visit) -> Result<ReadyLotes, Refusal> {
    let caller = visit.full().await?;
    let service = visit.service();
    let ready = lotes::ready_groups(service, &caller).await?;
    let caller = Caller::Full(caller);
    let settings = settings::get(service, &caller).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    let rules = service.rules_of(caller.scope().empresa).await?;
    let group = |group: lotes::ReadyGroup| ReadyGroup {
        registro: group.registro.to_string(),
        numero: numbers.of(group.registro),
        lugar: numbers.place_of(group.registro),
        tipo: group.tipo,
        fecha: group.fecha,
        vence: group.vence,
        dias_habiles: group.vence.map(|vence| days_left(&rules, vence)),
        movements: group.movements.iter().map(ToString::to_string).collect(),
    };
    Ok(ReadyLotes {
        groups: ready.groups.into_iter().map(group).collect(),
        cut: ready.cut,
        composition: settings.composition,
        max_per_lote: settings.max_per_lote,
    })
}

/// Días hábiles from today to a day; negative once it has passed.
fn days_left(rules: &CompanyRules, day: Date) -> i64 {
    i64::from(rules.calendar().business_days_between(rules.today(), day))
}

pub(crate) async fn list(visit: &Visit, cursor: Option<String>) -> Result<LotePage, Refusal> {
    let caller = visit.caller().await?;
    let below = match cursor {
        Some(text) => Some(text.parse().map_err(|_| malformed("cursor"))?),
        None => None,
    };
    let page = lotes::list(visit.service(), &caller, below, PAGE).await?;
    let surroundings = Surroundings::read(visit, &caller).await?;
    Ok(LotePage {
        rows: page
            .lotes
            .iter()
            .map(|lote| surroundings.view(lote))
            .collect(),
        next: page.next.map(|below| below.to_string()),
    })
}

pub(crate) async fn open(visit: &Visit) -> Result<Vec<LoteView>, Refusal> {
    let caller = visit.caller().await?;
    let open = lotes::open(visit.service(), &caller).await?;
    let surroundings = Surroundings::read(visit, &caller).await?;
    Ok(open.iter().map(|lote| surroundings.view(lote)).collect())
}

pub(crate) async fn get(visit: &Visit, id: String) -> Result<LoteDetail, Refusal> {
    let caller = visit.caller().await?;
    let id: LoteId = ids::one(&id, "id")?;
    let found = lotes::get(visit.service(), &caller, id).await?;
    let surroundings = Surroundings::read(visit, &caller).await?;
    Ok(LoteDetail {
        lote: surroundings.view(&found.lote),
        movements: movements::views(visit, &caller, &found.movements).await?,
        dispmag: STANDARD.encode(&found.contents.dispmag.0),
        sha256: found.contents.sha256.to_string(),
        transliterations: found.contents.notes,
        findings: found.findings,
        evidence: found.evidence.as_ref().map(Surroundings::evidence),
        history: surroundings.people.of_lote(&found.lote.log),
        unread: found.lote.unread.clone(),
    })
}

/// The longest text of a receipt that is shown in the page, in bytes.
const SHOWN: usize = 20_000;

pub(crate) async fn receipts(
    visit: &Visit,
    lotes: Vec<String>,
) -> Result<Vec<ReceiptView>, Refusal> {
    let caller = visit.caller().await?;
    let ids: Vec<LoteId> = ids::each(&lotes, "lotes")?;
    let found = lotes::receipts(visit.service(), &caller, &ids).await?;
    let view = |receipt: lotes::Receipt| {
        let text = matches!(receipt.kind, ReceiptKind::Json | ReceiptKind::Text)
            && receipt.bytes.len() <= SHOWN;
        ReceiptView {
            lote: receipt.lote.to_string(),
            numero: u64::from(receipt.numero),
            folio: receipt.recibo.folio,
            id_lote: receipt.recibo.id_lote,
            fecha: receipt.recibo.fecha,
            file_name: receipt.file_name,
            bytes: u64::try_from(receipt.bytes.len()).unwrap_or(u64::MAX),
            sha256: receipt.sha256.to_string(),
            text: text
                .then(|| String::from_utf8(receipt.bytes).ok())
                .flatten(),
        }
    };
    Ok(found.into_iter().map(view).collect())
}

pub(crate) async fn cancel(visit: &Visit, id: String, version: u64) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let lote = lotes::cancel(visit.service(), &caller, id, version).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

pub(crate) async fn retry(visit: &Visit, id: String, version: u64) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let lote = lotes::retry(visit.service(), &caller, id, version).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

pub(crate) async fn resolve(
    visit: &Visit,
    id: String,
    version: u64,
    decision: DudosoDecision,
) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let decision = match decision {
        DudosoDecision::Recibido => Decision::Recibido,
        DudosoDecision::NoRecibido => Decision::NoRecibido,
    };
    let lote = lotes::resolve(visit.service(), &caller, id, version, decision).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

pub(crate) async fn file_by_hand(
    visit: &Visit,
    id: String,
    version: u64,
) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let lote = lotes::file_by_hand(visit.service(), &caller, id, version).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

pub(crate) async fn take_back(
    visit: &Visit,
    id: String,
    version: u64,
) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let lote = lotes::take_back(visit.service(), &caller, id, version).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

pub(crate) async fn settle(visit: &Visit, request: SettleMovements) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&request.lote, "lote")?;
    let outcome = match request.operado {
        true => Outcome::Operado {
            extemporaneo: request.extemporaneo,
        },
        false => Outcome::Rechazado {
            codigo: request.codigo.trim().chars().take(CODE).collect(),
            texto: request.reason.trim().to_owned(),
        },
    };
    let settlement = Settlement {
        movements: ids::each(&request.movements, "movements")?,
        outcome,
        reason: request.reason,
    };
    let lote = lotes::settle(visit.service(), &caller, id, request.version, settlement).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

pub(crate) async fn ask(visit: &Visit, id: String) -> Result<LoteView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let lote = jobs::ask_now(visit.service(), &caller, id).await?;
    view(visit, &Caller::Full(caller), &lote).await
}

/// Returns a lote as the page shows it.
///
/// # Errors
/// The repository's.
pub async fn view(visit: &Visit, caller: &Caller, lote: &LoteRecord) -> Result<LoteView, Refusal> {
    Ok(Surroundings::read(visit, caller).await?.view(lote))
}

/// What a lote's view names beside the lote.
struct Surroundings {
    registros: BTreeMap<RegistroId, Registro>,
    certificados: Vec<Certificado>,
    covered: Covered,
    rules: CompanyRules,
    people: People,
    signers: Vec<Signer>,
    /// Who may act, where somebody may.
    actor: Option<(UserId, Role)>,
    now: Timestamp,
}

impl Surroundings {
    async fn read(visit: &Visit, caller: &Caller) -> Result<Self, Refusal> {
        let service = visit.service();
        let registros = registros::list(service, caller).await?;
        let certificados = certificates::list(service, caller).await?;
        let covered = lotes::covered(service, caller).await?;
        let registros = registros
            .into_iter()
            .map(|registro| (registro.id, registro))
            .collect();
        let empresa = caller.scope().empresa;
        let rules = service.rules_of(empresa).await;
        let rules = rules?;
        // A link sees lotes without the company's people.
        let signers = match caller.scope().people {
            true => settings::signers(service, caller).await?,
            false => Vec::new(),
        };
        Ok(Self {
            registros,
            certificados,
            covered,
            rules,
            people: People::read(visit, caller).await?,
            signers,
            actor: caller.full().ok().map(|full| (full.user(), full.role())),
            now: service.now(),
        })
    }

    fn view(&self, lote: &LoteRecord) -> LoteView {
        let registro = self.registros.get(&lote.registro);
        let numero = registro.map(|registro| registro.numero.to_string());
        let signer = lote.certificado.or_else(|| {
            signing(&self.certificados, lote.registro, self.now).map(|certificado| certificado.id)
        });
        LoteView {
            id: lote.id.to_string(),
            version: lote.version,
            numero: u64::from(lote.numero),
            registro: lote.registro.to_string(),
            numero_registro: numero.unwrap_or_default(),
            lugar: registro.map(place).unwrap_or_default(),
            tipo: lote.tipo,
            movimientos: lote.count,
            estado: self.estado(lote),
            dates: lote.dates(),
            inquiry: lote.inquiry.map(|inquiry| InquiryView {
                at: inquiry.at,
                answer: inquiry.answer,
            }),
            vence: lote.vence,
            dias_habiles: lote.vence.map(|vence| days_left(&self.rules, vence)),
            certificado: signer.map(|id| id.to_string()),
            sesiones: self
                .covered
                .certificados(lote.registro)
                .map(|certificado| certificado.to_string())
                .collect(),
            cancellable: self.cancellable(lote),
            retriable: matches!(lote.state, records::LoteState::Rechazado { .. })
                && self.captures(),
            fileable: self.fileable(lote),
            settleable: lote.state.status().takes_results()
                && !self.being_sent(lote)
                && self.signs(),
            attempt: lote.attempt,
            awaits_other: matches!(lote.state, records::LoteState::Preparado)
                && self.prepared_alone(lote),
            second_pair: self.second_pair(lote),
        }
    }

    /// Whether the caller prepared a lote that the company wants another person to sign.
    fn prepared_alone(&self, lote: &LoteRecord) -> bool {
        let by = |(user, _)| lote.prepared_by() == Some(Actor::User(user));
        lote.second_pair && self.actor.is_some_and(by)
    }

    /// A signed lote that is on its way is not filed a second time by hand.
    fn fileable(&self, lote: &LoteRecord) -> bool {
        let signed = matches!(lote.state, records::LoteState::Firmado { .. });
        lote.state.status().may_be_filed_by_hand()
            && !(signed && self.sends(lote))
            && !self.prepared_alone(lote)
            && self.signs()
    }

    fn being_sent(&self, lote: &LoteRecord) -> bool {
        matches!(lote.state, records::LoteState::Enviando { until, .. } if self.now < until)
    }

    fn signs(&self) -> bool {
        self.actor.is_some_and(|(_, role)| role.signs())
    }

    fn second_pair(&self, lote: &LoteRecord) -> Option<SecondPair> {
        let waits = lote.second_pair && matches!(lote.state, records::LoteState::Preparado);
        let preparer = lote.prepared_by().filter(|_| waits)?;
        let others = self.signers.iter();
        let others = others.filter(|signer| preparer != Actor::User(signer.id));
        Some(SecondPair {
            prepared_by: self.people.name(preparer),
            signers: others.map(|signer| signer.nombre.clone()).collect(),
        })
    }

    fn captures(&self) -> bool {
        self.actor.is_some_and(|(_, role)| role.captures())
    }

    /// A signed lote whose certificate has a live session is on its way: the job that sends it may
    /// take it at any moment.
    fn cancellable(&self, lote: &LoteRecord) -> bool {
        match lote.state {
            records::LoteState::Preparado | records::LoteState::Rechazado { .. } => self.captures(),
            records::LoteState::Firmado { .. } => !self.sends(lote) && self.signs(),
            _ => false,
        }
    }

    fn sends(&self, lote: &LoteRecord) -> bool {
        lote.certificado
            .is_some_and(|by| self.covered.sends(lote.registro, by))
    }

    fn estado(&self, lote: &LoteRecord) -> LoteState {
        let covered = self.covered.contains(&lote.registro);
        let sends = self.sends(lote);
        match &lote.state {
            records::LoteState::Preparado => LoteState::Preparado,
            records::LoteState::Firmado { .. } => LoteState::Firmado {
                waiting: (!sends)
                    .then(|| "Falta una sesión con IDSE: firma para enviarlo.".to_owned()),
            },
            records::LoteState::Enviando { .. } => LoteState::Firmado {
                waiting: Some(if covered {
                    "Se está enviando a IDSE.".to_owned()
                } else {
                    "El envío se interrumpió: firma para preguntarle a IDSE si llegó.".to_owned()
                }),
            },
            records::LoteState::Enviado { recibo } => {
                let recibo = recibo.as_ref().map_or_else(no_recibo, recibo_view);
                LoteState::Enviado {
                    recibo,
                    por_confirmar: !covered,
                }
            }
            records::LoteState::EnProceso { recibo } => LoteState::Enviado {
                recibo: recibo_view(recibo),
                por_confirmar: !covered,
            },
            records::LoteState::Procesado {
                recibo,
                operados,
                rechazados,
                ..
            } => LoteState::Procesado {
                recibo: recibo.as_ref().map_or_else(no_recibo, recibo_view),
                operados: *operados,
                rechazados: *rechazados,
            },
            records::LoteState::Rechazado { reason, .. } => LoteState::Rechazado {
                reason: reason.clone(),
            },
            records::LoteState::Dudoso { why, since, .. } => LoteState::Dudoso {
                why: why.clone(),
                since: *since,
            },
            records::LoteState::PorFuera { since } => LoteState::PorFuera { since: *since },
            records::LoteState::Cancelado { .. } => LoteState::Cancelado,
        }
    }

    fn evidence(evidence: &Evidence) -> EvidenceView {
        let signer = lotes::signer(evidence);
        let (holder, serial) = signer.map(|s| (s.holder, s.serial)).unwrap_or_default();
        EvidenceView {
            holder,
            serial,
            signed_at: evidence.signed_at,
            cms_sha256: evidence.cms_sha256.to_string(),
        }
    }
}

fn recibo_view(recibo: &Recibo) -> ReciboView {
    ReciboView {
        folio: recibo.folio.clone(),
        id_lote: recibo.id_lote.clone(),
        fecha: recibo.fecha.clone(),
    }
}

/// A person alone vouches for the reception; IDSE's receipt comes when it is asked.
fn no_recibo() -> ReciboView {
    ReciboView {
        folio: String::new(),
        id_lote: String::new(),
        fecha: String::new(),
    }
}
