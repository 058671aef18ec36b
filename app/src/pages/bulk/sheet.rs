//! The workers of one registro patronal, each a line with what is to be filed.

use api::ApiError;
use api::functions::{registros, settings, trabajadores};
use api::view::registros::RegistroView;
use api::view::trabajadores::{SearchTrabajadores, TrabajadorView};
use imss::finding::Finding;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::wages::ZonaSalarial;
use leptos::prelude::*;

use super::rules::cents;
use crate::client::{Portal, browser, every, use_portal};
use crate::pages::capture::Measures;

/// Rows asked for at once; the server gives no more.
const PAGE: u32 = 200;

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Stored, ready for a lote.
    Saved,
    /// Not stored, and why.
    Refused(String),
}

/// One worker.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) worker: TrabajadorView,
    /// The SBC that IMSS has, as far as is known.
    pub(super) sbc: String,
    pub(super) chosen: RwSignal<bool>,
    /// The new SBC, as typed.
    pub(super) new: RwSignal<String>,
    pub(super) outcome: RwSignal<Option<Outcome>>,
    /// The word by which the server knows the line: asked again, it makes no second movement.
    pub(super) form: Option<String>,
}

/// The sheet; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) tipo: TipoMovimiento,
    pub(super) registro: StoredValue<RegistroView>,
    pub(super) lines: RwSignal<Vec<Line>>,
    /// There are more workers than the page reads.
    pub(super) cut: bool,
    pub(super) fecha: RwSignal<String>,
    pub(super) causa: RwSignal<String>,
    measures: StoredValue<Measures>,
    portal: Portal,
}

/// What a sheet stands on, as it is loaded.
#[derive(Clone)]
pub(super) struct Ground {
    registro: RegistroView,
    workers: Vec<TrabajadorView>,
    cut: bool,
    measures: Measures,
}

/// Everybody vigente with a registro patronal; `None` where there is no such registro patronal.
pub(super) async fn ground(registro: String) -> Result<Option<Ground>, ApiError> {
    let all = registros::list().await?;
    let Some(registro) = all.into_iter().find(|one| one.id == registro) else {
        return Ok(None);
    };
    let measures = Measures::of(&settings::get().await?);
    let id = registro.id.clone();
    let workers = every(|cursor| {
        let request = SearchTrabajadores {
            registro: Some(id.clone()),
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
    Ok(Some(Ground {
        registro,
        workers: workers.rows,
        cut: workers.cut,
        measures,
    }))
}

impl Sheet {
    pub(super) fn new(tipo: TipoMovimiento, ground: Ground) -> Self {
        let id = ground.registro.id.clone();
        let line = |worker: TrabajadorView| {
            let relacion = worker.relaciones.iter().find(|one| one.registro == id);
            Line {
                sbc: relacion.and_then(|one| one.sbc.clone()).unwrap_or_default(),
                worker,
                // A raise is for everybody unless somebody is left out; a baja never is.
                chosen: RwSignal::new(tipo == TipoMovimiento::Modificacion),
                new: RwSignal::new(String::new()),
                outcome: RwSignal::new(None),
                form: browser::unique_word(),
            }
        };
        Self {
            tipo,
            lines: RwSignal::new(ground.workers.into_iter().map(line).collect()),
            registro: StoredValue::new(ground.registro),
            cut: ground.cut,
            fecha: RwSignal::new(String::new()),
            causa: RwSignal::new(String::new()),
            measures: StoredValue::new(ground.measures),
            portal: use_portal(),
        }
    }

    /// What a line files.
    pub(super) fn draft(self, line: &Line) -> MovimientoDraft {
        let (id, numero, guia) = self.registro.with_value(|one| {
            (
                one.id.clone(),
                one.data.numero.clone(),
                one.data.guia.clone(),
            )
        });
        let known = line.worker.draft(self.tipo, &id);
        let baja = self.tipo == TipoMovimiento::Baja;
        MovimientoDraft {
            registro_patronal: numero,
            fecha: self.fecha.get(),
            guia,
            sbc: if baja { String::new() } else { line.new.get() },
            causa: if baja {
                self.causa.get()
            } else {
                String::new()
            },
            // What the directory does not know is the usual: fixed, and the whole week.
            tipo_salario: or_zero(known.tipo_salario.clone(), baja),
            jornada: or_zero(known.jornada.clone(), baja),
            ..known
        }
    }

    /// Everything there is to say of a line.
    pub(super) fn findings(self, line: &Line) -> Vec<Finding> {
        let zona: ZonaSalarial = self.registro.with_value(|one| one.data.zona);
        let draft = self.draft(line);
        self.measures
            .with_value(|it| it.check(&draft, self.portal.today(), zona))
    }

    /// Whether a line is to be filed: chosen, not filed yet, and with something new in it.
    pub(super) fn is_wanted(self, line: &Line) -> bool {
        let open = line.outcome.with(|it| *it != Some(Outcome::Saved));
        let new = self.tipo == TipoMovimiento::Baja
            || line.new.with(|new| {
                let new_cents = cents(new);
                !new.trim().is_empty() && (new_cents.is_none() || new_cents != cents(&line.sbc))
            });
        open && line.chosen.get() && new
    }

    /// The lines to be filed.
    pub(super) fn wanted(self) -> Vec<Line> {
        let lines = self.lines.get();
        lines
            .into_iter()
            .filter(|line| self.is_wanted(line))
            .collect()
    }

    /// The deadline in words, once there is a date.
    pub(super) fn deadline(self) -> Option<String> {
        let mut draft = MovimientoDraft::new(self.tipo);
        draft.fecha = self.fecha.get();
        draft.tipo_salario = or_zero(String::new(), self.tipo == TipoMovimiento::Baja);
        self.measures
            .with_value(|it| it.deadline(&draft, self.portal.today()))
    }
}

fn or_zero(known: String, never: bool) -> String {
    if never {
        String::new()
    } else if known.trim().is_empty() {
        "0".to_owned()
    } else {
        known
    }
}
