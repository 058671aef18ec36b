//! Programs from Debian's packages: found, installed if we may, or asked for by name.
use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::process::{self, say};

/// A program and the package that carries it.
pub(crate) struct Program {
    name: &'static str,
    package: &'static str,
    /// The variable that names another one.
    variable: &'static str,
    why: &'static str,
}

pub(crate) const CHROMIUM: Program = Program {
    name: "chromium",
    package: "chromium",
    variable: "CHROMIUM_PATH",
    why: "the page is tested in it",
};

pub(crate) const CHROMEDRIVER: Program = Program {
    name: "chromedriver",
    package: "chromium-driver",
    variable: "CHROMEDRIVER_PATH",
    why: "the wasm tests reach Chromium through it",
};

pub(crate) const OPENSSL: Program = Program {
    name: "openssl",
    package: "openssl",
    variable: "OPENSSL_PATH",
    why: "it checks our signatures independently",
};

pub(crate) const KEYTOOL: Program = Program {
    name: "keytool",
    package: "default-jre-headless",
    variable: "KEYTOOL_PATH",
    why: "the tests open what Java writes, and Java what we write",
};

pub(crate) const CERTUTIL: Program = Program {
    name: "certutil",
    package: "libnss3-tools",
    variable: "CERTUTIL_PATH",
    why: "pk12util, which comes with it, keeps its keys in a database that this one makes",
};

pub(crate) const PK12UTIL: Program = Program {
    name: "pk12util",
    package: "libnss3-tools",
    variable: "PK12UTIL_PATH",
    why: "the tests open what NSS writes, and NSS what we write",
};

pub(crate) const PKG_CONFIG: Program = Program {
    name: "pkg-config",
    package: "pkg-config",
    variable: "PKG_CONFIG",
    why: "it finds OpenSSL's library",
};

pub(crate) const COMPILER_OF_CPP: Program = Program {
    name: "c++",
    package: "g++",
    variable: "CXX_PATH",
    why: "libFuzzer is written in C++",
};

/// Makes sure that a library that pkg-config knows as `name` can be compiled against.
pub(crate) fn library(name: &str, package: &str, why: &str) -> Result<()> {
    program(&PKG_CONFIG)?;
    let is_there = || process::output(Command::new("pkg-config").args(["--exists", name])).is_ok();
    if is_there() {
        return Ok(());
    }
    let advice = format!("{package} is missing ({why}): apt-get install {package}");
    obtain(package, why, &advice)?;
    if is_there() {
        Ok(())
    } else {
        bail!("{advice}")
    }
}

/// Finds a program, or installs its package when root.
pub(crate) fn program(program: &Program) -> Result<PathBuf> {
    let Program {
        name,
        package,
        variable,
        why,
    } = program;
    if let Some(named) = env::var_os(variable).map(PathBuf::from) {
        if !named.is_file() {
            bail!("{variable} names {}, which is no file", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = process::on_path(name) {
        return Ok(found);
    }

    let advice = format!("{name} is missing ({why}): apt-get install {package}, or set {variable}");
    obtain(package, why, &advice)?;
    process::on_path(name).context(advice)
}

/// Installs a package if we may, or gives the advice.
fn obtain(package: &str, why: &str, advice: &str) -> Result<()> {
    if !is_root() || process::on_path("apt-get").is_none() {
        bail!("{advice}");
    }
    say(format!("installing {package} from Debian: {why}"));
    install(package).with_context(|| advice.to_owned())
}

/// Errors if Debian's package lists do not know a package, after a look for newer lists.
pub(crate) fn know(package: &str) -> Result<()> {
    if is_known(package) || (update() && is_known(package)) {
        return Ok(());
    }
    bail!("Debian's package lists name no {package}: run apt-get update");
}

/// Runs apt-get, a second time with newer package lists if the first fails: old lists name files that
/// are gone.
pub(crate) fn apt_get(command: impl Fn() -> Command) -> Result<()> {
    alone(&mut command()).or_else(|error| {
        if update() {
            alone(&mut command())
        } else {
            Err(error)
        }
    })
}

/// Runs apt-get while no other thread does: a second one would find Debian's lists locked.
fn alone(command: &mut Command) -> Result<()> {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    process::run(command)
}

/// Fetches newer package lists if allowed. Returns whether it did.
fn update() -> bool {
    if !is_root() {
        return false;
    }
    say("asking Debian for its newest package lists");
    alone(Command::new("apt-get").args(["update", "-qq"])).is_ok()
}

fn is_known(package: &str) -> bool {
    process::output(Command::new("apt-cache").args(["show", "--no-all-versions", package]))
        .is_ok_and(|said| !said.is_empty())
}

fn install(package: &str) -> Result<()> {
    know(package)?;
    apt_get(|| {
        let mut apt_get = Command::new("apt-get");
        apt_get
            .args(["install", "-y", "-qq", "--no-install-recommends", package])
            .env("DEBIAN_FRONTEND", "noninteractive");
        apt_get
    })
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
