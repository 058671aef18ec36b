//! Walks of the state machine: whatever the portal answers and people decide, somebody can end it.

use model::{LoteStatus, MovementStatus};
use proptest::prelude::*;
use service::jobs;
use service::lotes::{self, Decision, LoteError, Settlement};
use service::ports::{Outcome, PortalError, PortalLote, Received, RowResult};
use service::records::LoteRecord;

use super::{answer, estados, results};
use crate::portal::{OnSend, recibo};
use crate::world::{Company, World};

/// What happens next to a lote.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Send(u8),
    Receive(u8),
    Result(u8),
    Wait(u8),
    Connect,
    Restart,
    Ask,
    Resolve(bool),
    Retry,
    FileByHand,
    TakeBack,
    Sign,
    SettleOne(bool),
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let one = prop_oneof![
        (0..6_u8).prop_map(Happening::Send),
        (0..5_u8).prop_map(Happening::Receive),
        (0..8_u8).prop_map(Happening::Result),
        (0..4_u8).prop_map(Happening::Wait),
        Just(Happening::Connect),
        Just(Happening::Restart),
        Just(Happening::Ask),
        any::<bool>().prop_map(Happening::Resolve),
        Just(Happening::Retry),
        Just(Happening::FileByHand),
        Just(Happening::TakeBack),
        Just(Happening::Sign),
        any::<bool>().prop_map(Happening::SettleOne),
    ];
    proptest::collection::vec(one, 0..14)
}

fn refusal() -> Outcome {
    Outcome::Rechazado {
        codigo: "48".to_owned(),
        texto: String::new(),
    }
}

fn applied() -> Outcome {
    Outcome::Operado {
        extemporaneo: false,
    }
}

fn by_word(operado: bool, movements: Vec<service::ids::MovementId>) -> Settlement {
    Settlement {
        movements,
        outcome: if operado { applied() } else { refusal() },
        reason: "Lo vi".to_owned(),
    }
}

async fn result_of(world: &World, lote: &LoteRecord, which: u8) -> Result<PortalLote, PortalError> {
    let unclear = || Some(Outcome::Unrecognised("?".to_owned()));
    let outcomes = match which {
        0 => return Ok(PortalLote::EnProceso),
        1 => return Ok(PortalLote::Unlisted),
        2 => return Err(PortalError::Unreadable("half a page".to_owned())),
        3 => {
            return Ok(PortalLote::Rechazado {
                reason: "no".to_owned(),
            });
        }
        4 => [Some(applied()), unclear()],
        5 => [None, Some(refusal())],
        6 => [Some(applied()), Some(refusal())],
        _ => return Err(PortalError::SessionInvalid),
    };
    let mut said = results(world, lote, outcomes).await;
    if let PortalLote::Procesado { results, .. } = &mut said {
        results.push(RowResult {
            row: None,
            tipo: String::new(),
            nss: "00000000000".to_owned(),
            fecha: String::new(),
            outcome: applied(),
        });
    }
    Ok(said)
}

/// Does one thing; what is refused there and then changes nothing.
async fn happen(world: World, company: &Company, lote: &LoteRecord, what: Happening) -> World {
    let (admin, id) = (&company.admin, lote.id);
    let now = world.lote(lote).await;
    let version = now.version;
    match what {
        Happening::Send(which) => {
            let on_send = match which {
                0 => OnSend::Refuse("05"),
                1 => OnSend::SessionInvalid,
                2 => OnSend::NotSent,
                3 => OnSend::LoseAnswer,
                4 => OnSend::LoseRequest,
                _ => return world,
            };
            world.portal.script(|s| s.sending.push_back(on_send));
        }
        Happening::Receive(which) => {
            let said = match which {
                0 => Ok(Received::No),
                1 => Ok(Received::Unknown),
                2 => Ok(Received::Yes(recibo(1))),
                3 => Err(PortalError::Unreadable("half".to_owned())),
                _ => Err(PortalError::Unknown("reset".to_owned())),
            };
            world.portal.script(|s| s.receiving.push_back(said));
        }
        Happening::Result(which) => {
            // Once one movement alone is left, it has results of one.
            if world.movements_of(&now).await.len() == 2 {
                let said = result_of(&world, &now, which).await;
                answer(&world, said);
            }
        }
        Happening::Wait(how) => {
            world.minutes([1, 6, 20, 60 * 25][usize::from(how)]);
            world.work().await;
        }
        Happening::Connect => {
            let certificado = world.store_certificado(company).await;
            world
                .present(company, &certificado, &[company.registro.id])
                .await;
            world.work().await;
        }
        Happening::Restart => return world.restarted(),
        Happening::Ask => drop(jobs::ask_now(&world.service, admin, id).await),
        Happening::Resolve(received) => {
            let decision = if received {
                Decision::Recibido
            } else {
                Decision::NoRecibido
            };
            drop(lotes::resolve(&world.service, admin, id, version, decision).await);
        }
        Happening::Retry => drop(lotes::retry(&world.service, admin, id, version).await),
        Happening::FileByHand => {
            drop(lotes::file_by_hand(&world.service, admin, id, version).await);
        }
        Happening::TakeBack => drop(lotes::take_back(&world.service, admin, id, version).await),
        Happening::Sign => {
            world.minutes(1);
            if now.state.status() == LoteStatus::Preparado {
                world.sign(company, &now).await;
            }
            world.work().await;
        }
        Happening::SettleOne(operado) => {
            let first = world.movements_of(&now).await[0].id;
            let word = by_word(operado, vec![first]);
            drop(lotes::settle(&world.service, admin, id, version, word).await);
        }
    }
    world
}

/// A person brings the lote to an end, whatever it is in.
async fn ended(
    world: &World,
    company: &Company,
    lote: &LoteRecord,
) -> Result<LoteRecord, LoteError> {
    let admin = &company.admin;
    // What is being sent is nobody's to decide until the sender must have given up.
    world.minutes(6);
    let now = world.lote(lote).await;
    let version = now.version;
    match now.state.status() {
        LoteStatus::Procesado | LoteStatus::Cancelado => Ok(now),
        LoteStatus::Preparado | LoteStatus::Firmado | LoteStatus::Rechazado => {
            lotes::cancel(&world.service, admin, lote.id, version).await
        }
        LoteStatus::Enviando
        | LoteStatus::Enviado
        | LoteStatus::EnProceso
        | LoteStatus::Dudoso
        | LoteStatus::PorFuera => {
            let word = by_word(true, Vec::new());
            lotes::settle(&world.service, admin, lote.id, version, word).await
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn from_every_reachable_state_a_person_reaches_a_final_one(walk in happenings()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new();
            let company = world.company("ana").await;
            world.connected(&company).await;
            world.work().await;
            let lote = world.signed(&company, 2).await;
            for what in walk {
                world = happen(world, &company, &lote, what).await;
            }
            let end = ended(&world, &company, &lote).await.unwrap();
            let left = estados(&world, &end).await;
            match end.state.status() {
                LoteStatus::Procesado => prop_assert!(left.iter().all(|status| status.is_final())),
                LoteStatus::Cancelado => {
                    let free = |status: &MovementStatus| {
                        status.is_final() || *status == MovementStatus::Listo
                    };
                    prop_assert!(left.iter().all(free), "{left:?}");
                }
                other => prop_assert!(false, "{other:?} is no end"),
            }
            prop_assert!(world.portal.script(|s| {
                let mut seen = std::collections::BTreeSet::new();
                s.taken.iter().all(|shipment| seen.insert(shipment.cms_sha256))
            }), "the same signature was taken twice");
            Ok(())
        })?;
    }
}
