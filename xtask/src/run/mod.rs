//! `cargo xtask run`: builds what is needed and serves, with the simulator as IDSE.
mod build;
mod children;
mod development_server;
mod ports;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

pub(crate) use build::{Build, Builder};

use crate::demo::{self, Demo};
use crate::page;
use crate::paths::Paths;
use crate::process::{self, say};
use children::Children;
use development_server::{DevelopmentServer, Listeners};
use ports::Port;

/// What `run` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Optimise the server as in production (a long compilation, once)
    #[arg(long)]
    release: bool,
    /// The port to serve on; 0 takes a free one
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// The folder of the embedded database, of the mail written and of the demo material
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Make a demo company first: users, registros patronales, certificates and movements
    #[arg(long)]
    demo: bool,
    /// With --demo: copy the company's movements until it has so many, to feel a large history
    #[arg(long, value_name = "N", requires = "demo")]
    movements: Option<u64>,
    /// Seconds the simulated IDSE takes from a lote's reception to its results
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    processing: u32,
    /// Build the page quickly and large, for the daily loop
    #[arg(long)]
    draft: bool,
    /// Serve what is built already, without looking whether it is up to date
    #[arg(long, hide = true)]
    built: bool,
}

/// Builds, serves, and stays until Ctrl-C or until one of the servers ends.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    let rubrica = program(paths, options)?;

    // All are held until all are chosen, or one could be chosen twice.
    let held = [Port::hold(options.port)?, Port::hold(0)?, Port::hold(0)?];
    let [server, metrics, simulator] = &held;
    let listeners = Listeners {
        server: server.address()?,
        metrics: metrics.address()?,
        simulator: simulator.address()?,
    };
    drop(held);
    let development = DevelopmentServer::new(paths, &paths.root.join(&options.data), listeners)?;
    let demo = options
        .demo
        .then(|| demo::ensure(development.data()))
        .transpose()?;
    let seed = demo.as_ref().map(Demo::seed);
    process::run(&mut development.init(&rubrica, seed.as_deref(), options.movements))?;

    let mut children = Children::new()?;
    children.start(
        "the simulator",
        development.simulator(&rubrica, options.processing)?,
    )?;
    children.start("the server", development.server(&rubrica))?;
    children.wait_until_ready(development.address())?;
    if let Some(demo) = demo {
        println!("{}", demo.introduction());
    }
    println!("Rúbrica lista en http://{}", development.address());
    children.wait()
}

/// The server's program, built along with the page unless asked not to.
fn program(paths: &Paths, options: &Options) -> Result<PathBuf> {
    let build = if options.release {
        Build::Release
    } else {
        Build::Development
    };
    let builder = Builder::new(paths, build)?;
    if options.built {
        return Ok(builder.program());
    }
    page::build(paths, page::Quality::of(options.draft))?;
    say("building the server, if it changed (the first time takes minutes: it holds the database)");
    builder.server()
}
