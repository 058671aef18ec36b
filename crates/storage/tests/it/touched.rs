//! What a list costs: how many rows the engine gives for it, where there are thousands. With
//! `cargo xtask test --long` there are a hundred thousand, and the bounds are the same.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::Span;
use jiff::civil::{Date, date};
use model::{LoteStatus, MovementStatus};
use service::records::{
    Actor, Empresa, LoteState, MovementContent, MovementRecord, MovementState, Registro,
};
use service::store::{
    DirectoryQuery, HistoryQuery, JobStore as _, LoteQuery, LoteStore as _, MovementStore as _,
    OpenLotesQuery, SearchText, Store as _, TrabajadorStore as _,
};
use service::suite::Build;
use storage::Database;

use crate::opening::folder;

/// Movements of each registro patronal, unless the environment says more.
const MOVEMENTS: usize = 1_500;
/// The variable of the environment that says how many.
const MORE: &str = "HISTORY_MOVEMENTS";
/// Movements of one commit.
const PER_UNIT: usize = 1_000;
const TRABAJADORES: usize = 500;
const LOTES: u32 = 300;
const JOBS: usize = 60;

/// A company of two registros patronales with a history.
struct Scene {
    database: Database,
    build: Build,
    empresa: Empresa,
    registros: Vec<Registro>,
}

impl Scene {
    async fn set() -> Self {
        let database = folder().open().await;
        let build = Build::default();
        let (empresa, one) = build.stored_company(&database).await;
        let two = build.registro(empresa.id);
        let unit = build.unit(empresa.id).create(two.clone());
        database.commit(unit).await.unwrap();
        let scene = Self {
            database,
            build,
            empresa,
            registros: vec![one, two],
        };
        scene.fill().await;
        scene
    }

    async fn fill(&self) {
        let Self { build, .. } = self;
        let mut unit = build.unit(self.empresa.id);
        for at in 0..TRABAJADORES {
            let letters = [at / 26 % 26, at % 26].map(letter);
            let paterno = format!("MA{}{}", letters[0], letters[1]);
            let mut trabajador = build.trabajador(self.empresa.id, [&paterno, "", "EVA"]);
            trabajador.nss = nss(at).parse().unwrap();
            unit = unit.create(trabajador);
        }
        self.database.commit(unit).await.unwrap();
        for registro in &self.registros {
            for first in (0..movements()).step_by(PER_UNIT) {
                let mut unit = build.unit(self.empresa.id);
                for at in first..movements().min(first + PER_UNIT) {
                    unit = unit.create(self.movement(registro, at));
                }
                self.database.commit(unit).await.unwrap();
            }
        }
        let mut unit = build.unit(self.empresa.id);
        for numero in 1..=LOTES {
            let mut lote = build.lote(&self.registros[0], numero);
            if numero > 3 {
                let cancelled = LoteState::Cancelado { at: build.now };
                lote.become_state(cancelled, build.now, Actor::System)
                    .unwrap();
            }
            unit = unit.create(lote);
        }
        for _ in 0..JOBS {
            unit = unit.create(build.job(self.empresa.id));
        }
        self.database.commit(unit).await.unwrap();
    }

    /// Most of them operated; one in a hundred listo.
    fn movement(&self, registro: &Registro, at: usize) -> MovementRecord {
        let tipo = [Reingreso, Modificacion, Baja][at % 3];
        let mut draft = self.build.draft(registro, tipo, day(at));
        draft.nss = nss(at % TRABAJADORES);
        let state = match at % 100 {
            0 => MovementState::Listo,
            _ => MovementState::Operado {
                at: self.build.now,
                extemporaneo: false,
            },
        };
        MovementRecord {
            content: MovementContent::Draft(draft),
            state,
            ..self.build.reingreso(registro)
        }
    }

    fn all(&self) -> HistoryQuery {
        let registros = self.registros.iter().map(|registro| registro.id);
        HistoryQuery::of(self.empresa.id, registros.collect(), 50)
    }

    /// The rows read, and the rows found.
    async fn cost(&self, query: &HistoryQuery) -> (u64, usize) {
        let before = self.database.rows_read();
        let page = self.database.history(query).await.unwrap();
        (self.database.rows_read() - before, page.rows.len())
    }
}

fn movements() -> usize {
    let more = std::env::var(MORE).ok();
    more.and_then(|more| more.parse().ok()).unwrap_or(MOVEMENTS)
}

fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).unwrap())
}

fn nss(at: usize) -> String {
    format!("{:011}", 20_000_000_000_u64 + u64::try_from(at).unwrap())
}

/// Three years of days.
fn day(at: usize) -> Date {
    let days = i32::try_from(at % 1_000).unwrap();
    date(2024, 1, 1).saturating_add(Span::new().days(days))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_history_reads_little_more_than_it_shows() {
    let scene = Scene::set().await;
    let all = scene.all();
    let one = HistoryQuery {
        registros: vec![scene.registros[0].id],
        ..all.clone()
    };
    let month = HistoryQuery {
        tipo: Some(Baja),
        estados: BTreeSet::from([MovementStatus::Operado]),
        from: Some(date(2025, 3, 1)),
        to: Some(date(2025, 3, 31)),
        ..all.clone()
    };
    let listo = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Listo]),
        ..all.clone()
    };
    let text = |text: &str| HistoryQuery {
        texto: SearchText::parse(text).unwrap(),
        ..all.clone()
    };
    let oldest = HistoryQuery {
        oldest_first: true,
        ..all.clone()
    };
    let bajas = HistoryQuery {
        tipo: Some(Baja),
        ..all.clone()
    };
    for (what, query, rows, most) in [
        ("one registro patronal", one.clone(), 50, 60),
        ("every registro patronal", all.clone(), 50, 160),
        ("one type of three", bajas, 50, 500),
        ("a month, a type and a state", month, 42, 120),
        ("what is listo", listo, 30, 160),
        ("a worker by number", text("20000000007"), 6, 120),
        ("a worker by name", text("maab eva"), 6, 550),
        ("oldest first", oldest, 50, 180),
    ] {
        let (read, found) = scene.cost(&query).await;
        assert!(found >= rows, "{what}: {found} found");
        assert!(read <= most, "{what}: {read} rows read");
    }

    // The twentieth page costs what the first does.
    let mut query = one;
    for _ in 0..19 {
        let page = scene.database.history(&query).await.unwrap();
        query.cursor = page.next;
        assert!(query.cursor.is_some());
    }
    let (read, found) = scene.cost(&query).await;
    assert!(read <= 60 && found == 50, "{read} rows read, {found} found");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_lists_read_little_more_than_they_show() {
    let scene = Scene::set().await;
    let database = &scene.database;
    let registros: Vec<_> = scene.registros.iter().map(|one| one.id).collect();
    let read = async |what: &str, most: u64, before: u64| {
        let read = database.rows_read() - before;
        assert!(read <= most, "{what}: {read} rows read");
    };

    let before = database.rows_read();
    let counts = database.counts(scene.empresa.id, &registros).await.unwrap();
    let total: u64 = counts.iter().map(|one| one.count).sum();
    assert_eq!(total, 2 * movements() as u64);
    read("counts", 8, before).await;

    for texto in ["", "ma", "m"] {
        let before = database.rows_read();
        let query = DirectoryQuery {
            empresa: scene.empresa.id,
            registro: None,
            vigentes: false,
            texto: SearchText::parse(texto).unwrap(),
            cursor: None,
            limit: 50,
        };
        let page = database.directory(&query).await.unwrap();
        assert_eq!(page.trabajadores.len(), 50);
        read("the directory", 320, before).await;
    }

    let before = database.rows_read();
    let query = LoteQuery {
        empresa: scene.empresa.id,
        registros: registros.clone(),
        below: None,
        limit: 20,
    };
    let page = database.lotes(&query).await.unwrap();
    assert_eq!(page.lotes.len(), 20);
    read("lotes", 45, before).await;

    let before = database.rows_read();
    let query = OpenLotesQuery {
        empresa: scene.empresa.id,
        registros,
        estados: BTreeSet::from([LoteStatus::Preparado]),
        after: None,
        limit: 100,
    };
    assert_eq!(database.open_lotes(&query).await.unwrap().len(), 3);
    read("open lotes", 6, before).await;

    let before = database.rows_read();
    assert_eq!(
        database.last_lote_number(scene.empresa.id).await.unwrap(),
        LOTES
    );
    read("the last number", 1, before).await;

    let before = database.rows_read();
    database
        .next_due(service::records::Lane::Portal)
        .await
        .unwrap()
        .unwrap();
    read("the next due time", 1, before).await;

    let before = database.rows_read();
    let build = &scene.build;
    let taken = database
        .take_due_jobs(
            service::records::Lane::Portal,
            build.now,
            "one",
            build.after(5),
            4,
        )
        .await
        .unwrap();
    assert_eq!(taken.len(), 4);
    read("due jobs", 12, before).await;
}
