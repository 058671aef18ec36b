//! Opening a database by URL.

use std::sync::Arc;

use surrealdb::engine::any::connect;
use surrealdb::opt::auth::Root;

use crate::backoff::Yielding;
use crate::database::Database;
use crate::migrate::{self, MigrateError};
use crate::rebuild;

/// Namespace and database in which everything lives.
const NAMESPACE: &str = "rubrica";

/// The database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The URL is not one of `surrealkv://`, `ws://`, `wss://`.
    #[error("the database URL {0:?} is not surrealkv://PATH, ws://… or wss://…")]
    Url(String),
    /// The folder is locked by another process.
    #[error("the database is in use by another process: stop that one first")]
    InUse,
    /// The folder is there and the engine cannot read it.
    #[error(
        "the database's files are damaged or cannot be read: {0}. Move the folder aside, keep it, and fill \
         an empty one from the last backup with `rubrica restore FILE`"
    )]
    Damaged(String),
    /// The database's server is away, or refuses the login.
    #[error("the database's server does not answer, or refuses the login: {0}")]
    Server(String),
    /// The schema is not the one this release knows.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
}

impl Database {
    /// Opens `url` and applies the migrations that are missing.
    ///
    /// * `surrealkv://PATH`: the embedded engine in that folder, synced at every commit.
    /// * `ws://USER:PASSWORD@HOST:PORT` or `wss://…`: a SurrealDB server or cluster.
    ///
    /// # Errors
    ///
    /// [`OpenError`], naming what is in the way. No error shows the URL's password.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let database = Self::connect(url).await?;
        database.bring_up_to_date().await?;
        Ok(database)
    }

    /// Applies the migrations that are missing, and finishes what they began.
    pub(crate) async fn bring_up_to_date(&self) -> Result<(), OpenError> {
        migrate::apply(self).await?;
        let finished = rebuild::finish(self).await;
        Ok(finished.map_err(MigrateError::Database)?)
    }

    /// Opens `url`, with whatever schema is in it.
    pub(crate) async fn connect(url: &str) -> Result<Self, OpenError> {
        let target = Target::parse(url)?;
        let engine = |e: surrealdb::Error| target.failure(&e.to_string());
        let db = connect(target.endpoint.as_str()).await.map_err(engine)?;
        if let Some((username, password)) = target.login.clone() {
            db.signin(Root { username, password })
                .await
                .map_err(engine)?;
        }
        db.use_ns(NAMESPACE)
            .use_db(NAMESPACE)
            .await
            .map_err(engine)?;
        Ok(Self {
            db: Arc::new(db),
            backoff: Arc::new(Yielding),
            rows_read: Arc::default(),
        })
    }
}

struct Target {
    endpoint: String,
    login: Option<(String, String)>,
}

impl Target {
    /// What the engine's words mean. They are the only sign it gives that its lock is held.
    fn failure(&self, words: &str) -> OpenError {
        if !self.endpoint.starts_with("surrealkv:") {
            return OpenError::Server(words.to_owned());
        }
        if words.contains("locked by another process") {
            return OpenError::InUse;
        }
        OpenError::Damaged(words.to_owned())
    }

    fn parse(url: &str) -> Result<Self, OpenError> {
        let local = |endpoint: String| {
            Ok(Self {
                endpoint,
                login: None,
            })
        };
        match url.split_once("://") {
            // An acknowledged commit must survive a power cut, so the engine's default is spelled
            // out.
            Some(("surrealkv", path)) if !path.is_empty() && !path.contains('?') => {
                local(format!("surrealkv://{path}?sync=every"))
            }
            Some((scheme @ ("ws" | "wss"), rest)) if !rest.is_empty() => {
                match rest.rsplit_once('@') {
                    None => local(format!("{scheme}://{rest}")),
                    Some((login, host)) => {
                        let (user, password) = login.split_once(':').unwrap_or((login, ""));
                        Ok(Self {
                            endpoint: format!("{scheme}://{host}"),
                            login: Some((user.to_owned(), password.to_owned())),
                        })
                    }
                }
            }
            _ => {
                // Whatever stands before an `@` may be a password.
                let shown = url.rsplit_once('@').map_or(url, |(_, host)| host);
                Err(OpenError::Url(shown.to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_synced_at_every_commit() {
        let target = Target::parse("surrealkv://data/db").unwrap();
        assert_eq!(target.endpoint, "surrealkv://data/db?sync=every");
    }

    #[test]
    fn the_login_of_a_server_is_taken_out_of_the_address() {
        let target = Target::parse("wss://ana:se:creto@db.example:8000").unwrap();
        assert_eq!(target.endpoint, "wss://db.example:8000");
        assert_eq!(target.login, Some(("ana".into(), "se:creto".into())));
    }

    #[test]
    fn damaged_files_are_not_taken_for_a_second_process() {
        let local = Target::parse("surrealkv://data/db").unwrap();
        let locked = "Database at data/db is already locked by another process";
        assert!(matches!(local.failure(locked), OpenError::InUse));
        let emptied = local.failure("Corrupted table metadata").to_string();
        assert!(emptied.contains("damaged") && emptied.contains("rubrica restore"));
        let away = Target::parse("ws://db.example:8000").unwrap();
        let refused = away.failure("Connection refused");
        assert!(matches!(refused, OpenError::Server(_)), "{refused}");
    }

    #[test]
    fn a_refused_url_does_not_show_its_password() {
        let error = Target::parse("http://ana:secreto@db").err().unwrap();
        assert!(!error.to_string().contains("secreto"), "{error}");
    }
}
