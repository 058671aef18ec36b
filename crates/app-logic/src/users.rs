//! What the pages of the company's people decide.

use api::view::users::{People, UserView};
use model::Role;

use crate::messages::{shell, users as text};
use crate::shown::{Choice, Tone};

/// Returns the roles to choose from, the least powerful first: what is given by mistake should be little.
#[must_use]
pub fn role_choices() -> Vec<Choice> {
    Role::ALL
        .iter()
        .rev()
        .map(|role| Choice::new(role.as_str(), shell::role(*role)).help(text::role_help(*role)))
        .collect()
}

/// Returns the role that a choice names.
#[must_use]
pub fn chosen_role(value: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.as_str() == value)
}

/// Whether a user is the only one who administers: she can neither be shut out nor lose the role.
#[must_use]
pub fn is_last_administrator(people: &People, user: &UserView) -> bool {
    let others = people
        .users
        .iter()
        .any(|other| other.id != user.id && other.active && other.role.administers());
    user.active && user.role.administers() && !others
}

/// Returns the words and the tone of the badge of a user.
#[must_use]
pub fn state(user: &UserView) -> (&'static str, Option<Tone>) {
    if user.active {
        (text::ACTIVE, Some(Tone::Success))
    } else {
        (text::INACTIVE, None)
    }
}

#[cfg(test)]
mod tests {
    use api::view::settings::CompanyView;
    use api::view::users::{People, UserView};
    use model::Role;

    use super::{chosen_role, is_last_administrator, role_choices};

    fn user(id: &str, role: Role, active: bool) -> UserView {
        UserView {
            id: id.to_owned(),
            username: id.to_owned(),
            name: id.to_owned(),
            email: None,
            role,
            active,
            is_me: false,
        }
    }

    #[test]
    fn the_least_powerful_role_is_offered_first() {
        let choices = role_choices();
        assert_eq!(choices[0].value, "consulta");
        for choice in choices {
            assert!(chosen_role(&choice.value).is_some());
            assert!(!choice.help.is_empty());
        }
    }

    #[test]
    fn somebody_shut_out_does_not_count_as_another_administrator() {
        let ana = user("ana", Role::Administrador, true);
        let people = |other: UserView| People {
            users: vec![ana.clone(), other],
            requests: Vec::new(),
            company: CompanyView {
                name: "Empresa".to_owned(),
                rfc: None,
                rfc_proven: None,
            },
            invitations: Vec::new(),
            undelivered: Vec::new(),
        };
        let shut_out = people(user("eva", Role::Administrador, false));
        assert!(is_last_administrator(&shut_out, &ana));
        let two = people(user("eva", Role::Administrador, true));
        assert!(!is_last_administrator(&two, &ana));
        let firmante = user("luis", Role::Firmante, true);
        assert!(!is_last_administrator(&people(firmante.clone()), &firmante));
    }
}
