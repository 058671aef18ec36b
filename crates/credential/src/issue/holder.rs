//! Whom a certificate is issued to.

use crate::asn1::{oids, tag, write};
use const_oid::ObjectIdentifier;

/// The subject of a certificate, in the shape of its kind (domain facts: e.firma and CSD [A], IMSS
/// [B]).
#[derive(Clone, Debug)]
pub enum Holder {
    /// e.firma of a company.
    EfirmaMoral {
        /// Razón social.
        name: String,
        /// 12 characters.
        rfc: String,
        /// The representative's.
        representative_rfc: String,
        /// The representative's.
        representative_curp: String,
        /// E-mail address.
        email: String,
    },
    /// e.firma of a person.
    EfirmaFisica {
        /// Full name.
        name: String,
        /// 13 characters.
        rfc: String,
        /// CURP.
        curp: String,
        /// E-mail address.
        email: String,
    },
    /// SAT's invoice seal of a company.
    Csd {
        /// Razón social.
        name: String,
        /// 12 characters.
        rfc: String,
        /// The representative's.
        representative_rfc: String,
        /// The representative's.
        representative_curp: String,
        /// Branch, in OU.
        unit: String,
    },
    /// IMSS's certificate of one registro patronal.
    Imss {
        /// Razón social, in O.
        company: String,
        /// 11 characters, in OU.
        registro_patronal: String,
        /// The representative's name, in CN.
        representative: String,
        /// The representative's CURP, in T.
        representative_curp: String,
        /// E-mail address.
        email: String,
    },
    /// A stranger.
    Other {
        /// CN.
        common_name: String,
    },
}

impl Holder {
    /// `Name`, DER.
    pub(super) fn name(&self) -> Vec<u8> {
        match self {
            Self::EfirmaMoral {
                name: holder,
                rfc,
                representative_rfc,
                representative_curp,
                email,
            } => name(&[
                (oids::COMMON_NAME, holder),
                (oids::NAME, holder),
                (oids::ORGANIZATION, holder),
                (oids::COUNTRY, "MX"),
                (oids::EMAIL_ADDRESS, email),
                (
                    oids::UNIQUE_IDENTIFIER,
                    &format!("{rfc} / {representative_rfc}"),
                ),
                (oids::SERIAL_NUMBER, &format!(" / {representative_curp}")),
            ]),
            Self::EfirmaFisica {
                name: holder,
                rfc,
                curp,
                email,
            } => name(&[
                (oids::COMMON_NAME, holder),
                (oids::NAME, holder),
                (oids::ORGANIZATION, holder),
                (oids::COUNTRY, "MX"),
                (oids::EMAIL_ADDRESS, email),
                (oids::UNIQUE_IDENTIFIER, rfc),
                (oids::SERIAL_NUMBER, curp),
            ]),
            Self::Csd {
                name: holder,
                rfc,
                representative_rfc,
                representative_curp,
                unit,
            } => name(&[
                (oids::COMMON_NAME, holder),
                (oids::NAME, holder),
                (oids::ORGANIZATION, holder),
                (
                    oids::UNIQUE_IDENTIFIER,
                    &format!("{rfc} / {representative_rfc}"),
                ),
                (oids::SERIAL_NUMBER, &format!(" / {representative_curp}")),
                (oids::ORGANIZATIONAL_UNIT, unit),
            ]),
            Self::Imss {
                company,
                registro_patronal,
                representative,
                representative_curp,
                email,
            } => name(&[
                (oids::COUNTRY, "MX"),
                (oids::ORGANIZATION, company),
                (oids::ORGANIZATIONAL_UNIT, registro_patronal),
                (oids::COMMON_NAME, representative),
                (oids::TITLE, representative_curp),
                (oids::EMAIL_ADDRESS, email),
            ]),
            Self::Other { common_name } => name(&[(oids::COMMON_NAME, common_name)]),
        }
    }

    /// `keyUsage` as the contents of its BIT STRING.
    pub(super) fn key_usage(&self) -> [u8; 2] {
        match self {
            // digitalSignature, nonRepudiation, dataEncipherment, keyAgreement
            Self::EfirmaMoral { .. } | Self::EfirmaFisica { .. } => [3, 0b1101_1000],
            // digitalSignature, nonRepudiation
            Self::Csd { .. } | Self::Imss { .. } | Self::Other { .. } => [6, 0b1100_0000],
        }
    }

    pub(super) fn extended_key_usage(&self) -> &'static [ObjectIdentifier] {
        match self {
            Self::EfirmaMoral { .. } | Self::EfirmaFisica { .. } => {
                &[oids::EKU_EMAIL_PROTECTION, oids::EKU_CLIENT_AUTH]
            }
            _ => &[],
        }
    }
}

/// A `Name` of one attribute per set.
pub(super) fn name(attributes: &[(ObjectIdentifier, &str)]) -> Vec<u8> {
    let sets: Vec<Vec<u8>> = attributes
        .iter()
        .map(|(kind, value)| {
            let string = match *kind {
                oids::EMAIL_ADDRESS => tag::IA5_STRING,
                oids::COUNTRY | oids::SERIAL_NUMBER => tag::PRINTABLE_STRING,
                _ => tag::UTF8_STRING,
            };
            let attribute =
                write::sequence(&[&write::oid(*kind), &write::tlv(string, value.as_bytes())]);
            write::constructed(tag::SET, &[&attribute])
        })
        .collect();
    let sets: Vec<&[u8]> = sets.iter().map(Vec::as_slice).collect();
    write::sequence(&sets)
}
