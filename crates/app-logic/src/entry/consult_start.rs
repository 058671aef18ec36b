//! What is looked up before a reader sees the history.

use imss::movimiento::TipoMovimiento;

use crate::messages::{consult, history};

/// One look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookUp {
    /// The registros patronales that the reader may see.
    Registros,
    /// The movements of a type.
    Movements(TipoMovimiento),
}

impl LookUp {
    /// Every look-up, in its order.
    pub const ALL: [Self; 4] = [
        Self::Registros,
        Self::Movements(TipoMovimiento::Reingreso),
        Self::Movements(TipoMovimiento::Modificacion),
        Self::Movements(TipoMovimiento::Baja),
    ];

    /// Returns the look-up that is under way once `done` have been made; `None` after the last.
    #[must_use]
    pub fn after(done: usize) -> Option<Self> {
        Self::ALL.get(done).copied()
    }

    /// Returns what is looked up.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Registros => consult::REGISTROS,
            Self::Movements(TipoMovimiento::Reingreso) => history::REINGRESOS,
            Self::Movements(TipoMovimiento::Modificacion) => history::MODIFICACIONES,
            Self::Movements(TipoMovimiento::Baja) => history::BAJAS,
        }
    }
}

/// Returns how much of the look-ups is done, from 0 to 1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a handful")]
pub fn share(done: usize) -> f64 {
    done as f64 / LookUp::ALL.len() as f64
}

/// Returns the token of a consult link that was pasted: the whole address, or what stands behind its `#`.
/// `None` where it cannot be one.
#[must_use]
pub fn pasted_token(pasted: &str) -> Option<&str> {
    let pasted = pasted.trim();
    let token = pasted.rsplit_once('#').map_or(pasted, |(_, token)| token);
    let is_token = token.len() == 43
        && token
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    is_token.then_some(token)
}

#[cfg(test)]
mod tests {
    use super::{LookUp, pasted_token, share};

    #[test]
    fn every_look_up_has_its_turn() {
        assert_eq!(LookUp::after(0), Some(LookUp::Registros));
        assert_eq!(LookUp::after(LookUp::ALL.len()), None);
        assert!(share(1) > 0.0 && share(1) < 1.0);
        assert!((share(LookUp::ALL.len()) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_link_is_pasted_whole_or_by_its_end() {
        let token = "0123456789abcdefghijklmnopqrstuvwxyzABCDE_-";
        let address = format!(" https://rubrica.example/consulta#{token}\n");
        assert_eq!(pasted_token(&address), Some(token));
        assert_eq!(pasted_token(token), Some(token));
        for wrong in ["", "https://rubrica.example/consulta#", "hola", "#á"] {
            assert_eq!(pasted_token(wrong), None, "{wrong}");
        }
    }
}
