//! IMSS's word on each movement.

use model::{LoteStatus, MovementStatus};
use service::ports::{Outcome, PortalLote};
use service::records::{LoteState, MovementState};

use super::{answer, estado, estados, operado, results, signed};
use crate::portal::OnSend;
use crate::world::World;

fn rechazado() -> Outcome {
    Outcome::Rechazado {
        codigo: "48".to_owned(),
        texto: "NSS YA VIGENTE".to_owned(),
    }
}

#[tokio::test]
async fn each_movement_ends_with_imsss_word_on_it() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Ok(PortalLote::EnProceso));
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::EnProceso);
    assert_eq!(estados(&world, &lote).await, [MovementStatus::EnProceso; 2]);

    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(rechazado())]).await),
    );
    world.minutes(1);
    world.work().await;
    let done = world.lote(&lote).await;
    assert!(matches!(
        done.state,
        LoteState::Procesado {
            operados: 1,
            rechazados: 1,
            ..
        }
    ));
    let states: Vec<_> = world
        .movements_of(&lote)
        .await
        .into_iter()
        .map(|m| m.state)
        .collect();
    let at = world.service.now();
    assert_eq!(
        states[0],
        MovementState::Operado {
            at,
            extemporaneo: true
        }
    );
    let refused = MovementState::Rechazado {
        at,
        codigo: "48".to_owned(),
        texto: "NSS YA VIGENTE".to_owned(),
    };
    assert_eq!(states[1], refused);
    let steps: Vec<_> = done.log.iter().map(|change| change.to).collect();
    assert_eq!(
        steps,
        [
            LoteStatus::Preparado,
            LoteStatus::Firmado,
            LoteStatus::Enviando,
            LoteStatus::Enviado,
            LoteStatus::EnProceso,
            LoteStatus::Procesado
        ]
    );
}

#[tokio::test]
async fn a_lote_is_not_done_while_a_movement_has_no_result() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), None]).await),
    );
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::EnProceso);
    let unclear = Some(Outcome::Unrecognised("EN ACLARACION".to_owned()));
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), unclear]).await),
    );
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::EnProceso);
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    world.minutes(1);
    world.work().await;
    assert!(matches!(
        world.lote(&lote).await.state,
        LoteState::Procesado {
            operados: 2,
            rechazados: 0,
            ..
        }
    ));
}

#[tokio::test]
async fn what_was_refused_at_once_stays_refused() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let lote = world.signed(&company, 2).await;
    let PortalLote::Procesado {
        results: refused, ..
    } = results(&world, &lote, [Some(rechazado()), None]).await
    else {
        panic!("results are results")
    };
    world
        .portal
        .script(|s| s.sending.push_back(OnSend::TakeRefusing(refused)));
    world.work().await;
    assert_eq!(
        estados(&world, &lote).await,
        [MovementStatus::Rechazado, MovementStatus::Enviado]
    );
    answer(
        &world,
        Ok(results(&world, &lote, [None, Some(operado())]).await),
    );
    world.minutes(1);
    world.work().await;
    assert!(matches!(
        world.lote(&lote).await.state,
        LoteState::Procesado {
            operados: 1,
            rechazados: 1,
            ..
        }
    ));
}
