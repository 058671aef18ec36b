//! The companies of one person, and the consult links that she claimed.

use crate::operation::{ID, operations};
use crate::view::accounts::SessionView;
use crate::view::companies::{KnownLogin, MyCompanies, NewLogin};

operations!(companies {
    /// The person's companies and the links that she claimed, with what waits in each.
    People "companies/list" List = list() -> MyCompanies,
        sample {};

    /// Puts a session at another company of the person's in the place of this one.
    People "companies/switch" Switch = switch(id: String) -> SessionView,
        sample { "id": ID };

    /// Opens a link that the person claimed, beside her own session.
    People "companies/open-link" OpenClaimed = open_link(id: String) -> SessionView,
        sample { "id": "0000000000000000000000000000000000000000000000000000000000000000" };

    /// Takes a link out of the person's account.
    People "companies/forget-link" ForgetLink = forget_link(id: String) -> (),
        sample { "id": "0000000000000000000000000000000000000000000000000000000000000000" };

    /// Keeps the link of this session with a new login of no company.
    Reader "companies/claim-with-new" ClaimWithNew = claim_with_new(request: NewLogin) -> (),
        sample { "request": { "name": "", "email": "", "username": "", "password": "x" } };

    /// Keeps the link of this session with a login that there is already. For anybody else there is no such
    /// link.
    Reader "companies/keep-link" KeepLink = keep_link(request: KnownLogin) -> (),
        sample { "request": { "username": "", "password": "x" } };
});
