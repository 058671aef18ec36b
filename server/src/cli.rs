//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::config::catalog;

/// Rúbrica's server.
#[derive(Debug, Parser)]
#[command(
    name = "rubrica",
    version,
    about = "Rúbrica: IMSS movements, signed in the browser."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the server can be asked to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prepare the data folder, the secret and the database; with --seed also fill an empty database
    Init {
        /// Companies, users and movements to fill it with (JSON)
        #[arg(long, value_name = "FILE")]
        seed: Option<PathBuf>,
        /// With --seed: copy its movements until there are so many
        #[arg(long, value_name = "N", requires = "seed")]
        movements: Option<u64>,
    },
    /// Serve the page and the relay until SIGTERM
    Serve,
    /// Serve a portal to test and show against
    IdseSimulator {
        /// Address to listen on
        #[arg(long, default_value = "127.0.0.1:4000")]
        listen: SocketAddr,
        /// Which certificates, registros patronales and workers it knows (JSON)
        #[arg(long, value_name = "FILE")]
        seed: PathBuf,
        /// Where it keeps what it received
        #[arg(long, value_name = "FILE")]
        state: Option<PathBuf>,
        /// Seconds from reception to the results
        #[arg(long, value_name = "SECONDS", default_value_t = 20)]
        processing: u32,
    },
    /// Check configuration, database, page, mail and IDSE, and say what is wrong
    Check,
    /// Write the database to a file, without sessions; not while a server uses an embedded one
    Backup {
        /// The file; it must not exist
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Fill an empty database from a file that `backup` wrote
    Restore {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Companies; works while the server runs, for the owner of its data folder
    Company {
        /// What to do with them
        #[command(subcommand)]
        command: CompanyCommand,
    },
    /// People with a login; works while the server runs, for the owner of its data folder
    User {
        /// What to do with them
        #[command(subcommand)]
        command: UserCommand,
    },
}

/// What can be done with companies.
#[derive(Debug, Subcommand)]
pub enum CompanyCommand {
    /// Make a company and print a link, good for 30 minutes, by which its administrator chooses her password
    Create {
        /// Razón social
        #[arg(long)]
        company: String,
        /// The company's RFC
        #[arg(long)]
        rfc: Option<String>,
        /// The name that the administrator logs in with
        #[arg(long)]
        username: String,
        /// The administrator's name
        #[arg(long)]
        name: String,
        /// Where her mail goes
        #[arg(long)]
        email: Option<String>,
    },
}

/// What can be done with users.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make a user and print a link, good for 30 minutes, by which she chooses her password
    Create {
        /// The name to log in with
        #[arg(long)]
        username: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// administrador, firmante, capturista or consulta
        #[arg(long)]
        role: String,
        /// Where mail goes
        #[arg(long)]
        email: Option<String>,
        /// The company's RFC, where there is more than one
        #[arg(long, value_name = "RFC")]
        empresa: Option<String>,
    },
    /// Shut a user out, at once: sessions end, and the links that she made
    Disable {
        /// The name at login
        username: String,
    },
    /// Print a link, good for 30 minutes, that sets a new password; a disabled user may log in again
    ResetLink {
        /// The name at login
        username: String,
    },
    /// List the users of every company
    List,
}

impl Cli {
    /// Reads this process's arguments; `--help` lists the settings too.
    pub fn read() -> Self {
        let matches = Self::command().after_help(catalog::help()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
