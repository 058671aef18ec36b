//! The directory of workers, and their movements.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use imss::movimiento::TipoMovimiento;
use jiff::civil::date;

use super::Build;
use crate::ids::{EmpresaId, RegistroId};
use crate::records::{MovementRecord, Relacion, Trabajador};
use crate::store::{DirectoryQuery, SearchText, Store};

fn everybody(empresa: EmpresaId) -> DirectoryQuery {
    DirectoryQuery {
        empresa,
        registro: None,
        vigentes: false,
        texto: SearchText::default(),
        cursor: None,
        limit: 200,
    }
}

fn with(mut trabajador: Trabajador, registro: RegistroId, vigente: bool) -> Trabajador {
    trabajador.relaciones.push(Relacion {
        registro,
        vigente,
        desde: date(2026, 1, 5),
        alta: None,
        sbc: None,
        sbc_desde: None,
        plantilla: None,
    });
    trabajador
}

async fn stored(store: &dyn Store, build: &Build, trabajadores: &[Trabajador]) {
    let mut unit = build.unit(trabajadores[0].empresa);
    for trabajador in trabajadores {
        unit = unit.create(trabajador.clone());
    }
    store.commit(unit).await.unwrap();
}

async fn names(store: &dyn Store, query: &DirectoryQuery) -> Vec<String> {
    let page = store.directory(query).await.unwrap();
    let found = page.trabajadores.iter();
    found
        .map(|trabajador| trabajador.nombre.to_string())
        .collect()
}

/// Checks that paging gives every worker once and in order, whatever the accents.
pub async fn the_directory_is_paged_by_name_without_gaps_or_repeats(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let (stranger, _) = build.stored_company(store).await;
    let named = |paterno| build.trabajador(empresa.id, [paterno, "", "Eva"]);
    let trabajadores: Vec<Trabajador> = [
        "Zúñiga", "Muñoz", "Munguía", "Ávila", "Avelar", "Muñoz", "Ib", "Muñiz", "Zamora", "Ñu",
    ]
    .map(named)
    .to_vec();
    stored(store, &build, &trabajadores).await;
    let theirs = build.trabajador(stranger.id, ["Muro", "", "Eva"]);
    stored(store, &build, &[theirs]).await;

    let expected = [
        "AVELAR", "ÁVILA", "IB", "MUNGUÍA", "MUÑIZ", "MUÑOZ", "MUÑOZ", "ÑU", "ZAMORA", "ZÚÑIGA",
    ];
    for limit in [1, 3, 5, 10, 11] {
        let mut query = DirectoryQuery {
            limit,
            ..everybody(empresa.id)
        };
        let mut seen = Vec::new();
        loop {
            let page = store.directory(&query).await.unwrap();
            assert!(page.trabajadores.len() <= limit as usize);
            seen.extend(page.trabajadores);
            match page.next {
                Some(next) => query.cursor = Some(next),
                None => break,
            }
        }
        let names: Vec<&str> = seen.iter().map(|w| w.nombre.paterno.as_str()).collect();
        assert_eq!(names, expected, "in pages of {limit}");
    }
}

/// Checks the filters: those of a registro patronal, those that are vigente, both, with pages and text
/// besides.
pub async fn the_directory_is_filtered_by_registro_and_vigencia(store: &dyn Store) {
    let build = Build::default();
    let (empresa, here) = build.stored_company(store).await;
    let there = build.registro(empresa.id);
    let named = |name| build.trabajador(empresa.id, [name, "", "Luz"]);
    let trabajadores = [
        named("Nadie"),
        with(named("Aquí"), here.id, true),
        with(named("Antes"), here.id, false),
        with(named("Allá"), there.id, true),
        with(with(named("Ambos"), here.id, false), there.id, true),
    ];
    stored(store, &build, &trabajadores).await;
    let found = async |registro, vigentes, texto: &str| {
        let query = DirectoryQuery {
            registro,
            vigentes,
            texto: SearchText::parse(texto).unwrap(),
            ..everybody(empresa.id)
        };
        names(store, &query).await
    };
    let (here, there) = (Some(here.id), Some(there.id));
    assert_eq!(
        found(here, false, "").await,
        ["AMBOS LUZ", "ANTES LUZ", "AQUÍ LUZ"]
    );
    assert_eq!(found(here, true, "").await, ["AQUÍ LUZ"]);
    assert_eq!(found(there, true, "").await, ["ALLÁ LUZ", "AMBOS LUZ"]);
    assert_eq!(
        found(None, true, "").await,
        ["ALLÁ LUZ", "AMBOS LUZ", "AQUÍ LUZ"]
    );
    assert_eq!(found(here, false, "luz am").await, ["AMBOS LUZ"]);
    assert_eq!(found(here, true, "luz am").await, [""; 0]);
    assert_eq!(found(there, false, "a").await, ["ALLÁ LUZ", "AMBOS LUZ"]);
}

/// Checks that workers are found by the beginnings of name, number, CURP, RFC and code, in any order,
/// accents or not.
pub async fn trabajadores_are_found_by_the_words_they_begin_with(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let mut karla = build.trabajador(empresa.id, ["Fuente", "Nuño", "Karla"]);
    karla.curp = Some("FUNK671228MCLNLR05".parse().unwrap());
    karla.rfc = Some("FUNK671228PH6".parse().unwrap());
    karla.antes = vec!["99887766554".parse().unwrap()];
    let carla = build.trabajador(empresa.id, ["Fuentes", "Nuño", "Carla"]);
    let trabajadores = [karla.clone(), carla.clone()];
    stored(store, &build, &trabajadores).await;
    let (karla_nss, code) = (karla.nss.to_string(), karla.clave.unwrap().to_string());
    let found = async |texto: &str| {
        let query = DirectoryQuery {
            texto: SearchText::parse(texto).unwrap(),
            ..everybody(empresa.id)
        };
        names(store, &query).await.len()
    };
    for (texto, expected) in [
        ("fuente", 2),
        ("fuentes", 1),
        ("nuno FUENTE", 2),
        ("karla fu", 1),
        ("uente", 0),
        ("FUNK671228M", 1),
        ("funk671228ph", 1),
        ("99887766554", 1),
        (karla_nss.as_str(), 1),
        (code.as_str(), 1),
        ("k", 1),
        ("k carla", 0),
        ("nadie", 0),
        ("  ", 2),
    ] {
        assert_eq!(found(texto).await, expected, "{texto:?}");
    }
    let numbers = [carla.nss, "10000000000".parse().unwrap(), karla.nss];
    let read = store.trabajadores(empresa.id, &numbers).await.unwrap();
    assert_eq!(read, [carla, karla.clone()]);
    let (stranger, _) = build.stored_company(store).await;
    let theirs = store.trabajadores(stranger.id, &[karla.nss]).await.unwrap();
    assert!(theirs.is_empty());
}

/// Checks that a change takes the old words and places away.
pub async fn a_trabajador_who_changes_is_found_under_the_new_name_alone(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let old = with(
        build.trabajador(empresa.id, ["Fuente", "", "Karla"]),
        registro.id,
        true,
    );
    stored(store, &build, std::slice::from_ref(&old)).await;
    let mut new = build.trabajador(empresa.id, ["Zapata", "", "Karla"]);
    new.nss = old.nss;
    new.relaciones = old.relaciones.clone();
    new.relaciones[0].vigente = false;
    let unit = build.unit(empresa.id).update(old, new.clone());
    store.commit(unit).await.unwrap();
    let found = async |texto: &str, vigentes| {
        let query = DirectoryQuery {
            texto: SearchText::parse(texto).unwrap(),
            registro: Some(registro.id),
            vigentes,
            ..everybody(empresa.id)
        };
        names(store, &query).await
    };
    assert_eq!(found("", false).await, ["ZAPATA KARLA"]);
    assert_eq!(found("zap", false).await, ["ZAPATA KARLA"]);
    assert_eq!(found("fue", false).await, [""; 0]);
    assert_eq!(found("", true).await, [""; 0]);
    new.version = 2;
    store
        .commit(build.unit(empresa.id).delete(new))
        .await
        .unwrap();
    assert_eq!(found("", false).await, [""; 0]);
    assert_eq!(found("karla", false).await, [""; 0]);
}

/// Checks that the movements that name a worker come by number and oldest date first, as they are now.
pub async fn the_movements_of_trabajadores_come_by_trabajador_and_date(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let of = |nss: &str, tipo, day| {
        let fecha = date(2026, 1, day);
        let mut draft = build.draft(&registro, tipo, fecha);
        draft.nss = nss.to_owned();
        MovementRecord {
            content: crate::records::MovementContent::Draft(draft),
            ..build.movement(&registro, tipo, fecha)
        }
    };
    let (one, two) = ("12345678903", "72795608040");
    let movements = [
        of(two, TipoMovimiento::Baja, 9),
        of(one, TipoMovimiento::Baja, 20),
        of(one, TipoMovimiento::Reingreso, 3),
        of("unreadable", TipoMovimiento::Baja, 3),
    ];
    let mut unit = build.unit(empresa.id);
    for movement in &movements {
        unit = unit.create(movement.clone());
    }
    store.commit(unit).await.unwrap();
    let numbers = [two, "99999999999", one].map(|nss| nss.parse().unwrap());
    let read = async |numbers: &[imss::id::Nss]| {
        let rows = store.movements_of(empresa.id, numbers).await.unwrap();
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(
        read(&numbers).await,
        [movements[2].id, movements[1].id, movements[0].id]
    );
    assert_eq!(read(&numbers[..1]).await, [movements[0].id]);
    assert!(read(&[]).await.is_empty());

    let other = of(two, TipoMovimiento::Baja, 1);
    let changed = MovementRecord {
        content: other.content,
        ..movements[1].clone()
    };
    let unit = build.unit(empresa.id).update(movements[1].clone(), changed);
    store.commit(unit).await.unwrap();
    assert_eq!(
        read(&numbers).await,
        [movements[2].id, movements[1].id, movements[0].id]
    );
    assert_eq!(
        read(&numbers[..1]).await,
        [movements[1].id, movements[0].id]
    );
    let (stranger, _) = build.stored_company(store).await;
    let theirs = store.movements_of(stranger.id, &numbers).await.unwrap();
    assert!(theirs.is_empty());
}
