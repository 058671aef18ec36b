//! The draft that a form begins with: usual values, a copy, somebody of the directory, the next of a
//! series.

use imss::movimiento::{
    CausaBaja, Jornada, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
};
use imss::time::parse_date;

use crate::format::date;

/// Returns a draft as the form's controls hold it: dates as a date field writes them, codes as its
/// lists name them. What cannot be read stays as it is.
pub fn for_form(mut draft: MovimientoDraft) -> MovimientoDraft {
    if let Ok(fecha) = parse_date(&draft.fecha) {
        draft.fecha = date::to_field(fecha);
    }
    let code = |typed: &str, known: Option<&'static str>| known.unwrap_or(typed).to_owned();
    let salary = TipoSalario::parse(&draft.tipo_salario).ok();
    draft.tipo_salario = code(&draft.tipo_salario, salary.map(TipoSalario::code));
    let trabajador = TipoTrabajador::parse(&draft.tipo_trabajador).ok();
    draft.tipo_trabajador = code(&draft.tipo_trabajador, trabajador.map(TipoTrabajador::code));
    let week = Jornada::parse(&draft.jornada).ok();
    draft.jornada = code(&draft.jornada, week.map(Jornada::code));
    let cause = CausaBaja::parse(&draft.causa).ok();
    draft.causa = code(&draft.causa, cause.map(CausaBaja::code));
    draft
}

/// Returns an empty draft with the usual codes chosen.
pub fn usual(tipo: TipoMovimiento) -> MovimientoDraft {
    let mut draft = MovimientoDraft::new(tipo);
    if tipo != TipoMovimiento::Baja {
        draft.tipo_salario = TipoSalario::Fijo.code().to_owned();
        draft.jornada = Jornada::Normal.code().to_owned();
    }
    if tipo == TipoMovimiento::Reingreso {
        draft.tipo_trabajador = TipoTrabajador::Permanente.code().to_owned();
    }
    draft
}

/// Returns a draft of this type that begins with what is known, and has the usual codes where nothing
/// is.
pub fn with_usual(tipo: TipoMovimiento, known: MovimientoDraft) -> MovimientoDraft {
    let usual = usual(tipo);
    let or = |known: String, usual: String| {
        if known.trim().is_empty() {
            usual
        } else {
            known
        }
    };
    let known = for_form(known);
    MovimientoDraft {
        tipo,
        tipo_trabajador: or(known.tipo_trabajador, usual.tipo_trabajador),
        tipo_salario: or(known.tipo_salario, usual.tipo_salario),
        jornada: or(known.jornada, usual.jornada),
        ..known
    }
}

/// Returns a draft like another: the person is the same, the date is not.
pub fn copy_of(tipo: TipoMovimiento, mut draft: MovimientoDraft) -> MovimientoDraft {
    draft.fecha = String::new();
    with_usual(tipo, draft)
}

/// Returns a draft for somebody of the directory. For a modificación the salary stays empty: the old
/// one would be taken for the new.
pub fn of_trabajador(tipo: TipoMovimiento, mut known: MovimientoDraft) -> MovimientoDraft {
    if tipo == TipoMovimiento::Modificacion {
        known.sbc = String::new();
    }
    with_usual(tipo, known)
}

/// Returns what the next draft of a series begins with: everything but the person.
pub fn next_of_series(draft: &MovimientoDraft) -> MovimientoDraft {
    MovimientoDraft {
        tipo: draft.tipo,
        fecha: draft.fecha.clone(),
        tipo_trabajador: draft.tipo_trabajador.clone(),
        tipo_salario: draft.tipo_salario.clone(),
        jornada: draft.jornada.clone(),
        umf: draft.umf.clone(),
        guia: draft.guia.clone(),
        causa: draft.causa.clone(),
        ..MovimientoDraft::new(draft.tipo)
    }
}

/// Whether enough is typed to be worth keeping.
pub fn is_worth_keeping(draft: &MovimientoDraft) -> bool {
    [&draft.nss, &draft.paterno, &draft.nombre, &draft.curp]
        .into_iter()
        .any(|field| !field.trim().is_empty())
}

/// Returns whom a draft is about, as far as that is typed: the name, or the NSS.
pub fn person_of(draft: &MovimientoDraft) -> String {
    let name = [&draft.paterno, &draft.materno, &draft.nombre]
        .map(|part| part.trim().to_uppercase())
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if name.is_empty() {
        draft.nss.trim().to_owned()
    } else {
        name
    }
}

/// Returns what a registro patronal proposes for a field, or `None` where the person typed something
/// else: `before` is what another registro patronal proposed.
pub fn proposed(typed: &str, before: Option<&str>, now: &str) -> Option<String> {
    let untouched = typed.is_empty() || Some(typed) == before;
    (untouched && typed != now).then(|| now.to_owned())
}

#[cfg(test)]
mod tests {
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::{for_form, is_worth_keeping, next_of_series, proposed, usual, with_usual};

    #[test]
    fn labels_of_import_become_codes() {
        let mut draft = usual(TipoMovimiento::Baja);
        draft.causa = "Defunción".to_owned();
        draft.fecha = "15/01/2026".to_owned();
        let shown = for_form(draft);
        assert_eq!(
            (shown.causa.as_str(), shown.fecha.as_str()),
            ("4", "2026-01-15")
        );
    }

    #[test]
    fn proposal_never_replaces_typed_value() {
        assert_eq!(proposed("", None, "021").as_deref(), Some("021"));
        assert_eq!(proposed("021", Some("021"), "033").as_deref(), Some("033"));
        assert_eq!(proposed("044", Some("021"), "033"), None);
        assert_eq!(proposed("033", None, "033"), None);
    }

    #[test]
    fn next_of_series_drops_only_the_person() {
        let mut draft = usual(TipoMovimiento::Baja);
        draft.fecha = "2026-01-15".to_owned();
        draft.causa = "2".to_owned();
        draft.nss = "92919084431".to_owned();
        draft.nombre = "KARLA".to_owned();
        let next = next_of_series(&draft);
        assert_eq!(
            (next.fecha.as_str(), next.causa.as_str()),
            ("2026-01-15", "2")
        );
        assert!(!is_worth_keeping(&next), "nobody is in it");
        assert!(is_worth_keeping(&draft));
    }

    #[test]
    fn usual_codes_fill_only_empty_fields() {
        let mut known = MovimientoDraft::new(TipoMovimiento::Reingreso);
        known.nss = "92919084431".to_owned();
        known.jornada = "2".to_owned();
        let begun = with_usual(TipoMovimiento::Reingreso, known);
        assert_eq!(begun.nss, "92919084431");
        assert_eq!(
            (begun.jornada.as_str(), begun.tipo_salario.as_str()),
            ("2", "0")
        );
    }
}
