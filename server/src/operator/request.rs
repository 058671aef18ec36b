//! What the operator asks for, and what is answered: the same for a server that runs and for none.

use model::Role;
use serde::{Deserialize, Serialize};
use service::accounts::{OperatorsCompany, OperatorsUser};
use service::operator;
use service::values::Token;
use service::{Service, ServiceError};

/// What the operator asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "ask")]
pub enum OperatorRequest {
    /// Make a user, and a link by which she chooses her password.
    Create {
        /// The company's RFC; none where there is only one.
        rfc: Option<String>,
        /// The name to log in with.
        username: String,
        /// The person's name.
        name: String,
        /// Where mail goes; may be empty.
        email: String,
        /// What the user may do.
        role: Role,
    },
    /// Make a company, and a link by which its administrator chooses her password.
    CreateCompany {
        /// Razón social.
        company: String,
        /// The company's RFC; may be empty.
        rfc: String,
        /// The name that the administrator logs in with.
        username: String,
        /// The administrator's name.
        name: String,
        /// Where her mail goes; may be empty.
        email: String,
    },
    /// Shut a user out, at once.
    Disable {
        /// The name at login.
        username: String,
    },
    /// Make a link that sets a new password.
    ResetLink {
        /// The name at login.
        username: String,
    },
    /// List every company's users.
    List,
}

/// What is answered: lines for the terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// It was done.
    Done(Vec<String>),
    /// It was not, and why.
    Refused(String),
}

/// Carries out what the operator asks for.
pub async fn carry_out(service: &Service, public_url: &str, request: OperatorRequest) -> Said {
    let done = match request {
        OperatorRequest::Create {
            rfc,
            username,
            name,
            email,
            role,
        } => {
            let new = OperatorsUser {
                username,
                nombre: name,
                email,
                role,
            };
            let made = operator::create(service, rfc.as_deref(), &new).await;
            made.map(|token| vec![address(public_url, &token)])
        }
        OperatorRequest::CreateCompany {
            company,
            rfc,
            username,
            name,
            email,
        } => {
            let new = OperatorsCompany {
                nombre: company,
                rfc,
                administrador: OperatorsUser {
                    username,
                    nombre: name,
                    email,
                    role: Role::Administrador,
                },
            };
            let made = operator::create_company(service, &new).await;
            made.map(|token| vec![address(public_url, &token)])
        }
        OperatorRequest::Disable { username } => {
            let done = operator::disable(service, &username).await;
            done.map(|()| vec![format!("disabled: {username}")])
        }
        OperatorRequest::ResetLink { username } => {
            let made = operator::reset_link(service, &username).await;
            made.map(|token| vec![address(public_url, &token)])
        }
        OperatorRequest::List => operator::everybody(service).await.map(|all| {
            let lines = all.iter().flat_map(|(empresa, users)| {
                users.iter().map(|user| {
                    let active = if user.active { "active" } else { "disabled" };
                    let role = user.role.as_str();
                    let (username, name) = (&user.username, &user.nombre);
                    format!("{username}\t{role}\t{active}\t{name}\t{}", empresa.nombre)
                })
            });
            lines.collect()
        }),
    };
    match done {
        Ok(lines) => Said::Done(lines),
        Err(error) => Said::Refused(service.wire(&ServiceError::from(error)).message),
    }
}

/// The address that the operator hands over. The token is in the fragment, which browsers send to no server.
fn address(public_url: &str, token: &Token) -> String {
    format!("{public_url}/contrasena-nueva#{}", token.reveal())
}
