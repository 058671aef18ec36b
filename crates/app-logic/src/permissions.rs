//! What a person is offered to do.

use api::view::accounts::SessionView;

/// What the pages offer a person. The server decides again at every call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Entered to work, not to consult.
    pub works: bool,
    /// Captures movements and prepares lotes.
    pub captures: bool,
    /// Assigns certificates, signs and sends.
    pub signs: bool,
    /// Changes the company.
    pub administers: bool,
    /// Sees lotes.
    pub sees_lotes: bool,
}

impl Permissions {
    /// Returns what a session permits; nothing without one.
    #[must_use]
    pub fn of(session: Option<&SessionView>) -> Self {
        let Some(session) = session else {
            return Self::default();
        };
        let works = session.mode.writes() && session.role.writes();
        Self {
            works,
            captures: works && session.role.captures(),
            signs: works && session.role.signs(),
            administers: works && session.role.administers(),
            sees_lotes: works && session.sees_lotes,
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::accounts::SessionView;
    use jiff::Timestamp;
    use model::{Mode, Role};

    use super::Permissions;

    fn session(mode: Mode, role: Role) -> SessionView {
        SessionView {
            empresa: "Empresa".to_owned(),
            name: "Karla".to_owned(),
            mode,
            role,
            sees_lotes: mode == Mode::Completo,
            expires_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn consult_mode_writes_nothing_whatever_the_role() {
        for mode in [Mode::Consulta, Mode::Enlace] {
            let may = Permissions::of(Some(&session(mode, Role::Administrador)));
            assert_eq!(may, Permissions::default());
        }
    }

    #[test]
    fn a_role_that_only_consults_writes_nothing() {
        let may = Permissions::of(Some(&session(Mode::Completo, Role::Consulta)));
        assert_eq!(may, Permissions::default());
    }

    #[test]
    fn a_capturista_captures_and_does_not_sign() {
        let may = Permissions::of(Some(&session(Mode::Completo, Role::Capturista)));
        assert!(may.captures);
        assert!(!may.signs && !may.administers);
    }

    #[test]
    fn permits_nothing_without_a_session() {
        assert_eq!(Permissions::of(None), Permissions::default());
    }
}
