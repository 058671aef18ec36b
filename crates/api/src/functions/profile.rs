//! A person's own account.

use crate::operation::operations;
use crate::view::accounts::SessionView;
use crate::view::profile::{ChangeAddress, ChangePassword, Profile};
use crate::view::users::OpenSession;

operations!(profile {
    /// The person's own account.
    OwnAccount "profile/get" Get = get() -> Profile,
        sample {};

    /// Changes her name.
    OwnAccount "profile/change-name" ChangeName = change_name(name: String) -> Profile,
        sample { "name": "" };

    /// Changes her password; her other sessions end, and this one gets a new token.
    OwnAccount "profile/change-password" ChangeOwnPassword = change_password(request: ChangePassword) -> SessionView,
        sample { "request": { "current": "x", "password": "x" } };

    /// Mails a link to a new address, which becomes hers once it is opened.
    OwnAccount "profile/change-address" ChangeOwnAddress = change_address(request: ChangeAddress) -> (),
        sample { "request": { "current": "x", "email": "" } };

    /// Begins or ends the mail of each morning about what is due and what was refused.
    OwnAccount "profile/want-daily-mail" WantDailyMail = want_daily_mail(wanted: bool) -> Profile,
        sample { "wanted": false };

    /// Her sessions that live.
    OwnAccount "profile/sessions" OwnSessions = sessions() -> Vec<OpenSession>,
        sample {};

    /// Ends one of her sessions, at once.
    OwnAccount "profile/end-session" EndOwnSession = end_session(session: String) -> (),
        sample { "session": "0000000000000000000000000000000000000000000000000000000000000000" };
});
