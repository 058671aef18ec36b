//! `rubrica check`: looks at everything the server needs, and names what is wrong. Changes nothing
//! but what opening the database changes.

use std::process::ExitCode;

use service::audit;
use service::store::{SharedStore, Store};

use super::assemble;
use crate::config::{Mail, ServerConfig};
use crate::http::site::Site;
use crate::{listen, mail, secret, trust};

/// Prints one line a thing looked at; the status says whether all is well.
///
/// # Errors
/// None of its own: what is wrong is printed.
pub(super) async fn run(settings: &ServerConfig) -> anyhow::Result<ExitCode> {
    // The settings were read already, or this would not run.
    let mut all_well = report("configuration", Ok("read".to_owned()));
    all_well &= report(
        "secret",
        secret::read(&settings.secret_file)
            .map(|_| "readable by its owner alone".to_owned())
            .map_err(Into::into),
    );
    all_well &= report(
        "page",
        Site::read(&settings.site)
            .map(|_| settings.site.display().to_string())
            .map_err(Into::into),
    );
    all_well &= report("trust", check_trust(settings));
    all_well &= report("tls", check_tls(settings).await);
    let store = assemble::store(settings).await;
    all_well &= report("database", check_database(&store).await);
    if let Ok(store) = &store {
        all_well &= report("audit", check_audit(store.as_ref()).await);
    }
    all_well &= report("mail", check_mail(settings).await);
    all_well &= report("idse", check_idse(settings).await);
    Ok(if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[expect(clippy::needless_pass_by_value, reason = "an outcome is reported once")]
fn report(what: &str, outcome: anyhow::Result<String>) -> bool {
    match &outcome {
        Ok(found) => println!("ok    {what}: {found}"),
        Err(error) => println!("FAIL  {what}: {error:#}"),
    }
    outcome.is_ok()
}

fn check_trust(settings: &ServerConfig) -> anyhow::Result<String> {
    match &settings.trust_dir {
        Some(folder) => Ok(format!("{} CA certificates", trust::read(folder)?.len())),
        None => {
            Ok("no RUBRICA_TRUST_DIR: chains are not verified, and the page says so".to_owned())
        }
    }
}

async fn check_tls(settings: &ServerConfig) -> anyhow::Result<String> {
    match &settings.tls {
        Some(files) => {
            listen::tls(files).await?;
            Ok("certificate and key fit".to_owned())
        }
        None => Ok("none: served on this machine, or behind the declared proxy".to_owned()),
    }
}

async fn check_database(store: &anyhow::Result<SharedStore>) -> anyhow::Result<String> {
    let store = store
        .as_ref()
        .map_err(|error| anyhow::anyhow!("{error:#}"))?;
    store.ready().await?;
    Ok("answers, migrations applied".to_owned())
}

/// Computes every seal of every company's audit log again.
async fn check_audit(store: &dyn Store) -> anyhow::Result<String> {
    let (mut sealed, mut open) = (0, 0);
    let empresas = store.empresas().await?;
    for empresa in &empresas {
        let chain = audit::verify(store, empresa.id).await?;
        anyhow::ensure!(
            chain.broken.is_empty(),
            "the log of company {} was changed: {} seals do not hold, the newest of them {}",
            empresa.id,
            chain.broken.len(),
            chain.broken[0],
        );
        sealed += chain.sealed;
        open += chain.open;
    }
    let companies = empresas.len();
    Ok(format!(
        "{companies} logs hold: {sealed} entries sealed, {open} since"
    ))
}

async fn check_mail(settings: &ServerConfig) -> anyhow::Result<String> {
    match &settings.mail {
        Mail::Smtp(url) => {
            let reached = mail::transport(url)?.test_connection().await?;
            anyhow::ensure!(reached, "RUBRICA_SMTP_URL: the mail server does not answer");
            Ok("the mail server answers".to_owned())
        }
        Mail::Folder(folder) => {
            std::fs::create_dir_all(folder).map_err(|error| {
                anyhow::anyhow!("RUBRICA_MAIL_DIR={}: {error}", folder.display())
            })?;
            let probe = folder.join(".check");
            std::fs::write(&probe, [])
                .and_then(|()| std::fs::remove_file(&probe))
                .map_err(|error| {
                    anyhow::anyhow!("RUBRICA_MAIL_DIR={}: {error}", folder.display())
                })?;
            Ok(format!("written to {}", folder.display()))
        }
    }
}

async fn check_idse(settings: &ServerConfig) -> anyhow::Result<String> {
    let portal = assemble::portal(settings)?;
    portal.look().await?;
    let kind = if settings.idse_simulated {
        "the simulator"
    } else {
        "the portal"
    };
    Ok(format!("{kind} answers at {}", settings.idse_url))
}
