//! Distinguished names.

use crate::asn1::{oids, text};
use const_oid::ObjectIdentifier;
use der::Tagged as _;

/// A name's attributes in their order, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(Vec<(ObjectIdentifier, String)>);

impl Name {
    /// The text of each attribute. The library leaves values as they are, which is well: what stands
    /// in them is often not of the type that they name.
    pub(crate) fn of(name: &x509_cert::name::Name) -> Self {
        let attributes = name
            .0
            .iter()
            .flat_map(|set| set.0.iter())
            // An identifier that was too long is none that we know.
            .filter(|attribute| attribute.oid != oids::UNNAMEABLE)
            .map(|attribute| {
                let value = &attribute.value;
                let text = text::read(value.tag().octet(), value.value());
                (attribute.oid, text.trim().to_owned())
            });
        Self(attributes.collect())
    }

    /// The first value of that kind which is not empty.
    pub(crate) fn first(&self, kind: ObjectIdentifier) -> Option<&str> {
        self.all(kind).find(|value| !value.is_empty())
    }

    pub(crate) fn all(&self, kind: ObjectIdentifier) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(found, _)| *found == kind)
            .map(|(_, value)| value.as_str())
    }

    /// What the name is called in one line: common name, else organization, else everything.
    pub(crate) fn display(&self) -> String {
        [oids::COMMON_NAME, oids::NAME, oids::ORGANIZATION]
            .into_iter()
            .find_map(|kind| self.first(kind))
            .map_or_else(
                || {
                    let values: Vec<&str> =
                        self.0.iter().map(|(_, value)| value.as_str()).collect();
                    values.join(", ")
                },
                str::to_owned,
            )
    }
}
