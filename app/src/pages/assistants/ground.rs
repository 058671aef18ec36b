//! What every assistant stands on: who is vigente where, and by what the company measures.

use std::sync::Arc;

use api::ApiError;
use api::functions::{registros, settings, trabajadores};
use api::view::registros::RegistroView;
use api::view::settings::Settings;
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use imss::movimiento::TipoSalario;
use imss::salary::Sbc;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;

use crate::client::every;
use crate::messages::movements;

/// Rows asked for at once; the server gives no more.
const PAGE: u32 = 200;

/// Somebody vigente with a registro patronal. Who is so with two stands here twice.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person {
    pub(super) worker: Arc<TrabajadorView>,
    pub(super) registro: Arc<RegistroView>,
    /// The SBC that IMSS has, as far as is known.
    pub(super) sbc: Option<Sbc>,
    /// Since when.
    pub(super) sbc_since: Option<Date>,
    /// The day of entry, where it is known.
    pub(super) alta: Option<Date>,
    pub(super) salary: TipoSalario,
}

impl Person {
    /// Tells them from everybody else, and from themselves at another registro patronal.
    pub(super) fn key(&self) -> String {
        format!("{}|{}", self.registro.id, self.worker.data.nss)
    }

    /// Number and registro patronal, as a line of a table says them.
    pub(super) fn place(&self) -> String {
        let nss = movements::nss(&self.worker.data.nss);
        format!("{nss} · {}", self.registro.data.numero)
    }

    pub(super) fn zona(&self) -> ZonaSalarial {
        self.registro.data.zona
    }
}

/// As it is loaded.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) registros: Vec<Arc<RegistroView>>,
    pub(super) people: Vec<Person>,
    pub(super) settings: Settings,
    /// There are more workers than the page reads.
    pub(super) cut: bool,
}

/// Everybody who is vigente.
pub(super) async fn ground() -> Result<Ground, ApiError> {
    let registros = registros::list().await?.into_iter().map(Arc::new);
    let registros: Vec<_> = registros.collect();
    let settings = settings::get().await?;
    let workers = every(|cursor| {
        let request = SearchTrabajadores {
            vigentes: true,
            cursor,
            limit: PAGE,
            ..SearchTrabajadores::default()
        };
        async move {
            let page = trabajadores::search(request).await?;
            Ok((page.rows, page.next))
        }
    })
    .await?;
    Ok(Ground {
        people: people(workers.rows, &registros),
        registros,
        settings,
        cut: workers.cut,
    })
}

pub(super) fn people(workers: Vec<TrabajadorView>, registros: &[Arc<RegistroView>]) -> Vec<Person> {
    let mut people = Vec::new();
    for worker in workers {
        let worker = Arc::new(worker);
        for relacion in worker.relaciones.iter().filter(|one| one.vigente) {
            let registro = registros.iter().find(|one| one.id == relacion.registro);
            let Some(registro) = registro else { continue };
            people.push(Person {
                worker: Arc::clone(&worker),
                registro: Arc::clone(registro),
                sbc: relacion.sbc.as_deref().and_then(|sbc| Sbc::parse(sbc).ok()),
                sbc_since: relacion.sbc_desde,
                alta: relacion.alta,
                // What the directory does not know is the usual.
                salary: TipoSalario::parse(&worker.data.tipo_salario).unwrap_or(TipoSalario::Fijo),
            });
        }
    }
    people
}
