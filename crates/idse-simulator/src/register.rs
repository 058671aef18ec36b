//! The register of trabajadores, and the rules that a movement meets when its lote is processed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dispmag::{Movement, Tipo};
use crate::seed::{SeedTrabajador, UnknownTrabajadores, cents};

/// Every trabajador's standing with every registro patronal.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Register {
    /// By `registro patronal/NSS`.
    standings: BTreeMap<String, Standing>,
    /// The registered name by NSS, independent of the employer.
    names: BTreeMap<String, String>,
    /// Every NSS that was merged into another.
    #[serde(default)]
    merged: BTreeSet<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Standing {
    vigente: bool,
    /// Cents a day.
    sbc: u32,
    curp: String,
    last_movement: Option<Date>,
    salary_changes: Vec<Date>,
}

impl Register {
    /// Adds the seed's trabajadores that are not registered yet, and the merged numbers. What movements changed since is
    /// kept.
    pub(crate) fn add_seed(&mut self, trabajadores: &[SeedTrabajador], merged: &[String]) {
        self.merged.extend(merged.iter().cloned());
        for trabajador in trabajadores {
            let name = full_name([
                &trabajador.apellido_paterno,
                &trabajador.apellido_materno,
                &trabajador.nombre,
            ]);
            self.names.entry(trabajador.nss.clone()).or_insert(name);
            self.standings
                .entry(key(&trabajador.registro_patronal, &trabajador.nss))
                .or_insert_with(|| Standing {
                    vigente: trabajador.vigente,
                    sbc: cents(&trabajador.sbc).unwrap_or(0),
                    curp: trabajador.curp.clone(),
                    last_movement: trabajador.since,
                    salary_changes: Vec::new(),
                });
        }
    }

    /// Applies a movement, or gives the code it is rejected with (domain facts `[B]`).
    pub(crate) fn apply(
        &mut self,
        registro_patronal: &str,
        movement: &Movement,
        unknown: UnknownTrabajadores,
    ) -> Result<(), &'static str> {
        if self.merged.contains(&movement.nss) {
            return Err("61");
        }
        let name = full_name([&movement.paterno, &movement.materno, &movement.nombre]);
        match self.names.get(&movement.nss) {
            Some(registered) if *registered != name => return Err("59"),
            Some(_) => {}
            None if unknown == UnknownTrabajadores::Refuse => return Err("58"),
            None => {}
        }
        let known = self.names.contains_key(&movement.nss);
        let key = key(registro_patronal, &movement.nss);
        let mut standing = self.standings.get(&key).cloned();
        if standing.is_none() && !known && unknown == UnknownTrabajadores::AssumeActive {
            standing = (movement.tipo != Tipo::Reingreso).then(|| Standing {
                vigente: true,
                ..Standing::default()
            });
        }
        let changed = standing.unwrap_or_default().after(movement)?;
        self.standings.insert(key, changed);
        self.names.entry(movement.nss.clone()).or_insert(name);
        Ok(())
    }
}

impl Standing {
    fn after(mut self, movement: &Movement) -> Result<Self, &'static str> {
        match (movement.tipo, self.vigente) {
            (Tipo::Reingreso, true) => return Err("48"),
            (Tipo::Baja, false) if self.last_movement.is_some() => return Err("51"),
            (Tipo::Baja | Tipo::Modificacion, false) => return Err("50"),
            (Tipo::Reingreso, false) | (Tipo::Baja | Tipo::Modificacion, true) => {}
        }
        let same_day_change = self.salary_changes.contains(&movement.fecha);
        if movement.tipo == Tipo::Modificacion && same_day_change {
            return Err("56");
        }
        if self.last_movement.is_some_and(|last| movement.fecha < last) {
            return Err("49");
        }
        self.last_movement = Some(movement.fecha);
        match movement.tipo {
            Tipo::Reingreso => {
                self.vigente = true;
                self.sbc = movement.sbc;
                self.curp.clone_from(&movement.curp);
                self.salary_changes.clear();
            }
            Tipo::Modificacion => {
                self.sbc = movement.sbc;
                self.salary_changes.push(movement.fecha);
            }
            Tipo::Baja => self.vigente = false,
        }
        Ok(self)
    }
}

fn key(registro_patronal: &str, nss: &str) -> String {
    format!("{registro_patronal}/{nss}")
}

/// One spelling for comparing: capitals, no accents, N for Ñ, single spaces.
fn full_name(parts: [&str; 3]) -> String {
    let folded: String = parts
        .join(" ")
        .to_uppercase()
        .chars()
        .map(|c| match c {
            'Á' => 'A',
            'É' => 'E',
            'Í' => 'I',
            'Ó' => 'O',
            'Ú' | 'Ü' => 'U',
            'Ñ' => 'N',
            other => other,
        })
        .collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const RP: &str = "Y6087828106";

    fn movement(tipo: Tipo, day: i8) -> Movement {
        Movement {
            tipo,
            nss: "92919084431".into(),
            paterno: "MUNOZ".into(),
            materno: String::new(),
            nombre: "KARLA".into(),
            curp: String::new(),
            sbc: 68770,
            fecha: date(2026, 1, day),
            causa: None,
        }
    }

    fn register(vigente: bool) -> Register {
        let mut register = Register::default();
        register.add_seed(
            &[SeedTrabajador {
                registro_patronal: RP.into(),
                nss: "92919084431".into(),
                apellido_paterno: "Muñoz".into(),
                apellido_materno: String::new(),
                nombre: "Karla".into(),
                curp: String::new(),
                vigente,
                sbc: "500.00".into(),
                since: Some(date(2026, 1, 10)),
            }],
            &["72795608040".into()],
        );
        register
    }

    fn apply(register: &mut Register, tipo: Tipo, day: i8) -> Result<(), &'static str> {
        register.apply(RP, &movement(tipo, day), UnknownTrabajadores::New)
    }

    #[test]
    fn a_trabajador_is_hired_changed_and_dismissed() {
        let mut register = register(false);
        assert_eq!(apply(&mut register, Tipo::Baja, 12), Err("51"));
        assert_eq!(apply(&mut register, Tipo::Modificacion, 12), Err("50"));
        assert_eq!(apply(&mut register, Tipo::Reingreso, 12), Ok(()));
        assert_eq!(apply(&mut register, Tipo::Reingreso, 13), Err("48"));
        assert_eq!(apply(&mut register, Tipo::Modificacion, 14), Ok(()));
        assert_eq!(apply(&mut register, Tipo::Modificacion, 14), Err("56"));
        assert_eq!(apply(&mut register, Tipo::Baja, 13), Err("49"));
        assert_eq!(apply(&mut register, Tipo::Baja, 15), Ok(()));
        assert_eq!(apply(&mut register, Tipo::Baja, 16), Err("51"));
    }

    #[test]
    fn rejects_another_name_than_the_registered() {
        let mut other = movement(Tipo::Baja, 12);
        other.nombre = "CARLA".into();
        let mut register = register(true);
        assert_eq!(
            register.apply(RP, &other, UnknownTrabajadores::New),
            Err("59")
        );
    }

    #[test]
    fn rejects_a_merged_number_for_every_employer() {
        let mut old = movement(Tipo::Reingreso, 12);
        old.nss = "72795608040".into();
        let mut register = register(true);
        assert_eq!(
            register.apply(RP, &old, UnknownTrabajadores::New),
            Err("61")
        );
    }

    #[test]
    fn the_policy_decides_about_unknown_trabajadores() {
        let baja = movement(Tipo::Baja, 12);
        let alta = movement(Tipo::Reingreso, 12);
        let with = |policy, movement| Register::default().apply(RP, movement, policy);
        assert_eq!(with(UnknownTrabajadores::New, &baja), Err("50"));
        assert_eq!(with(UnknownTrabajadores::New, &alta), Ok(()));
        assert_eq!(with(UnknownTrabajadores::AssumeActive, &baja), Ok(()));
        assert_eq!(with(UnknownTrabajadores::AssumeActive, &alta), Ok(()));
        assert_eq!(with(UnknownTrabajadores::Refuse, &alta), Err("58"));
    }
}
