//! Identifiers of records: ULIDs made from the clock and the randomness that were handed in, each
//! kind its own type.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use ulid::Ulid;

use crate::ports::Random;
use crate::values::Digest;

/// The text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

fn ulid(now: Timestamp, random: &dyn Random) -> Ulid {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    // Before 1970 there is nothing to file; a clock that says so gets the smallest time part.
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
    Ulid::from_parts(milliseconds, u128::from_be_bytes(bytes))
}

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => { $(
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Ulid);

        impl $name {
            /// Makes a new one: 48 bits of time, 80 of chance.
            pub fn mint(now: Timestamp, random: &dyn Random) -> Self {
                Self(ulid(now, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Ulid::from_string(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )+ };
}

ids! {
    /// A company: the tenant that everything belongs to.
    EmpresaId;
    /// A person with a login.
    UserId;
    /// A registro patronal of a company.
    RegistroId;
    /// A certificate.
    CertificadoId;
    /// A movement, for life.
    MovementId;
    /// What one call of an import made.
    ImportPartId;
    /// A lote, over all its attempts.
    LoteId;
    /// A file of IDSE's that a person brought.
    ReceiptId;
    /// A session with the portal.
    PortalSessionId;
    /// A text of the portal that waits for its signature.
    ChallengeId;
    /// A piece of work in the outbox.
    JobId;
    /// An entry of the audit log.
    AuditId;
    /// Somebody who asks to join a company.
    AccessRequestId;
    /// Returns a mail that was given up.
    UndeliveredId;
}

impl EmpresaId {
    /// Belongs to no company: what the installation itself counts or must do, such as the attempts at
    /// a user name that nobody has.
    pub const INSTALLATION: Self = Self(Ulid::nil());
}

impl JobId {
    /// Returns the one job that seals a company's audit log.
    pub fn of_sealing(empresa: EmpresaId) -> Self {
        let digest = Digest::of(format!("seal {empresa}").as_bytes());
        let (first, _) = digest.as_bytes().split_at(16);
        Self(Ulid::from_bytes(first.try_into().expect("16 of 32 bytes")))
    }

    /// Returns the one job that writes a company's daily mails.
    pub fn of_daily_mail(empresa: EmpresaId) -> Self {
        let digest = Digest::of(format!("daily mail {empresa}").as_bytes());
        let (first, _) = digest.as_bytes().split_at(16);
        Self(Ulid::from_bytes(first.try_into().expect("16 of 32 bytes")))
    }

    /// Returns the one job that deletes a company.
    pub fn of_deletion(empresa: EmpresaId) -> Self {
        let digest = Digest::of(format!("delete {empresa}").as_bytes());
        let (first, _) = digest.as_bytes().split_at(16);
        Self(Ulid::from_bytes(first.try_into().expect("16 of 32 bytes")))
    }

    /// Returns the one job that sends a lote at an attempt: however often it is asked for, it is this.
    pub fn of_sending(lote: LoteId, attempt: u32) -> Self {
        let digest = Digest::of(format!("send {lote} {attempt}").as_bytes());
        let (first, _) = digest.as_bytes().split_at(16);
        Self(Ulid::from_bytes(first.try_into().expect("16 of 32 bytes")))
    }
}

macro_rules! digest_ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => { $(
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Digest);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self).map_err(|_| NotAnId)
            }
        }
    )+ };
}

digest_ids! {
    /// A session of ours: the digest of its token.
    SessionId;
    /// A consult link: the digest of its token.
    LinkId;
    /// A single-use link that was mailed: the digest of its token.
    MailedLinkId;
    /// A count of attempts: the digest of what is counted.
    AttemptsId;
}
