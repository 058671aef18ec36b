//! Who is there: the state of the installation, registering, logging in and out.

use crate::operation::operations;
use crate::view::accounts::{self as view, PortalState, SessionView};

operations!(accounts {
    /// What the page needs to know before anything else; open to strangers.
    Anyone "accounts/state" State = state() -> PortalState,
        sample {};

    /// Registers the first company and its administrator, and logs in.
    Anyone "accounts/register" Register = register(request: view::Register) -> SessionView,
        sample { "request": {
            "razon_social": "Empresa de Prueba SA de CV", "rfc": "EKU9003173C9", "name": "Ana Ruiz",
            "email": "ana@empresa.example", "username": "ana", "password": "una frase de ejemplo",
        }};

    /// Asks the administrators of a company for access. The answer does not say whether it is here.
    Anyone "accounts/ask-access" AskAccess = ask_access(request: view::AskAccess) -> (),
        sample { "request": { "rfc": "", "name": "", "email": "" } };

    /// Opens a session, full or consult-only.
    Anyone "accounts/log-in" LogIn = log_in(request: view::LogIn) -> SessionView,
        sample { "request": { "username": "nadie", "password": "x", "read_only": false } };

    /// Exchanges a consult link's token for a read-only session.
    Anyone "accounts/open-link" OpenLink = open_link(request: view::OpenLink) -> SessionView,
        sample { "request": { "token": "x", "pin": null } };

    /// Leaves the caller in a session that only reads, until the password is typed again.
    People "accounts/make-read-only" MakeReadOnly = make_read_only() -> SessionView,
        sample {};

    /// Ends the session. With `end_portal` the sessions at IDSE it opened are ended too.
    Reader "accounts/log-out" LogOut = log_out(end_portal: bool) -> (),
        sample { "end_portal": false };
});
