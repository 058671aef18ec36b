//! Several files picked at once, or one whose name says nothing: which of them are taken.

use super::form::{Half, half};
use vault_protocol::Place;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A certificate. `fit`: it may sign; it is no CSD and has not ended.
    Certificate {
        /// It may sign.
        fit: bool,
    },
    /// A .pfx.
    Pfx,
    /// A private key.
    Key,
    /// Nothing that opens: it stays where it was picked, and its error is shown there.
    Neither(Place),
}

/// What the fields hold from now on, and what was picked for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken<T> {
    /// The .cer or the .pfx.
    pub certificate: Option<T>,
    /// The .key.
    pub key: Option<T>,
    /// What is not taken.
    pub left_out: Vec<T>,
}

/// What the fields held before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    /// The .cer or the .pfx.
    pub certificate: Option<T>,
    /// That is a .pfx, and takes no key beside it.
    pub is_pfx: bool,
    /// The .key.
    pub key: Option<T>,
}

/// Recognises files that were picked together by their names, where there is at most one for each
/// field.
pub fn by_name(names: &[String]) -> Option<Vec<Looked>> {
    let looked: Option<Vec<_>> = names
        .iter()
        .map(|name| match half(name) {
            Half::Certificate => Some(Looked::Certificate { fit: true }),
            Half::Pfx => Some(Looked::Pfx),
            Half::Key => Some(Looked::Key),
            Half::Unknown => None,
        })
        .collect();
    let looked = looked?;
    let keys = looked.iter().filter(|one| **one == Looked::Key).count();
    (keys <= 1 && looked.len() - keys <= 1).then_some(looked)
}

/// Returns which of the files that came are taken. A pair goes before a .pfx, what serves before what
/// does not, and of what is alike the last. What came takes the place of what was there.
pub fn take<T: Clone + PartialEq>(held: Held<T>, come: &[(T, Looked)]) -> Taken<T> {
    let last = |wanted: &dyn Fn(Looked) -> bool| {
        let found = come.iter().rev().find(|(_, looked)| wanted(*looked));
        found.map(|(file, _)| file.clone())
    };
    let fit = last(&|one| one == Looked::Certificate { fit: true });
    let unfit = last(&|one| one == Looked::Certificate { fit: false });
    let pfx = last(&|one| one == Looked::Pfx);
    let key = last(&|one| one == Looked::Key);
    let odd = |place| last(&|one| one == Looked::Neither(place));

    let (certificate, key) = if pfx.is_some() && (fit.is_none() || key.is_none()) {
        (pfx, None)
    } else {
        let certificate = fit.or(unfit).or_else(|| odd(Place::Certificate));
        let key = key.or_else(|| odd(Place::Key));
        match (certificate, key) {
            (None, _) if held.is_pfx => (held.certificate, None),
            (certificate, key) => (certificate.or(held.certificate), key.or(held.key)),
        }
    };
    let left_out = come.iter().map(|(file, _)| file);
    let left_out = left_out
        .filter(|file| certificate.as_ref() != Some(*file) && key.as_ref() != Some(*file))
        .cloned()
        .collect();
    Taken {
        certificate,
        key,
        left_out,
    }
}

#[cfg(test)]
mod tests {
    use super::{Held, Looked, Taken, by_name, take};
    use vault_protocol::Place;

    const CER: Looked = Looked::Certificate { fit: true };
    const CSD: Looked = Looked::Certificate { fit: false };

    fn none() -> Held<&'static str> {
        Held {
            certificate: None,
            is_pfx: false,
            key: None,
        }
    }

    fn taken(
        certificate: Option<&'static str>,
        key: Option<&'static str>,
        left_out: &[&'static str],
    ) -> Taken<&'static str> {
        Taken {
            certificate,
            key,
            left_out: left_out.to_vec(),
        }
    }

    #[test]
    fn names_tell_all_of_a_pair_and_not_of_pem_files_or_of_two_certificates() {
        let by_name_of = |names: &[&str]| {
            by_name(
                &names
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            by_name_of(&["a.key", "a.cer"]),
            Some(vec![Looked::Key, CER])
        );
        assert_eq!(by_name_of(&["IMSS.PFX"]), Some(vec![Looked::Pfx]));
        assert_eq!(by_name_of(&["a.cer", "b.cer"]), None);
        assert_eq!(by_name_of(&["a.cer", "b.pfx"]), None);
        assert_eq!(by_name_of(&["cert.pem", "key.pem"]), None);
    }

    #[test]
    fn a_certificate_and_a_key_under_any_names_go_each_to_its_field() {
        let come = [("key.pem", Looked::Key), ("cert.pem", CER)];
        assert_eq!(
            take(none(), &come),
            taken(Some("cert.pem"), Some("key.pem"), &[])
        );
    }

    #[test]
    fn takes_efirma_over_csd() {
        let come = [
            ("fiel.cer", CER),
            ("fiel.key", Looked::Key),
            ("csd.cer", CSD),
        ];
        assert_eq!(
            take(none(), &come),
            taken(Some("fiel.cer"), Some("fiel.key"), &["csd.cer"])
        );
        assert_eq!(
            take(none(), &[("csd.cer", CSD)]),
            taken(Some("csd.cer"), None, &[])
        );
    }

    #[test]
    fn of_two_alike_the_last_is_taken() {
        let come = [("a.cer", CER), ("b.cer", CER)];
        assert_eq!(take(none(), &come), taken(Some("b.cer"), None, &["a.cer"]));
    }

    #[test]
    fn a_pfx_stands_alone_and_a_whole_pair_goes_before_it() {
        let come = [("a.cer", CER), ("a.pfx", Looked::Pfx)];
        assert_eq!(take(none(), &come), taken(Some("a.pfx"), None, &["a.cer"]));
        let come = [
            ("a.cer", CER),
            ("a.key", Looked::Key),
            ("a.pfx", Looked::Pfx),
        ];
        assert_eq!(
            take(none(), &come),
            taken(Some("a.cer"), Some("a.key"), &["a.pfx"])
        );
    }

    #[test]
    fn what_comes_takes_the_place_of_what_was_there_and_leaves_the_other_field() {
        let held = Held {
            certificate: Some("old.cer"),
            is_pfx: false,
            key: Some("old.key"),
        };
        assert_eq!(
            take(held.clone(), &[("new.cer", CER)]),
            taken(Some("new.cer"), Some("old.key"), &[])
        );
        assert_eq!(
            take(held, &[("new.pfx", Looked::Pfx)]),
            taken(Some("new.pfx"), None, &[])
        );
    }

    #[test]
    fn beside_a_pfx_no_key_is_taken() {
        let held = Held {
            certificate: Some("a.pfx"),
            is_pfx: true,
            key: None,
        };
        assert_eq!(
            take(held, &[("b.key", Looked::Key)]),
            taken(Some("a.pfx"), None, &["b.key"])
        );
    }

    #[test]
    fn what_does_not_open_stays_where_it_was_picked() {
        let odd = Looked::Neither;
        assert_eq!(
            take(none(), &[("acta.pdf", odd(Place::Key)), ("a.cer", CER)]),
            taken(Some("a.cer"), Some("acta.pdf"), &[])
        );
        let come = [("acta.pdf", odd(Place::Certificate)), ("a.cer", CER)];
        assert_eq!(
            take(none(), &come),
            taken(Some("a.cer"), None, &["acta.pdf"])
        );
    }
}
