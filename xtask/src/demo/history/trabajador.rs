//! A trabajador at the present point of the story, and the movements made of that.
use imss::movimiento::{
    Baja, CausaBaja, ClaveTrabajador, Guia, Jornada, Modificacion, Movimiento, Reingreso,
    TipoSalario, TipoTrabajador, Umf,
};
use imss::salary::Sbc;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;

use crate::demo::chance::Chance;
use crate::demo::company::Registro;
use crate::demo::people::Person;

/// A trabajador of one registro patronal.
#[derive(Clone)]
pub(in crate::demo) struct Trabajador {
    /// The place of the registro patronal in the company.
    pub(in crate::demo) registro: usize,
    /// Who it is.
    pub(in crate::demo) person: Person,
    /// The employer's own code.
    pub(in crate::demo) clave: ClaveTrabajador,
    /// Which family clinic.
    pub(in crate::demo) umf: Umf,
    /// Permanent or not.
    pub(in crate::demo) tipo_trabajador: TipoTrabajador,
    /// Fixed, variable or mixed.
    pub(in crate::demo) tipo_salario: TipoSalario,
    /// The working week.
    pub(in crate::demo) jornada: Jornada,
    /// The salary now.
    pub(in crate::demo) sbc: Sbc,
    /// The last movement that IMSS operated; none before the first.
    pub(in crate::demo) since: Option<Date>,
    /// Has a reingreso and no later baja.
    pub(in crate::demo) vigente: bool,
}

impl Trabajador {
    /// A person who is to be hired; `number` is the employer's.
    pub(in crate::demo) fn new(
        person: Person,
        registro: usize,
        of: &Registro,
        number: usize,
        chance: &mut Chance,
    ) -> Self {
        let usual = chance.percent(75);
        let umf = if usual {
            of.umf[0]
        } else {
            chance.pick(of.umf)
        };
        let tipo_salario = match chance.between(1, 100) {
            1..=78 => TipoSalario::Fijo,
            79..=90 => TipoSalario::Mixto,
            _ => TipoSalario::Variable,
        };
        Self {
            registro,
            person,
            clave: ClaveTrabajador::parse(&format!("E{number:04}")).expect("five characters"),
            umf: Umf::parse(umf).expect("three digits"),
            tipo_trabajador: if chance.percent(82) {
                TipoTrabajador::Permanente
            } else {
                TipoTrabajador::EventualCiudad
            },
            tipo_salario,
            jornada: if chance.percent(92) {
                Jornada::Normal
            } else {
                Jornada::Reducida
            },
            sbc: Sbc::MAX,
            since: None,
            vigente: false,
        }
    }

    /// The entry, at the salary of the moment.
    pub(in crate::demo) fn reingreso(&self, of: &Registro, fecha: Date) -> Movimiento {
        Movimiento::Reingreso(Reingreso {
            registro_patronal: of.numero,
            nss: self.person.nss,
            nombre: self.person.nombre.clone(),
            sbc: self.sbc,
            tipo_trabajador: self.tipo_trabajador,
            tipo_salario: self.tipo_salario,
            jornada: self.jornada,
            fecha,
            umf: Some(self.umf),
            guia: Some(guia(of)),
            clave: Some(self.clave),
            curp: Some(self.person.curp),
        })
    }

    /// A change to the salary of the moment.
    pub(in crate::demo) fn modificacion(&self, of: &Registro, fecha: Date) -> Movimiento {
        Movimiento::Modificacion(Modificacion {
            registro_patronal: of.numero,
            nss: self.person.nss,
            nombre: self.person.nombre.clone(),
            sbc: self.sbc,
            tipo_salario: self.tipo_salario,
            jornada: self.jornada,
            fecha,
            guia: Some(guia(of)),
            clave: Some(self.clave),
            curp: Some(self.person.curp),
        })
    }

    /// The end.
    pub(in crate::demo) fn baja(&self, of: &Registro, fecha: Date, causa: CausaBaja) -> Movimiento {
        Movimiento::Baja(Baja {
            registro_patronal: of.numero,
            nss: self.person.nss,
            nombre: self.person.nombre.clone(),
            fecha,
            guia: Some(guia(of)),
            clave: Some(self.clave),
            causa,
        })
    }

    /// Sets the salary to so many percent of the least that is usual on a date.
    pub(in crate::demo) fn earn(&mut self, percent: u32, on: Date, zona: ZonaSalarial) {
        let floor = floor(on, zona).centavos();
        self.sbc = bounded(u64::from(floor) * u64::from(percent) / 100, on, zona);
    }

    /// Raises (or lowers) the salary by so many thousandths, within the bounds of a date.
    pub(in crate::demo) fn change(&mut self, thousandths: u32, on: Date, zona: ZonaSalarial) {
        let centavos = u64::from(self.sbc.centavos()) * u64::from(thousandths) / 1000;
        self.sbc = bounded(centavos, on, zona);
    }

    /// Whether the salary is below the least that is usual on a date.
    pub(in crate::demo) fn earns_too_little(&self, on: Date, zona: ZonaSalarial) -> bool {
        self.sbc < floor(on, zona)
    }
}

fn guia(of: &Registro) -> Guia {
    Guia::parse(of.guia).expect("five digits")
}

/// The minimum wage with the first year's benefits.
fn floor(on: Date, zona: ZonaSalarial) -> Sbc {
    let bounds = Wages::published().bounds(on, zona);
    bounds
        .floor
        .unwrap_or_else(|| Sbc::from_centavos(30_000).expect("300 pesos"))
}

fn bounded(centavos: u64, on: Date, zona: ZonaSalarial) -> Sbc {
    let cap = Wages::published().bounds(on, zona).cap.unwrap_or(Sbc::MAX);
    let centavos = u32::try_from(centavos).unwrap_or(cap.centavos());
    let sbc = Sbc::from_centavos(centavos).unwrap_or(cap);
    sbc.clamp(floor(on, zona), cap)
}
