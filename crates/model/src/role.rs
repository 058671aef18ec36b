//! What a user may do.

use serde::{Deserialize, Serialize};

/// What a user may do, as an administrator decided it.
///
/// A new role is added here, in `app-logic`'s messages (its Spanish name), and nowhere else: every
/// other place asks for a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, users and links included.
    Administrador,
    /// Captures, signs and sends.
    Firmante,
    /// Captures and prepares lotes; signs nothing.
    Capturista,
    /// Reads.
    Consulta,
}

/// What a role permits.
struct Capabilities {
    administers: bool,
    signs: bool,
    captures: bool,
}

impl Role {
    /// Every role, the most powerful first.
    pub const ALL: [Self; 4] = [
        Self::Administrador,
        Self::Firmante,
        Self::Capturista,
        Self::Consulta,
    ];

    const fn capabilities(self) -> Capabilities {
        let (administers, signs, captures) = match self {
            Self::Administrador => (true, true, true),
            Self::Firmante => (false, true, true),
            Self::Capturista => (false, false, true),
            Self::Consulta => (false, false, false),
        };
        Capabilities {
            administers,
            signs,
            captures,
        }
    }

    /// Whether the user may change the company: users, registros patronales, settings and links.
    pub const fn administers(self) -> bool {
        self.capabilities().administers
    }

    /// Whether the user may assign certificates, sign challenges and lotes, and send.
    pub const fn signs(self) -> bool {
        self.capabilities().signs
    }

    /// Whether the user may capture movements and prepare lotes.
    pub const fn captures(self) -> bool {
        self.capabilities().captures
    }

    /// Whether the user may change anything at all.
    pub const fn writes(self) -> bool {
        let Capabilities {
            administers,
            signs,
            captures,
        } = self.capabilities();
        administers || signs || captures
    }

    /// Returns the name in JSON and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrador => "administrador",
            Self::Firmante => "firmante",
            Self::Capturista => "capturista",
            Self::Consulta => "consulta",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn json_name_of_every_role_is_as_str() {
        for role in Role::ALL {
            let json = serde_json::to_value(role).unwrap();
            assert_eq!(json, role.as_str());
            assert_eq!(serde_json::from_value::<Role>(json).unwrap(), role);
        }
    }

    #[test]
    fn consulta_writes_nothing_and_every_other_role_captures() {
        for role in Role::ALL {
            assert_eq!(role.writes(), role != Role::Consulta);
            assert_eq!(role.captures(), role != Role::Consulta);
        }
        assert!(Role::Firmante.signs() && !Role::Firmante.administers());
        assert!(!Role::Capturista.signs());
    }
}
