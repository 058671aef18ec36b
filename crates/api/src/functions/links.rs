//! Consult-only links.

use crate::operation::operations;
use crate::view::links::{CreateLink, CreatedLink, LinkView};

operations!(links {
    /// The company's links, live and ended.
    Administers "links/list" List = list() -> Vec<LinkView>,
        sample {};

    /// Makes a link. Its token is in this answer and nowhere else.
    Administers "links/create" Create = create(request: CreateLink) -> CreatedLink,
        sample { "request": {
            "label": "", "registros": [], "days": 0, "pin": null, "max_uses": null, "notify": false,
            "email": null,
            "shows": {
                "from": null, "to": null, "drafts": true, "salaries": true, "curps": true,
                "exports": true, "lotes": false,
            },
        }};

    /// Gives a link some days more, counted from today.
    Administers "links/extend" Extend = extend(id: String, days: u16) -> LinkView,
        sample { "id": "0000000000000000000000000000000000000000000000000000000000000000", "days": 30 };

    /// Ends a link and every session opened through it, at once.
    Administers "links/revoke" Revoke = revoke(id: String) -> (),
        sample { "id": "0000000000000000000000000000000000000000000000000000000000000000" };
});
