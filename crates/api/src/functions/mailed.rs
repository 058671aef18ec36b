//! What somebody does who has no session and holds a mail, or asks for one.

use crate::operation::operations;
use crate::view::accounts::SessionView;
use crate::view::mailed::{AcceptInvitation, MailedLinkView, ResetPassword};

operations!(mailed {
    /// Asks for a mail with a link to a new password. The answer does not say whether somebody has the
    /// address.
    Anyone "mailed/ask-recovery" AskRecovery = ask_recovery(email: String) -> (),
        sample { "email": "" };

    /// Looks at a mailed link without using it up.
    Anyone "mailed/look" Look = look(token: String) -> MailedLinkView,
        sample { "token": "x" };

    /// Sets a new password, and uses the link up. Answers the username.
    Anyone "mailed/reset-password" Reset = reset_password(request: ResetPassword) -> String,
        sample { "request": { "token": "x", "password": "x" } };

    /// Makes the invited user and logs her in, and uses the link up.
    Anyone "mailed/accept-invitation" Accept = accept_invitation(request: AcceptInvitation) -> SessionView,
        sample { "request": { "token": "x", "name": "", "username": "", "password": "x" } };

    /// Takes the address that a link confirms, and uses the link up. Answers the username.
    Anyone "mailed/confirm-address" ConfirmAddress = confirm_address(token: String) -> String,
        sample { "token": "x" };
});
