//! The usernames that logged in on this device, so that the login can propose them.

/// The most that are remembered.
const MOST: usize = 6;

/// Returns the usernames after one of them logged in, the last one first.
#[must_use]
pub fn after_login(known: &[String], username: &str) -> Vec<String> {
    let others = known.iter().filter(|one| *one != username).cloned();
    let mut all = vec![username.to_owned()];
    all.extend(others.take(MOST - 1));
    all
}

/// Returns the username that the login begins with: the only one. Among several the person chooses.
#[must_use]
pub fn proposed(known: &[String]) -> String {
    match known {
        [only] => only.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, after_login, proposed};

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn proposes_the_only_username() {
        assert_eq!(proposed(&names(&["ana"])), "ana");
        assert_eq!(proposed(&names(&["ana", "luis"])), "");
        assert_eq!(proposed(&[]), "");
    }

    #[test]
    fn the_last_username_comes_first_and_once() {
        let known = after_login(&names(&["ana", "luis"]), "luis");
        assert_eq!(known, names(&["luis", "ana"]));
    }

    #[test]
    fn the_oldest_username_is_forgotten() {
        let known = (0..9).fold(Vec::new(), |known, n| after_login(&known, &format!("u{n}")));
        assert_eq!(known.len(), MOST);
        assert_eq!(known[0], "u8");
    }
}
