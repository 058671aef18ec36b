//! Rows of a plantilla: workers, of whom less must be known than of a movement.

use imss::finding::{Code, Finding};
use imss::id::Rfc;
use imss::movimiento::{
    Jornada, Movimiento, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
};
use imss::time::format_date;

use super::Interpreter;
use crate::findings::{Found, Ours};

impl Interpreter<'_> {
    /// A worker of a plantilla: only who it is must be there, and whatever is there must be readable.
    pub(super) fn check_trabajador(
        &self,
        draft: &MovimientoDraft,
        rfc: &str,
        findings: &mut Vec<Found>,
    ) -> Option<Movimiento> {
        let or = |text: &str, otherwise: &str| match text.trim() {
            "" => otherwise.to_owned(),
            text => text.to_owned(),
        };
        let whole = MovimientoDraft {
            tipo: TipoMovimiento::Reingreso,
            sbc: or(&draft.sbc, "1.00"),
            fecha: or(&draft.fecha, &format_date(self.rules.today)),
            tipo_trabajador: or(&draft.tipo_trabajador, TipoTrabajador::Permanente.code()),
            tipo_salario: or(&draft.tipo_salario, TipoSalario::Fijo.code()),
            jornada: or(&draft.jornada, Jornada::Normal.code()),
            ..draft.clone()
        };
        let (movimiento, found) = whole.parse();
        let of_a_trabajador = |one: &Finding| {
            !matches!(
                one.code,
                Code::UmfMissing | Code::GuiaMissing | Code::CurpMissing
            )
        };
        findings.extend(found.into_iter().filter(of_a_trabajador).map(Found::from));
        if !rfc.trim().is_empty() {
            match Rfc::parse(rfc) {
                Ok(rfc) => findings.extend(rfc.findings().into_iter().map(Found::from)),
                Err(error) => findings.push(error.into_finding().into()),
            }
        }
        let movimiento = movimiento?;
        if self.registro(movimiento.registro_patronal()).is_none() {
            let numero = movimiento.registro_patronal().to_string();
            findings.push(Ours::RegistroUnknown(numero).into());
        }
        Some(movimiento)
    }
}
