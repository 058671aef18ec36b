//! `rubrica user`: through the same use cases as the page, as an administrator of the company.

use std::process::ExitCode;

use model::Role;
use service::Service;
use service::accounts::{self, Credentials, NewUser};
use service::caller::{Caller, FullCaller, Stranger};
use service::values::Password;

use super::assemble;
use crate::cli::UserCommand;
use crate::config::Settings;
use crate::secret;

/// Passwords are read from standard input, one a line: arguments can be read by other users of the
/// machine.
///
/// # Errors
/// The database is in use by a server, the administrator's password is wrong, or a field is.
pub(super) async fn run(settings: &Settings, command: UserCommand) -> anyhow::Result<ExitCode> {
    let secret = secret::read(&settings.secret_file)?;
    let store = assemble::store(settings).await?;
    let service = assemble::service(settings, store, &secret)?.service;
    match command {
        UserCommand::Add {
            administrator,
            username,
            name,
            role,
            email,
        } => {
            let role = role_of(&role)?;
            let administrators = password("the administrator's password")?;
            let users = password("the new user's password")?;
            let (everybody, caller) = enter(&service, administrator, administrators).await?;
            let new = NewUser {
                username,
                nombre: name,
                email: email.unwrap_or_default(),
                role,
                password: users,
            };
            let made = accounts::create_user(&service, &caller, &new).await;
            leave(&service, &everybody).await?;
            let id = made.map_err(|error| spoken(&service, error))?;
            println!("{id}");
        }
        UserCommand::List { administrator } => {
            let administrators = password("the administrator's password")?;
            let (everybody, caller) = enter(&service, administrator, administrators).await?;
            let listed = accounts::list_users(&service, &caller).await;
            leave(&service, &everybody).await?;
            for user in listed.map_err(|error| spoken(&service, error))? {
                let active = if user.active { "active" } else { "inactive" };
                println!(
                    "{}\t{:?}\t{active}\t{}",
                    user.username, user.role, user.nombre
                );
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn password(whose: &str) -> anyhow::Result<Password> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    // Cut in place, so that no copy of it is left behind.
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    anyhow::ensure!(!line.is_empty(), "{whose} is missing on standard input");
    Ok(Password::new(line))
}

fn role_of(word: &str) -> anyhow::Result<Role> {
    let mut roles = Role::ALL.into_iter();
    roles
        .find(|role| role.as_str() == word)
        .ok_or_else(|| anyhow::anyhow!("--role is {}", Role::ALL.map(Role::as_str).join(", ")))
}

async fn enter(
    service: &Service,
    username: String,
    password: Password,
) -> anyhow::Result<(Caller, FullCaller)> {
    let stranger = Stranger {
        address: "console".to_owned(),
    };
    let credentials = Credentials {
        username,
        password,
        read_only: false,
    };
    let entered = accounts::log_in(service, &stranger, &credentials, None)
        .await
        .map_err(|error| spoken(service, error))?;
    let full = entered
        .caller
        .full()
        .map_err(|error| spoken(service, error))?
        .clone();
    Ok((entered.caller, full))
}

async fn leave(service: &Service, caller: &Caller) -> anyhow::Result<()> {
    accounts::log_out(service, caller, false)
        .await
        .map_err(|error| spoken(service, error))
}

fn spoken(service: &Service, error: impl Into<service::ServiceError>) -> anyhow::Error {
    anyhow::Error::msg(service.wire(&error.into()).message)
}
