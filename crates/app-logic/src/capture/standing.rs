//! What the directory says of the trabajador of a form: vigente or not, and the SBC that IMSS has.

use api::view::registros::RegistroView;
use api::view::trabajadores::{RelacionView, TrabajadorView};
use imss::finding::{Code, Finding};
use imss::movimiento::TipoMovimiento;

use crate::format::{date, number};
use crate::messages::{capture as text, movements as words};
use crate::sheet::amount::parse_cents;
use crate::sheet::salary_change::SalaryChange;

/// What the directory says of a trabajador at a registro patronal, before the movement is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingNotice {
    /// The sentence.
    pub message: String,
    /// The type of movement that would fit, where one does.
    pub instead: Option<TipoMovimiento>,
}

/// Returns the notice about a movement of this type; `None` where it fits, or nothing is known.
///
/// `found` is the trabajador with the typed NSS. Somebody the directory does not know is not vigente
/// only where the registro patronal has its plantilla.
pub fn standing_notice(
    tipo: TipoMovimiento,
    registro: &RegistroView,
    found: Option<&TrabajadorView>,
) -> Option<StandingNotice> {
    let relacion = found.and_then(|one| relacion_at(one, &registro.id));
    let vigente = match relacion {
        Some(relacion) => relacion.vigente,
        None if registro.plantilla.is_some() => false,
        None => return None,
    };
    match (tipo, vigente) {
        (TipoMovimiento::Reingreso, true) => {
            let relacion = relacion?;
            let since = date::date(relacion.desde);
            let sbc = relacion.sbc.as_deref().map(number::amount);
            Some(StandingNotice {
                message: text::already_vigente(&since, sbc.as_deref()),
                instead: Some(TipoMovimiento::Modificacion),
            })
        }
        (TipoMovimiento::Baja | TipoMovimiento::Modificacion, false) => {
            let elsewhere = found.and_then(vigente_elsewhere);
            let since = relacion.map(|one| date::date(one.desde));
            Some(StandingNotice {
                instead: elsewhere.is_none().then_some(TipoMovimiento::Reingreso),
                message: text::not_vigente(since.as_deref(), elsewhere.as_deref()),
            })
        }
        (TipoMovimiento::Reingreso, false)
        | (TipoMovimiento::Baja | TipoMovimiento::Modificacion, true) => None,
    }
}

/// Whether a finding says what a [`StandingNotice`] says: then the notice is not shown.
pub fn is_about_standing(finding: &Finding) -> bool {
    use Code::{RuleAlreadyActive, RuleAlreadyTerminated, RuleNotActive};
    matches!(
        finding.code,
        RuleAlreadyActive | RuleNotActive | RuleAlreadyTerminated
    )
}

/// Returns what the trabajador is to a registro patronal (id).
pub fn relacion_at<'a>(trabajador: &'a TrabajadorView, registro: &str) -> Option<&'a RelacionView> {
    let mut relaciones = trabajador.relaciones.iter();
    relaciones.find(|one| one.registro == registro)
}

fn vigente_elsewhere(trabajador: &TrabajadorView) -> Option<String> {
    let mut relaciones = trabajador.relaciones.iter();
    let vigente = relaciones.find(|one| one.vigente)?;
    Some(words::at_place(&vigente.numero, &vigente.place))
}

/// Returns the SBC that IMSS has, as a line of help: `SBC actual: 612.30 desde el 08/01/2024.`
pub fn present_sbc(relacion: &RelacionView) -> Option<String> {
    let sbc = number::amount(relacion.sbc.as_deref()?);
    let since = relacion.sbc_desde.map(date::date);
    Some(text::present_sbc(&sbc, since.as_deref()))
}

/// Returns the remark about a new SBC that is equal to the present one, or lower, or far above it.
pub fn salary_remark(relacion: &RelacionView, new_sbc: &str) -> Option<String> {
    let now = parse_cents(relacion.sbc.as_deref()?)?;
    let new = parse_cents(new_sbc)?;
    let change = SalaryChange::between(now, new);
    match change.cents {
        0 => Some(text::SAME_SBC.to_owned()),
        ..0 => Some(text::lower_sbc(&change.in_words())),
        _ if change.is_unusual() => Some(text::much_higher_sbc(&change.in_words())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use api::view::registros::{RegistroData, RegistroView};
    use api::view::trabajadores::{PlantillaView, RelacionView, TrabajadorData, TrabajadorView};
    use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::{present_sbc, salary_remark, standing_notice};

    fn registro(with_plantilla: bool) -> RegistroView {
        RegistroView {
            id: "leon".to_owned(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: with_plantilla.then(|| PlantillaView {
                corte: date(2025, 12, 31),
                trabajadores: 3,
                at: Timestamp::UNIX_EPOCH,
            }),
        }
    }

    fn relacion(registro: &str, vigente: bool) -> RelacionView {
        RelacionView {
            registro: registro.to_owned(),
            numero: format!("numero {registro}"),
            place: format!("place {registro}"),
            vigente,
            desde: date(2024, 1, 8),
            alta: None,
            sbc: Some("612.30".to_owned()),
            sbc_desde: Some(date(2024, 1, 8)),
        }
    }

    fn trabajador(relaciones: Vec<RelacionView>) -> TrabajadorView {
        TrabajadorView {
            version: 1,
            data: TrabajadorData::default(),
            nombre: String::new(),
            antes: Vec::new(),
            relaciones,
        }
    }

    #[test]
    fn warns_of_reingreso_of_vigente() {
        let vigente = trabajador(vec![relacion("leon", true)]);
        let notice = standing_notice(Reingreso, &registro(false), Some(&vigente)).unwrap();
        assert_eq!(notice.instead, Some(Modificacion));
        assert!(notice.message.contains("08/01/2024"), "{}", notice.message);
        assert_eq!(
            standing_notice(Baja, &registro(false), Some(&vigente)),
            None
        );
    }

    #[test]
    fn warns_of_baja_and_modificacion_of_not_vigente() {
        let left = trabajador(vec![relacion("leon", false), relacion("tijuana", true)]);
        for tipo in [Baja, Modificacion] {
            let notice = standing_notice(tipo, &registro(false), Some(&left)).unwrap();
            assert_eq!(notice.instead, None, "vigente with another registro");
            assert!(notice.message.contains("numero tijuana · place tijuana"));
        }
        assert_eq!(
            standing_notice(Reingreso, &registro(false), Some(&left)),
            None
        );
    }

    #[test]
    fn unknown_trabajador_is_not_vigente_only_with_plantilla() {
        assert_eq!(standing_notice(Baja, &registro(false), None), None);
        let notice = standing_notice(Baja, &registro(true), None).unwrap();
        assert_eq!(notice.instead, Some(Reingreso));
        assert_eq!(standing_notice(Reingreso, &registro(true), None), None);
    }

    #[test]
    fn remarks_equal_lower_and_much_higher_salary() {
        let relacion = relacion("leon", true);
        assert_eq!(
            present_sbc(&relacion).as_deref(),
            Some("SBC actual: 612.30, desde el 08/01/2024.")
        );
        let remark = |sbc: &str| salary_remark(&relacion, sbc).unwrap_or_default();
        assert!(remark("612.3").contains("igual"));
        assert!(remark("600").contains("−12.30"));
        assert!(remark("6123.00").contains("+900.00 %"));
        assert_eq!(remark("640.00"), "");
        assert_eq!(remark("mucho"), "");
    }
}
