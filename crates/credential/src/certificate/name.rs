//! Distinguished names.

use crate::asn1::{Malformed, Reader, oids, tag, text};
use const_oid::ObjectIdentifier;

/// A name's attributes in their order, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(Vec<(ObjectIdentifier, String)>);

impl Name {
    /// Reads a `Name` (RFC 5280 §4.1.2.4).
    pub(crate) fn read(der: &[u8]) -> Result<Self, Malformed> {
        let mut attributes = Vec::new();
        let mut names = Reader::only(der)?.is(tag::SEQUENCE)?.reader();
        while !names.is_empty() {
            let mut set = names.expect(tag::SET)?.reader();
            while !set.is_empty() {
                let mut attribute = set.sequence()?;
                let kind = attribute.expect(tag::OID)?;
                let value = attribute.any()?;
                attribute.finish()?;
                // An identifier too long for our type is none that we know.
                if let Ok(kind) = kind.oid() {
                    attributes.push((kind, text::read(&value).trim().to_owned()));
                }
            }
        }
        Ok(Self(attributes))
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
