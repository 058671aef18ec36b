//! What is due, read off what the server answered.

use api::view::certificates::CertificateView;
use api::view::lotes::{LoteStatus, LoteView};
use api::view::registros::RegistroView;
use imss::assistants::Occasion;
use jiff::civil::Date;

/// What Inicio looks at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Overview {
    pub(super) registros: Vec<RegistroView>,
    pub(super) certificates: Vec<CertificateView>,
    pub(super) lotes: Vec<LoteView>,
    /// What comes around with the calendar, with its last day; for those who capture.
    pub(super) occasions: Vec<(Occasion, Date)>,
}

/// Lotes that wait for a person, by what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) to_sign: usize,
    /// Prepared by somebody else, and this person's to review and sign.
    pub(super) to_approve: usize,
    /// Somebody else's to sign.
    pub(super) with_others: usize,
    pub(super) to_confirm: usize,
    pub(super) in_doubt: usize,
}

impl Waiting {
    /// `signs`: the person may sign at all.
    pub(super) fn of(lotes: &[LoteView], signs: bool) -> Self {
        let mut waiting = Self::default();
        for lote in lotes {
            match lote.estado {
                LoteStatus::Preparado if lote.second_pair.is_some() => {
                    if signs && !lote.awaits_other {
                        waiting.to_approve += 1;
                    } else {
                        waiting.with_others += 1;
                    }
                }
                LoteStatus::Preparado => waiting.to_sign += 1,
                LoteStatus::Enviado {
                    por_confirmar: true,
                    ..
                } => waiting.to_confirm += 1,
                LoteStatus::Dudoso { .. } => waiting.in_doubt += 1,
                LoteStatus::Firmado { .. }
                | LoteStatus::Enviado { .. }
                | LoteStatus::Procesado { .. }
                | LoteStatus::Rechazado { .. }
                | LoteStatus::Cancelado => {}
            }
        }
        waiting
    }
}

/// Numbers of the registros patronales for which nothing signs.
pub(super) fn unsigned(registros: &[RegistroView]) -> Vec<&str> {
    registros
        .iter()
        .filter(|one| one.certificado.is_none())
        .map(|one| one.data.numero.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteStatus, LoteView, ReciboView, SecondPair};
    use imss::movimiento::TipoMovimiento;
    use jiff::Timestamp;

    use super::Waiting;

    fn lote(estado: LoteStatus) -> LoteView {
        LoteView {
            id: "1".to_owned(),
            version: 1,
            numero: 1,
            registro: "1".to_owned(),
            numero_registro: "Y6087828106".to_owned(),
            tipo: TipoMovimiento::Reingreso,
            movimientos: 1,
            estado,
            created_at: Timestamp::UNIX_EPOCH,
            vence: None,
            dias_habiles: None,
            certificado: None,
            sesiones: Vec::new(),
            cancellable: false,
            retriable: false,
            awaits_other: false,
            second_pair: None,
        }
    }

    #[test]
    fn with_two_pairs_of_eyes_a_lote_waits_for_the_other_person() {
        let mut theirs = lote(LoteStatus::Preparado);
        theirs.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned()],
        });
        let mut mine = theirs.clone();
        mine.awaits_other = true;
        let waiting = Waiting {
            to_approve: 1,
            with_others: 1,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&[theirs.clone(), mine.clone()], true), waiting);
        let waiting = Waiting {
            with_others: 2,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&[theirs, mine], false), waiting);
    }

    #[test]
    fn a_sent_lote_waits_for_a_person_only_without_a_live_session() {
        let sent = |por_confirmar| {
            lote(LoteStatus::Enviado {
                recibo: ReciboView {
                    folio: String::new(),
                    id_lote: String::new(),
                    fecha: String::new(),
                },
                por_confirmar,
            })
        };
        let lotes = [sent(true), sent(false), lote(LoteStatus::Preparado)];
        let waiting = Waiting {
            to_sign: 1,
            to_confirm: 1,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&lotes, true), waiting);
    }
}
