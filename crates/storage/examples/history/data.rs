//! Companies, workers and movements, always the same for a size.

use imss::movimiento::{NombreCompleto, TipoMovimiento};
use jiff::Span;
use jiff::civil::{Date, date};
use service::ids::EmpresaId;
use service::records::{
    Empresa, MovementContent, MovementRecord, MovementState, Registro, Trabajador,
};
use service::store::Unit;
use service::suite::Build;

/// Registros patronales of each company.
const REGISTROS: [usize; 3] = [7, 7, 6];
/// Movements of one worker.
const PER_TRABAJADOR: usize = 20;
/// The dates: three years, whatever the size.
const DAYS: usize = 1_095;
const PATERNOS: [&str; 16] = [
    "NUÑEZ",
    "GARCIA",
    "LOPEZ",
    "HERNANDEZ",
    "MARTINEZ",
    "GONZALEZ",
    "PEREZ",
    "SANCHEZ",
    "RAMIREZ",
    "CRUZ",
    "FLORES",
    "GOMEZ",
    "MORALES",
    "VAZQUEZ",
    "REYES",
    "ZUÑIGA",
];
const NOMBRES: [&str; 8] = [
    "KARLA",
    "JOSE LUIS",
    "MARIA",
    "ALEJANDRO",
    "EVA",
    "JUAN CARLOS",
    "SOFIA",
    "PEDRO",
];

/// What is measured on.
pub struct Data {
    /// How many movements.
    pub size: usize,
    build: Build,
    companies: Vec<(Empresa, Vec<Registro>)>,
}

impl Data {
    pub fn new(size: usize) -> Self {
        let build = Build::default();
        let companies = REGISTROS
            .iter()
            .map(|count| {
                let empresa = build.empresa();
                let registros = (0..*count).map(|_| build.registro(empresa.id));
                (empresa.clone(), registros.collect())
            })
            .collect();
        Self {
            size,
            build,
            companies,
        }
    }

    /// Returns the first company, which is the one that is asked about.
    pub fn asked(&self) -> (EmpresaId, &[Registro]) {
        let (empresa, registros) = &self.companies[0];
        (empresa.id, registros)
    }

    pub fn companies(&self) -> Unit {
        let mut unit = self.build.unit(self.companies[0].0.id);
        for (empresa, registros) in &self.companies {
            unit = unit.create(empresa.clone());
            for registro in registros {
                unit = unit.create(registro.clone());
            }
        }
        unit
    }

    /// Returns how many workers the first company has.
    pub fn trabajador_count(&self) -> usize {
        (self.size / self.companies.len() / PER_TRABAJADOR).max(1)
    }

    /// Returns the directories, some hundred workers a commit.
    pub fn trabajadores(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for (empresa, _) in &self.companies {
            let all: Vec<usize> = (0..self.trabajador_count()).collect();
            for part in all.chunks(500) {
                let mut unit = self.build.unit(empresa.id);
                for trabajador in part {
                    unit = unit.create(self.trabajador(empresa.id, *trabajador));
                }
                units.push(unit);
            }
        }
        units
    }

    fn trabajador(&self, empresa: EmpresaId, at: usize) -> Trabajador {
        let [paterno, materno, nombre] = name(at);
        let mut trabajador = self.build.trabajador(empresa, ["A", "", "A"]);
        trabajador.nss = nss(at).parse().expect("eleven digits");
        trabajador.nombre = NombreCompleto::parse(&paterno, &materno, &nombre).expect("a name");
        trabajador.curp = curp(at).parse().ok();
        trabajador.clave = None;
        trabajador
    }

    /// `count` movements from the `first` on, of every company in turn.
    pub fn movements(&self, first: usize, count: usize) -> Vec<MovementRecord> {
        (first..first + count).map(|at| self.movement(at)).collect()
    }

    fn movement(&self, at: usize) -> MovementRecord {
        let (_, registros) = &self.companies[at % self.companies.len()];
        let within = at / self.companies.len();
        let registro = &registros[within % registros.len()];
        let trabajador = within / registros.len() % self.trabajador_count();
        let tipo = [
            TipoMovimiento::Modificacion,
            TipoMovimiento::Reingreso,
            TipoMovimiento::Modificacion,
            TipoMovimiento::Baja,
        ][spread(at, 3) % 4];
        let mut draft = self.build.draft(registro, tipo, day(spread(at, 1) % DAYS));
        let [paterno, materno, nombre] = name(trabajador);
        draft.nss = nss(trabajador);
        draft.paterno = paterno;
        draft.materno = materno;
        draft.nombre = nombre;
        draft.curp = curp(trabajador);
        draft.clave = format!("E{trabajador:05}");
        MovementRecord {
            content: MovementContent::Draft(draft),
            state: self.state(at),
            ..self.build.reingreso(registro)
        }
    }

    /// Most are operated; three in a hundred refused, one listo, one a draft, one on its way.
    fn state(&self, at: usize) -> MovementState {
        let now = self.build.now;
        match spread(at, 2) % 100 {
            0..=2 => MovementState::Rechazado {
                at: now,
                codigo: "48".to_owned(),
                texto: "NSS ya vigente con el registro patronal".to_owned(),
            },
            3 => MovementState::Listo,
            4 => MovementState::Borrador,
            5 => MovementState::Enviado { at: now },
            other => MovementState::Operado {
                at: now,
                extemporaneo: other % 20 == 0,
            },
        }
    }

    /// One unit for each company that movements are of.
    pub fn units(&self, movements: Vec<MovementRecord>) -> Vec<Unit> {
        let mut units: Vec<(EmpresaId, Unit)> = Vec::new();
        for (empresa, _) in &self.companies {
            units.push((empresa.id, self.build.unit(empresa.id)));
        }
        for movement in movements {
            for (empresa, unit) in &mut units {
                if *empresa == movement.empresa {
                    *unit = std::mem::take(unit).create(movement.clone());
                }
            }
        }
        let filled = units.into_iter().map(|(_, unit)| unit);
        filled.filter(|unit| !unit.writes().is_empty()).collect()
    }
}

/// Spreads neighbours apart, each `salt` in its own way.
fn spread(at: usize, salt: u64) -> usize {
    let mixed = (at as u64)
        .wrapping_add(salt)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 33).unwrap_or(0)
}

fn day(at: usize) -> Date {
    let days = i32::try_from(at).unwrap_or(0);
    date(2023, 1, 1).saturating_add(Span::new().days(days))
}

/// Returns the number of the worker in this place.
pub fn nss(at: usize) -> String {
    format!("{:011}", 30_000_000_000_u64 + at as u64)
}

/// Not one that passes its check: a search compares texts.
pub fn curp(at: usize) -> String {
    let letters = |n: usize| char::from(b'A' + (n % 26) as u8);
    format!(
        "{}{}{}{}{:06}HGTRRD{:02}",
        letters(at),
        letters(at / 26),
        letters(at / 676),
        letters(at / 17_576),
        at % 1_000_000,
        at % 100
    )
}

/// Names repeat, as people's do: the first 256 differ in the paterno's ending.
pub fn name(at: usize) -> [String; 3] {
    let paterno = PATERNOS[at % PATERNOS.len()];
    let materno = PATERNOS[at / PATERNOS.len() % PATERNOS.len()];
    let block = at / 256;
    let ending: String = [block / 26 % 26, block % 26]
        .map(|n| char::from(b'A' + n as u8))
        .iter()
        .collect();
    [
        format!("{paterno}{ending}"),
        materno.to_owned(),
        NOMBRES[at % NOMBRES.len()].to_owned(),
    ]
}
