//! The native half of `cargo xtask bench`, which builds it, runs it and makes the tables.
//!
//! `material` and `import` make the files that every contender is given, `race` measures contenders in turn, the
//! others say what is raced. Everything is printed as JSON: for each job, each contender's milliseconds
//! per operation, one number a round.
mod import;
mod imss;
mod material;
mod open;
mod race;
mod verify;

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let job = arguments.next().context("what is to be done?")?;
    let mut folder = || {
        arguments
            .next()
            .map(PathBuf::from)
            .context("in which folder?")
    };
    match job.as_str() {
        "material" => material::make(&folder()?),
        "import-material" => import::make(&folder()?),
        "verify" => race::tell(&verify::race(&folder()?)?),
        "open" => open::serve(&folder()?),
        "imss" => race::tell(&imss::race()?),
        other => bail!("there is no job called {other}"),
    }
}
