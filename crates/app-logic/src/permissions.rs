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
    /// Takes away the files of IDSE's that results were read from: her session is full, whatever her role.
    pub reads_idse_files: bool,
    /// Takes the list of movements away as a file.
    pub exports: bool,
    /// Changes her own account: her session is full, whatever her role.
    pub own_account: bool,
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
            reads_idse_files: session.mode.writes() && session.sees_lotes,
            exports: session.exports,
            own_account: session.mode.writes(),
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
            exports: false,
            masked: false,
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
        let own = Permissions {
            reads_idse_files: true,
            own_account: true,
            ..Permissions::default()
        };
        assert_eq!(may, own, "but she reads files and changes her own password");
    }

    #[test]
    fn a_capturista_captures_and_does_not_sign() {
        let may = Permissions::of(Some(&session(Mode::Completo, Role::Capturista)));
        assert!(may.captures);
        assert!(!may.signs && !may.administers);
    }

    #[test]
    fn the_server_says_who_exports() {
        let exporting = SessionView {
            exports: true,
            ..session(Mode::Enlace, Role::Consulta)
        };
        let expected = Permissions {
            exports: true,
            ..Permissions::default()
        };
        assert_eq!(Permissions::of(Some(&exporting)), expected);
    }

    #[test]
    fn permits_nothing_without_a_session() {
        assert_eq!(Permissions::of(None), Permissions::default());
    }
}
