//! The company's people: invited, changed, shut out.

use model::Role;

use crate::operation::{ID, operations};
use crate::view::users::{Invite, OpenSession, People};

operations!(users {
    /// Everybody: users, those who ask for access, invitations that wait, mails that did not arrive.
    Administers "users/list" List = list() -> People,
        sample {};

    /// Invites somebody by mail.
    Administers "users/invite" InviteUser = invite(request: Invite) -> (),
        sample { "request": { "name": "", "email": "", "role": "consulta" } };

    /// Answers somebody who asks for access with an invitation.
    Administers "users/grant-access" GrantAccess = grant_access(id: String, role: Role) -> (),
        sample { "id": ID, "role": "consulta" };

    /// Answers somebody who asks for access with a no.
    Administers "users/refuse-access" RefuseAccess = refuse_access(id: String) -> (),
        sample { "id": ID };

    /// Takes an invitation back.
    Administers "users/take-back" TakeBack = take_back(id: String) -> (),
        sample { "id": "0000000000000000000000000000000000000000000000000000000000000000" };

    /// Changes what a user may do; her sessions end.
    Administers "users/change-role" ChangeRole = change_role(id: String, role: Role) -> (),
        sample { "id": ID, "role": "consulta" };

    /// Shuts a user out, at once.
    Administers "users/deactivate" Deactivate = deactivate(id: String) -> (),
        sample { "id": ID };

    /// Lets a user log in again.
    Administers "users/activate" Activate = activate(id: String) -> (),
        sample { "id": ID };

    /// The sessions of a user that live.
    Administers "users/sessions" Sessions = sessions(id: String) -> Vec<OpenSession>,
        sample { "id": ID };

    /// Ends one session of a user, at once.
    Administers "users/end-session" EndSession = end_session(id: String, session: String) -> (),
        sample {
            "id": ID,
            "session": "0000000000000000000000000000000000000000000000000000000000000000",
        };

    /// Takes the note of a mail away that did not arrive.
    Administers "users/dismiss-mail" DismissMail = dismiss_mail(id: String) -> (),
        sample { "id": ID };
});
