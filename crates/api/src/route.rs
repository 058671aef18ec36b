//! A route of the server: method, path, what its body must be, who may call it.

/// One route of the server.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// HTTP method.
    pub method: Method,
    /// Path, with `{name}` for what varies.
    pub path: &'static str,
    /// What its body must be.
    pub body: Body,
    /// Who may call it.
    pub access: Access,
}

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Post,
}

/// What a body must be, whole.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// None.
    Empty,
    /// JSON of the route's own type.
    Json(JsonBody),
    /// CMS SignedData, DER, no private key in it.
    Cms,
    /// A file of IDSE's, of the kind that its media type says, no private key in it.
    Receipt,
}

/// A body in JSON.
#[derive(Clone, Copy, Debug)]
pub struct JsonBody {
    /// A body that parses and names nothing that exists.
    pub sample: fn() -> serde_json::Value,
    /// Whether a body is the route's own type and nothing more; otherwise why not, in English.
    pub parses: fn(&[u8]) -> Result<(), String>,
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// Any session: users, consult-only users, consult links.
    Reader,
    /// A user's session, full or consult-only; not a consult link.
    People,
    /// A session that shows lotes: users with a full session.
    ReadsLotes,
    /// A user who came in with her password and not to consult only, whatever her role: her own account.
    OwnAccount,
    /// A user with a full session who captures.
    Captures,
    /// A user with a full session who signs.
    Signs,
    /// An administrator with a full session.
    Administers,
}

/// The prefix below which every route exists once more, for the tabs that read through a consult link: there
/// the link's cookie counts, and the login's never does.
pub const LINK_PREFIX: &str = "/enlace";
