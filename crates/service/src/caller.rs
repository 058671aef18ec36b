//! Who calls, as types. Functions that write take `&FullCaller`; functions that read take any
//! [`Reader`]. No function that writes accepts a reader, so a consult link cannot reach one.
//!
//! Only [`crate::accounts::authenticate`] makes callers, out of a session's token.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::Role;

use crate::common_error::CommonError;
use crate::ids::{EmpresaId, LinkId, RegistroId, SessionId, UserId};
use crate::records::{Actor, By, Shown};
use crate::values::Digest;

/// Somebody without a session. Address and device are what attempts are counted by.
#[derive(Debug, Clone)]
pub struct Stranger {
    /// The network address, as far as the server can trust it.
    pub address: String,
    /// The digest of the token by which a browser is recognised that logged in before.
    pub device: Option<Digest>,
}

impl Stranger {
    /// Who somebody turned out to be, and the way she came, for the audit log.
    pub(crate) fn by(&self, actor: Actor) -> By {
        By {
            address: self.address.clone(),
            ..actor.into()
        }
    }
}

/// A user with a full session.
#[derive(Debug, Clone)]
pub struct FullCaller {
    pub(crate) session: SessionId,
    pub(crate) empresa: EmpresaId,
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) until: Timestamp,
    /// Where it calls from, for the audit log; empty where nobody knows.
    pub(crate) address: String,
}

/// A user who entered "en modo sólo consulta".
#[derive(Debug, Clone)]
pub struct ReadOnlyCaller {
    pub(crate) session: SessionId,
    pub(crate) empresa: EmpresaId,
    pub(crate) user: UserId,
    pub(crate) until: Timestamp,
    pub(crate) address: String,
    /// She came in with her password as usual, and only her role keeps her from writing: her own account is hers.
    pub(crate) own_account: bool,
}

/// A person at her own account: she came in with her password and not "en modo sólo consulta", whatever her role.
#[derive(Debug, Clone)]
pub struct OwnAccount {
    pub(crate) empresa: EmpresaId,
    pub(crate) user: UserId,
    pub(crate) until: Timestamp,
    by: By,
}

impl OwnAccount {
    /// Who it is and the way it came, for the audit log.
    pub(crate) fn by(&self) -> By {
        self.by.clone()
    }
}

/// A caller who may change her own account. Sealed: there are no others than the ones here.
pub trait OwnsAccount: sealed::Sealed + Send + Sync {
    /// Returns the person at her own account.
    fn account(&self) -> OwnAccount;
}

impl OwnsAccount for FullCaller {
    fn account(&self) -> OwnAccount {
        OwnAccount {
            empresa: self.empresa,
            user: self.user,
            until: self.until,
            by: self.by(),
        }
    }
}

impl OwnsAccount for OwnAccount {
    fn account(&self) -> OwnAccount {
        self.clone()
    }
}

/// Somebody who holds a consult link.
#[derive(Debug, Clone)]
pub struct LinkCaller {
    pub(crate) session: SessionId,
    pub(crate) empresa: EmpresaId,
    pub(crate) link: LinkId,
    pub(crate) registros: Scope,
    pub(crate) lotes: bool,
    pub(crate) shown: Shown,
    pub(crate) until: Timestamp,
    pub(crate) address: String,
}

/// Which of a company's registros patronales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every one, later ones included.
    All,
    /// These alone.
    Only(BTreeSet<RegistroId>),
}

impl Scope {
    /// Whether it holds this one.
    pub fn holds(&self, registro: RegistroId) -> bool {
        match self {
            Self::All => true,
            Self::Only(set) => set.contains(&registro),
        }
    }
}

/// What a caller may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadScope {
    /// The company.
    pub empresa: EmpresaId,
    /// The registros patronales.
    pub registros: Scope,
    /// Lotes, receipts and evidence too.
    pub lotes: bool,
    /// The names of the company's people too.
    pub people: bool,
    /// What of the movements.
    pub shown: Shown,
    /// Until when, whatever happens.
    pub until: Timestamp,
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::FullCaller {}
    impl Sealed for super::ReadOnlyCaller {}
    impl Sealed for super::LinkCaller {}
    impl Sealed for super::Caller {}
    impl Sealed for super::OwnAccount {}
}

/// A caller who may read. Sealed: there are no others than the ones here.
pub trait Reader: sealed::Sealed + Send + Sync {
    /// How far it may read.
    fn scope(&self) -> ReadScope;
    /// The session it came with.
    fn session(&self) -> SessionId;
}

impl Reader for FullCaller {
    fn scope(&self) -> ReadScope {
        let Self { empresa, until, .. } = *self;
        ReadScope {
            empresa,
            registros: Scope::All,
            lotes: true,
            people: true,
            shown: Shown::EVERYTHING,
            until,
        }
    }
    fn session(&self) -> SessionId {
        self.session
    }
}

impl Reader for ReadOnlyCaller {
    fn scope(&self) -> ReadScope {
        let Self { empresa, until, .. } = *self;
        // "Sólo consulta" shows the history without its Lotes.
        ReadScope {
            empresa,
            registros: Scope::All,
            lotes: false,
            people: true,
            shown: Shown::EVERYTHING,
            until,
        }
    }
    fn session(&self) -> SessionId {
        self.session
    }
}

impl Reader for LinkCaller {
    fn scope(&self) -> ReadScope {
        ReadScope {
            empresa: self.empresa,
            registros: self.registros.clone(),
            lotes: self.lotes,
            people: false,
            shown: self.shown,
            until: self.until,
        }
    }
    fn session(&self) -> SessionId {
        self.session
    }
}

impl FullCaller {
    /// Returns the company.
    pub fn empresa(&self) -> EmpresaId {
        self.empresa
    }

    /// Returns the user.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Returns what the user may do.
    pub fn role(&self) -> Role {
        self.role
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor::User(self.user)
    }

    /// Who it is and the way it came, for the audit log.
    pub(crate) fn by(&self) -> By {
        By {
            actor: self.actor(),
            address: self.address.clone(),
            session: Some(self.session),
        }
    }

    pub(crate) fn must_administer(&self) -> Result<(), CommonError> {
        if self.role.administers() {
            Ok(())
        } else {
            Err(CommonError::Forbidden)
        }
    }

    pub(crate) fn must_sign(&self) -> Result<(), CommonError> {
        if self.role.signs() {
            Ok(())
        } else {
            Err(CommonError::Forbidden)
        }
    }

    pub(crate) fn must_capture(&self) -> Result<(), CommonError> {
        if self.role.captures() {
            Ok(())
        } else {
            Err(CommonError::Forbidden)
        }
    }
}

/// The caller that a session's token identifies.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A user with a full session.
    Full(FullCaller),
    /// A user in consult-only mode.
    ReadOnly(ReadOnlyCaller),
    /// Somebody with a consult link.
    Link(LinkCaller),
}

impl Caller {
    /// Returns the caller as one who may write.
    ///
    /// # Errors
    ///
    /// [`CommonError::Forbidden`] for one who may only read.
    pub fn full(&self) -> Result<&FullCaller, CommonError> {
        match self {
            Self::Full(caller) => Ok(caller),
            Self::ReadOnly(_) | Self::Link(_) => Err(CommonError::Forbidden),
        }
    }

    /// Returns the caller as a person at her own account.
    ///
    /// # Errors
    ///
    /// [`CommonError::Forbidden`] for one who came in to consult only, or through a link.
    pub fn own_account(&self) -> Result<OwnAccount, CommonError> {
        match self {
            Self::Full(caller) => Ok(caller.account()),
            Self::ReadOnly(caller) if caller.own_account => Ok(OwnAccount {
                empresa: caller.empresa,
                user: caller.user,
                until: caller.until,
                by: self.by(),
            }),
            Self::ReadOnly(_) | Self::Link(_) => Err(CommonError::Forbidden),
        }
    }

    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Full(caller) => caller.actor(),
            Self::ReadOnly(caller) => Actor::User(caller.user),
            Self::Link(caller) => Actor::Link(caller.link),
        }
    }

    /// Who it is and the way it came, for the audit log.
    pub(crate) fn by(&self) -> By {
        let address = match self {
            Self::Full(caller) => &caller.address,
            Self::ReadOnly(caller) => &caller.address,
            Self::Link(caller) => &caller.address,
        };
        By {
            actor: self.actor(),
            address: address.clone(),
            session: Some(self.session()),
        }
    }

    /// Returns the same caller with the network that it calls from.
    #[must_use]
    pub fn calling_from(mut self, network: &str) -> Self {
        let address = match &mut self {
            Self::Full(caller) => &mut caller.address,
            Self::ReadOnly(caller) => &mut caller.address,
            Self::Link(caller) => &mut caller.address,
        };
        network.clone_into(address);
        self
    }
}

impl Reader for Caller {
    fn scope(&self) -> ReadScope {
        match self {
            Self::Full(caller) => caller.scope(),
            Self::ReadOnly(caller) => caller.scope(),
            Self::Link(caller) => caller.scope(),
        }
    }
    fn session(&self) -> SessionId {
        match self {
            Self::Full(caller) => caller.session(),
            Self::ReadOnly(caller) => caller.session(),
            Self::Link(caller) => caller.session(),
        }
    }
}
