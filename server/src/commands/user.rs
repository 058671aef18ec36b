//! `rubrica user` and `rubrica company`: what the operator of the machine does about accounts. A server that runs does it; without one
//! the database is opened here.

use std::process::ExitCode;

use model::Role;

use super::assemble;
use crate::cli::{CompanyCommand, UserCommand};
use crate::config::ServerConfig;
use crate::operator::{self, OperatorRequest, Said};
use crate::secret;

/// Prints what is answered. A link that is printed sets a password, once and within 30 minutes: it is handed
/// over like one.
///
/// # Errors
/// What was asked for was refused; the database cannot be opened.
pub(super) async fn run(settings: &ServerConfig, command: UserCommand) -> anyhow::Result<ExitCode> {
    ask(settings, request(command)?).await
}

/// The same, of companies.
///
/// # Errors
/// What was asked for was refused; the database cannot be opened.
pub(super) async fn run_company(
    settings: &ServerConfig,
    command: CompanyCommand,
) -> anyhow::Result<ExitCode> {
    let CompanyCommand::Create {
        company,
        rfc,
        username,
        name,
        email,
    } = command;
    let request = OperatorRequest::CreateCompany {
        company,
        rfc: rfc.unwrap_or_default(),
        username,
        name,
        email: email.unwrap_or_default(),
    };
    ask(settings, request).await
}

async fn ask(settings: &ServerConfig, request: OperatorRequest) -> anyhow::Result<ExitCode> {
    let said = match operator::ask(&settings.data, &request).await? {
        Some(said) => said,
        None => {
            let secret = secret::read(&settings.secret_file)?;
            let store = assemble::store(settings).await?;
            let service = assemble::service(settings, store, &secret)?.service;
            operator::carry_out(&service, settings.public_origin(), request).await
        }
    };
    match said {
        Said::Done(lines) => {
            for line in lines {
                println!("{line}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Said::Refused(why) => anyhow::bail!(why),
    }
}

fn request(command: UserCommand) -> anyhow::Result<OperatorRequest> {
    Ok(match command {
        UserCommand::Create {
            username,
            name,
            role,
            email,
            empresa,
        } => OperatorRequest::Create {
            rfc: empresa,
            username,
            name,
            email: email.unwrap_or_default(),
            role: role_of(&role)?,
        },
        UserCommand::Disable { username } => OperatorRequest::Disable { username },
        UserCommand::ResetLink { username } => OperatorRequest::ResetLink { username },
        UserCommand::List => OperatorRequest::List,
    })
}

fn role_of(word: &str) -> anyhow::Result<Role> {
    let mut roles = Role::ALL.into_iter();
    roles
        .find(|role| role.as_str() == word)
        .ok_or_else(|| anyhow::anyhow!("--role is {}", Role::ALL.map(Role::as_str).join(", ")))
}
