//! The fields of a movement as they are shown.

use api::view::movements::ResultSource;
use imss::movimiento::{
    CausaBaja, Jornada, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
};

use crate::format::number;
use crate::messages::movements as text;

/// Returns the id of the file of IDSE's that a result was read from, where it was.
#[must_use]
pub fn receipt_of(source: &ResultSource) -> Option<String> {
    match source {
        ResultSource::Portal { receipt } | ResultSource::Receipt { receipt } => {
            Some(receipt.clone())
        }
        ResultSource::Person { .. } => None,
    }
}

/// Returns the fields that this type has and that are filled in: the label and the value in IMSS's
/// words.
#[must_use]
pub fn fields(draft: &MovimientoDraft) -> Vec<(&'static str, String)> {
    let label = |code: &str, known: Option<&'static str>| known.unwrap_or(code).to_owned();
    let (reingreso, baja) = (
        draft.tipo == TipoMovimiento::Reingreso,
        draft.tipo == TipoMovimiento::Baja,
    );
    let trabajador = TipoTrabajador::parse(&draft.tipo_trabajador).ok();
    let salary = TipoSalario::parse(&draft.tipo_salario).ok();
    let week = Jornada::parse(&draft.jornada).ok();
    let cause = CausaBaja::parse(&draft.causa).ok();
    let all = [
        (true, text::NSS, draft.nss.clone()),
        (!baja, text::CURP, draft.curp.clone()),
        (!baja, text::SBC, number::amount(&draft.sbc)),
        (
            !baja,
            text::TIPO_SALARIO,
            label(&draft.tipo_salario, salary.map(TipoSalario::label)),
        ),
        (
            reingreso,
            text::TIPO_TRABAJADOR,
            label(
                &draft.tipo_trabajador,
                trabajador.map(TipoTrabajador::label),
            ),
        ),
        (
            !baja,
            text::JORNADA,
            label(&draft.jornada, week.map(Jornada::label)),
        ),
        (
            baja,
            text::CAUSA,
            label(&draft.causa, cause.map(CausaBaja::label)),
        ),
        (reingreso, text::UMF, draft.umf.clone()),
        (true, text::GUIA, draft.guia.clone()),
        (true, text::CLAVE, draft.clave.clone()),
    ];
    all.into_iter()
        .filter(|(has, _, value)| *has && !value.trim().is_empty())
        .map(|(_, term, value)| (term, value))
        .collect()
}

/// Returns the SBC of a movement, or the cause of a baja, which has none.
#[must_use]
pub fn sbc_or_causa(tipo: TipoMovimiento, sbc: &str, causa: &str) -> String {
    match tipo {
        TipoMovimiento::Baja => CausaBaja::parse(causa)
            .map_or_else(|_| causa.to_owned(), |causa| causa.label().to_owned()),
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => number::amount(sbc),
    }
}

#[cfg(test)]
mod tests {
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::{fields, sbc_or_causa};
    use crate::messages::movements as text;

    #[test]
    fn shows_the_cause_of_a_baja_and_no_salary() {
        let mut draft = MovimientoDraft::new(TipoMovimiento::Baja);
        draft.nss = "92919084431".to_owned();
        draft.causa = "4".to_owned();
        draft.sbc = "100".to_owned();
        let shown = fields(&draft);
        assert_eq!(
            shown,
            [
                (text::NSS, "92919084431".to_owned()),
                (text::CAUSA, "Defunción".to_owned())
            ]
        );
    }

    #[test]
    fn shows_the_cause_where_others_have_a_salary() {
        let shown = sbc_or_causa;
        assert_eq!(shown(TipoMovimiento::Reingreso, "687.7", ""), "687.70");
        assert_eq!(
            shown(TipoMovimiento::Baja, "", "2"),
            "Separación voluntaria"
        );
        assert_eq!(shown(TipoMovimiento::Baja, "", "?"), "?");
    }
}
